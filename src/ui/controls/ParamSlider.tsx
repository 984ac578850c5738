import type { ReactNode } from 'react';
import { formatSignificant } from '../../charts/formatNumber.ts';
import type { NumberField } from '../../models/params.ts';
import { useApp, useModel, useShell } from '../shell/context.ts';
import { symbolRich } from '../shell/symbols.ts';
import { Slider } from './Slider.tsx';

interface Props {
  readonly name: string;
  /** Without the line below: where room is short. */
  readonly quiet?: boolean;
}

/** The slider of a number parameter, bound to the state. */
export const ParamSlider = ({ name, quiet = false }: Props): ReactNode => {
  const { controller } = useShell();
  const field = useModel().params[name] as NumberField;
  const value = useApp((state) => state.config.params[name]) as number;
  const mark = useApp((state) => state.description?.marks.find((one) => one.warning !== undefined && one.on === name) ?? null);
  // A rate is where theory may put a limit: its line is kept free, so that nothing moves when the limit arrives.
  const mayHaveLimit = /rate/i.test(name) && field.group === undefined;
  const warning = mark === null ? '' : `above ${formatSignificant(mark.value, 3)} ${mark.warning}`;
  return (
    <Slider label={field.label} symbol={symbolRich(field.symbol)} value={value} range={field} usual={field.default} help={field.help} warnAbove={mark?.value ?? null}
      note={quiet || !mayHaveLimit ? undefined : warning}
      onInput={(next) => controller.change({ params: { [name]: next } }, name)}
      onCommit={(next) => controller.change({ params: { [name]: next } })} />
  );
};
