import { useEffect, useRef, useState, type ReactNode } from 'react';
import { linkOf } from '../../state/addressBar.ts';
import { copyText, fullLink } from '../shell/copyText.ts';
import { useShell } from '../shell/context.ts';

/** Copies the link of what is on the page, and shows it. */
export const Share = (): ReactNode => {
  const { store } = useShell();
  const [link, setLink] = useState<string | null>(null);
  const [copied, setCopied] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (link === null) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setLink(null);
    };
    const onPress = (event: PointerEvent): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) setLink(null);
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPress);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPress);
    };
  }, [link]);
  const share = (): void => {
    const text = fullLink(linkOf(store.getState()));
    setLink(text);
    void copyText(text).then(setCopied);
  };
  return (
    <div className="share" ref={box}>
      <button type="button" className="plain" aria-expanded={link !== null} onClick={() => (link === null ? share() : setLink(null))}>Share</button>
      {link !== null && (
        <div className="popover">
          <label htmlFor="share-link">{copied ? 'Copied: this link opens the same picture' : 'This link opens the same picture'}</label>
          <input id="share-link" type="text" readOnly value={link} onFocus={(event) => event.target.select()} />
          <span className="unseen" role="status">{copied ? 'Link copied' : ''}</span>
        </div>
      )}
    </div>
  );
};
