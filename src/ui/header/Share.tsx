import { Suspense, useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { SharePopover } from '../shell/onDemand.ts';

/** Copies the link of what is on the page, and shows it. */
export const Share = (): ReactNode => {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const close = useCallback(() => setOpen(false), []);
  useEffect(() => {
    const onPress = (event: PointerEvent): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, []);
  return (
    <div className="share" ref={box}>
      <button type="button" className="plain" aria-expanded={open} onClick={() => setOpen(!open)}>Share</button>
      {open && <Suspense><SharePopover onClose={close} /></Suspense>}
    </div>
  );
};
