import { useState, type ReactNode } from 'react';
import { noticeLine, writeLink } from '../jobs/link.ts';
import { copyText, fullLink } from './shell/copyText.ts';
import { useApp, useShell } from './shell/context.ts';

/** What was wrong with the link, and what the page uses instead. */
export const Notices = (): ReactNode => {
  const { store, controller } = useShell();
  const notices = useApp((state) => state.notices);
  const [copied, setCopied] = useState(false);
  const copy = (): void => void copyText(fullLink(writeLink(store.getState().config))).then(setCopied);
  return (
    <section className="notices" aria-label="About this link" role="status">
      <ul>
        {notices.map((notice) => {
          const line = noticeLine(notice);
          return <li key={line}><b>{line.slice(0, notice.key.length)}</b>{line.slice(notice.key.length)}</li>;
        })}
      </ul>
      {notices.some(({ entered }) => entered !== true) && <button type="button" className="link" onClick={copy}>{copied ? 'Copied' : 'Copy corrected link'}</button>}
      <button type="button" className="link" onClick={() => controller.dismissNotices()}>Dismiss</button>
    </section>
  );
};
