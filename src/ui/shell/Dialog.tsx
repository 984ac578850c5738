import { useEffect, useId, useRef, type ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly kind: 'panel' | 'drawer';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal dialog, open as long as it is mounted; Escape and a click beside it close it. */
export const Dialog = ({ title, kind, onClose, children }: Props): ReactNode => {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current!;
    if (!dialog.open) dialog.showModal();
    return () => dialog.close();
  }, []);
  return (
    <dialog ref={ref} className={`dialog ${kind}`} aria-labelledby={id} onCancel={(event) => { event.preventDefault(); onClose(); }}
      onClick={(event) => { if (event.target === ref.current) onClose(); }}>
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id={id}>{title}</h2>
          <button type="button" className="plain" onClick={onClose}>Close</button>
        </div>
        {children}
      </div>
    </dialog>
  );
};
