import type { ReactNode } from 'react';
import type { TrajectoryLayout } from '../../charts/trajectoryLayout.ts';
import type { ScaleKind } from '../../charts/types.ts';
import { plainText } from '../../charts/richText.ts';
import { clockOf, columnsOf, lowerColumn, upperColumn } from '../select/words.ts';
import { useApp, useModel, useShell } from '../shell/context.ts';
import { MenuSelect } from '../shell/MenuSelect.tsx';
import { titleStyle } from './titleStyle.ts';

/** Scales that the reader chose for the two panels; null: the observable's own. */
export type Scales = readonly [ScaleKind | null, ScaleKind | null];

interface Props {
  readonly place: TrajectoryLayout;
  readonly fontSize: number;
  readonly scales: Scales;
  readonly onScales: (scales: Scales) => void;
}

const scaleOptions = [{ value: 'linear', label: 'linear' }, { value: 'log', label: 'log' }];

/** The axis titles are the menus: what is shown, what decides "learned", linear or log. */
export const TrajectoryMenus = ({ place, fontSize, scales, onScales }: Props): ReactNode => {
  const { controller } = useShell();
  const model = useModel();
  const upper = useApp((state) => upperColumn(state.config));
  const lower = useApp((state) => lowerColumn(state.config));
  const criterion = useApp((state) => state.config.criterion);
  const columns = useApp((state) => columnsOf(state.config));
  const options = columns.map(({ name, label, symbol, group }) => ({ value: name, label: group === '' ? `${label} ${plainText(symbol)}` : plainText(symbol), group }));
  const wording = (name: string): string => {
    const column = columns.find((one) => one.name === name);
    return column === undefined ? name : `${column.label} ${column.symbol}`;
  };
  const scaleMenu = (i: 0 | 1, name: string): ReactNode => (
    <MenuSelect className="scale-menu" label={`Scale of ${plainText(wording(name))}`} value={scales[i] ?? columns.find((one) => one.name === name)?.scale ?? 'linear'} options={scaleOptions}
      onChoose={(value) => onScales(i === 0 ? [value as ScaleKind, scales[1]] : [scales[0], value as ScaleKind])} />
  );
  return (
    <>
      <div className="chart-title" style={titleStyle(place.titles[0].x, place.titles[0].baseline, fontSize)}>
        <MenuSelect label="Quantity in the upper panel" value={upper} options={options} shown={wording(upper)}
          onChoose={(name) => controller.page({ chart: name === model.headline ? null : name })} />
        {scaleMenu(0, upper)}
      </div>
      <div className="chart-title" style={titleStyle(place.titles[1].x, place.titles[1].baseline, fontSize)}>
        <MenuSelect label="What decides that a run has learned" value={criterion} shown={wording(lower)}
          options={Object.entries(model.criteria).map(([value, { label }]) => ({ value, label: `learned by ${label}` }))}
          onChoose={(value) => controller.change({ criterion: value })} />
        {scaleMenu(1, lower)}
      </div>
    </>
  );
};

/** Linear or logarithmic time: beside the axis title where there is room, else among the buttons. */
export const TimeScaleMenu = (): ReactNode => {
  const { controller } = useShell();
  const { symbol } = clockOf(useModel());
  const time = useApp((state) => (state.config.page['x'] === 'log' ? 'log' : 'linear'));
  return <MenuSelect label="Scale of the time axis" value={time} shown={`$${symbol}$ ${time}`} options={scaleOptions} onChoose={(value) => controller.page({ x: value === 'log' ? 'log' : null })} />;
};
