import { useRef, type ReactNode } from 'react';
import { formatSignificant } from '../../charts/formatNumber.ts';
import type { NumberField } from '../../models/params.ts';
import { useApp, useModel, useShell } from '../shell/context.ts';
import { symbolRich } from '../shell/symbols.ts';
import { Slider } from './Slider.tsx';

/** A threshold that theory puts on this parameter; while a new one is computed the last stands. */
const useLimit = (key: string): { readonly limit: number | null; readonly known: boolean } => {
  const mark = useApp((state) => (state.description === null ? undefined : (state.description.marks.find((m) => m.kind === 'threshold' && m.on === key)?.value ?? null)));
  const last = useRef<number | null>(null);
  const ever = useRef(false);
  /* oxlint-disable react/react-compiler -- remembers a value across renders, on purpose */
  if (mark !== undefined) last.current = mark;
  if (typeof mark === 'number') ever.current = true;
  return { limit: last.current, known: ever.current };
};

/** The slider of a number parameter, bound to the state. */
export const ParamSlider = ({ name, quiet = false }: { name: string; quiet?: boolean }): ReactNode => {
  const { controller } = useShell();
  const field = useModel().params[name] as NumberField;
  const value = useApp((state) => state.config.params[name]) as number;
  const { limit } = useLimit(name);
  // A rate is the parameter whose limit says that the error stays; its line is kept free for it.
  const hasLimit = /rate/i.test(name) && field.group === undefined;
  const note = quiet || !hasLimit ? undefined : limit === null ? '' : `above ${formatSignificant(limit, 3)} the error never reaches 0`;
  return (
    <Slider label={field.label} symbol={symbolRich(field.symbol)} value={value} range={field} usual={field.default} help={field.help}
      warnAbove={limit} note={note}
      onInput={(next) => controller.change({ params: { [name]: next } }, name)}
      onCommit={(next) => controller.change({ params: { [name]: next } })} />
  );
};
