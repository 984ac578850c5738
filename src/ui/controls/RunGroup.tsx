import { useMemo, type ReactNode } from 'react';
import { useShallow } from 'zustand/shallow';
import { commonFields, type CommonField } from '../../jobs/commonKeys.ts';
import { axesOf } from '../../jobs/axesOf.ts';
import { budgetAt } from '../../jobs/tasks.ts';
import type { Config } from '../../jobs/config.ts';
import { formatSignificant } from '../../charts/formatNumber.ts';
import { useApp, useModel, useShell } from '../shell/context.ts';
import { symbolRich } from '../shell/symbols.ts';
import { FieldLine } from './FieldLine.tsx';
import { NumberInput } from './NumberInput.tsx';
import { fieldText } from './numberText.ts';
import { parseNumber } from './sliderScale.ts';
import { TextInput } from './TextInput.tsx';

const pick = ({ replicas, duration, points, starts, criterion, threshold, fitfrom, seed }: Config) =>
  ({ replicas, duration, points, starts, criterion, threshold, fitfrom, seed });

const numbersIn = (text: string): number[] => text.split(/[;\s]+|,(?!\d{3}(?:\D|$))/).map(parseNumber).filter((x) => x !== null);

/** How much is run, and when a run counts as learned. */
export const RunGroup = (): ReactNode => {
  const { controller } = useShell();
  const model = useModel();
  const config = useApp(useShallow((state) => pick(state.config)));
  const budget = useApp((state) => state.config.budget);
  const rest = useApp((state) => (state.dragging === null ? state.config : null));
  const usualBudget = useMemo(() => (rest === null ? null : budgetAt({ ...rest, budget: null }, rest.params)), [rest]);
  const over = useApp((state) => axesOf({ ...state.config, view: state.config.view === 'scan' ? 'scan' : 'sweep' }).first.over);
  const values = useApp((state) => axesOf({ ...state.config, view: state.config.view === 'scan' ? 'scan' : 'sweep' }).first.values.map(fieldText).join('; '));
  const fields = commonFields(model, config.criterion);
  const number = (key: Exclude<CommonField, 'criterion' | 'view'>, label: string, help: string): ReactNode => (
    <FieldLine label={label} help={help}>
      {(id, helpId) => <NumberInput id={id} label={label} describedBy={helpId} value={config[key]} onCommit={(value) => controller.change({ [key]: value })} />}
    </FieldLine>
  );
  const axis = model.params[over]!;
  return (
    <>
      <FieldLine label="Learned when" help="What decides that a run has learned; its line in the chart can be dragged.">
        {(id, helpId) => (
          <select id={id} aria-describedby={helpId} value={config.criterion} onChange={(event) => controller.change({ criterion: event.target.value })}>
            {Object.entries(fields.criterion.options).map(([value, label]) => <option key={value} value={value}>{label}</option>)}
          </select>
        )}
      </FieldLine>
      {number('threshold', 'Threshold', `From ${formatSignificant(fields.threshold.min)} to ${formatSignificant(fields.threshold.max)}.`.replaceAll(/[{}^]/g, ''))}
      {number('replicas', 'Runs', 'Simulated runs of each configuration, each with its own start and its own samples.')}
      {number('duration', 'End of the run', 'Where the time axis of a run ends.')}
      {number('points', 'Frames kept', 'Times at which a run is recorded.')}
      {number('starts', 'Starts of the theory', 'Random starts over which the theory of the learning time takes its median.')}
      <FieldLine label="Budget" help="A run that has not learned by then counts as not learned. Empty: four times the predicted time.">
        {(id, helpId) => (
          <TextInput id={id} describedBy={helpId} value={budget === null ? '' : fieldText(budget)} placeholder={usualBudget === null ? 'usual' : `${formatSignificant(usualBudget, 3)} (usual)`}
            onCommit={(text) => controller.change({ budget: parseNumber(text) })} />
        )}
      </FieldLine>
      <FieldLine label={`Values of ${symbolRich(axis.symbol)}`} help="The values on the axis of the second chart, parted by semicolons. Empty: the model's own.">
        {(id, helpId) => (
          <TextInput id={id} describedBy={helpId} value={values}
            onCommit={(text) => {
              const list = numbersIn(text);
              if (over === 'dimension') controller.change({ dimensions: list.length === 0 ? null : list, values: null });
              else controller.change({ values: list.length === 0 ? null : list });
            }} />
        )}
      </FieldLine>
      <FieldLine label="Fit from" help="Smaller values do not enter the fitted slope. Empty: the model's own.">
        {(id, helpId) => (
          <TextInput id={id} describedBy={helpId} value={config.fitfrom === null ? '' : fieldText(config.fitfrom)} placeholder="usual"
            onCommit={(text) => controller.change({ fitfrom: parseNumber(text) })} />
        )}
      </FieldLine>
    </>
  );
};
