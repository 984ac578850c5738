import { useMemo, type ReactNode } from 'react';
import { plainText } from '../../charts/richText.ts';
import { pinDash } from '../../charts/seriesStyle.ts';
import { writeLink } from '../../jobs/link.ts';
import { pinLabels } from '../select/differences.ts';
import { useApp, useShell } from '../shell/context.ts';
import { openLink } from '../shell/openLink.ts';
import { Rich } from '../shell/Rich.tsx';

/** The pinned configurations, named by what differs; a click opens one again. */
export const Pins = (): ReactNode => {
  const shell = useShell();
  const { controller } = shell;
  const pins = useApp((state) => state.pins);
  const config = useApp((state) => state.config);
  const labels = useMemo(() => pinLabels(config, pins.map((pin) => pin.config)), [pins, config]);
  return (
    <ul className="pins" aria-label="Pinned configurations">
      {pins.map((pin, i) => (
        <li key={writeLink(pin.config, { page: false })} className={`pin-${i % 3}`}>
          <svg width="22" height="8" aria-hidden="true"><path d="M0 4h22" stroke="currentColor" strokeWidth="2.2" strokeDasharray={pinDash(i)} /></svg>
          <button type="button" className="name" title="Open this configuration" onClick={() => openLink(shell, writeLink(pin.config))}><Rich text={labels[i]!} /></button>
          <button type="button" className="plain remove" aria-label={`Remove the pin ${plainText(labels[i]!)}`} onClick={() => controller.unpin(i)}>×</button>
        </li>
      ))}
    </ul>
  );
};
