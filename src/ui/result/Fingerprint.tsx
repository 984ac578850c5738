import { useState, type ReactNode } from 'react';
import type { Config } from '../../jobs/config.ts';
import { writeLink } from '../../jobs/link.ts';
import type { Live } from '../../state/store.ts';
import { differenceOf, fingerprintFor, fingerprintText, isSameFingerprint, linkedPart } from '../select/fingerprints.ts';
import { copyText, fullLink } from '../shell/copyText.ts';
import { useApp, useShell } from '../shell/context.ts';
import { useIdle } from '../shell/useIdle.ts';

/** Which bits the link stands for; what became of those that a link has claimed. */
export const Fingerprint = (): ReactNode => {
  const { store } = useShell();
  const live = useApp((state): Live | null => {
    const name = linkedPart(state.config);
    const part = state[name];
    if (part?.status !== 'done' || state.dragging !== null) return null;
    // Between a change and its runs, what is there belongs to another link.
    const linkOf = (config: Config): string => writeLink({ ...config, view: name }, { page: false });
    return linkOf(part.request.config) === linkOf(state.config) ? part : null;
  });
  const claimed = useApp((state) => state.config.fp);
  const fingerprint = useIdle(live, fingerprintFor);
  const [copied, setCopied] = useState<string | null>(null);
  if (fingerprint === null) return <p className="note small-note">{claimed === null ? 'Fingerprint of the result: when all runs are done' : 'The link names a fingerprint: compared when all runs are done'}</p>;
  const copy = (): void => void copyText(fullLink(writeLink({ ...store.getState().config, fp: fingerprint }))).then((done) => setCopied(done ? fingerprint : null));
  return (
    <p className="note small-note">
      <button type="button" className="link" onClick={copy}>Link</button>
      {' reproduces these bits: '}
      <span className="digits">{fingerprintText(fingerprint)}</span>
      {copied === fingerprint && <span role="status"> (copied)</span>}
      {claimed !== null && (isSameFingerprint(claimed, fingerprint)
        ? <strong>: reproduced</strong>
        : <span className="warn">{`: differs from the link's ${claimed} (${differenceOf(claimed, fingerprint)})`}</span>)}
    </p>
  );
};
