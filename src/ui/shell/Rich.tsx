import { createElement, Fragment, useMemo, type ReactNode } from 'react';
import { parseRich } from '../../charts/richText.ts';

/** The mark-up of chart labels (charts/richText.ts) as HTML; its runs have no identity but their place. */
export const Rich = ({ text }: { text: string }): ReactNode => useMemo(() => createElement(Fragment, null, ...parseRich(text).map((run) => {
  let node: ReactNode = run.text;
  if (run.italic) node = <i className="symbol">{node}</i>;
  if (run.bold) node = <b>{node}</b>;
  if (run.shift === 1) node = <sup>{node}</sup>;
  if (run.shift === -1) node = <sub>{node}</sub>;
  return node;
})), [text]);
