import { useEffect, useState, type ReactNode } from 'react';
import { linkOf } from '../../state/addressBar.ts';
import { copyText, fullLink } from '../shell/copyText.ts';
import { useShell } from '../shell/context.ts';

/** The link of what was on the page when it opened, copied at once. */
export const SharePopover = ({ onClose }: { onClose: () => void }): ReactNode => {
  const { store } = useShell();
  const [link] = useState(() => fullLink(linkOf(store.getState())));
  const [copied, setCopied] = useState(false);
  useEffect(() => void copyText(link).then(setCopied), [link]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onClose();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <div className="popover">
      <label htmlFor="share-link">{copied ? 'Copied: this link opens the same picture' : 'This link opens the same picture'}</label>
      <input id="share-link" type="text" readOnly value={link} onFocus={(event) => event.target.select()} />
      <span className="unseen" role="status">{copied ? 'Link copied' : ''}</span>
    </div>
  );
};
