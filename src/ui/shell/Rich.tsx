import { useMemo, type ReactNode } from 'react';
import { parseRich } from '../../charts/richText.ts';

/** The mark-up of chart labels (charts/richText.ts) as HTML. */
export const Rich = ({ text }: { text: string }): ReactNode => useMemo(() => parseRich(text).map((run, i) => {
  let node: ReactNode = run.text;
  if (run.italic) node = <i className="symbol">{node}</i>;
  if (run.bold) node = <b>{node}</b>;
  if (run.shift === 1) node = <sup>{node}</sup>;
  if (run.shift === -1) node = <sub>{node}</sub>;
  // oxlint-disable-next-line react/no-array-index-key -- the runs of a text have no other identity
  return <span key={i}>{node}</span>;
}), [text]);
