import type { ReactNode } from 'react';
import { useShallow } from 'zustand/shallow';
import { formatSignificant } from '../../charts/formatNumber.ts';
import { learningTimeLayout } from '../../charts/learningTimeLayout.ts';
import { plainText } from '../../charts/richText.ts';
import type { ChartLayout } from '../../charts/types.ts';
import { axesIn, axisIn, powerUnit } from '../select/learningAxis.ts';
import { isScan, rightAxis } from '../select/learningView.ts';
import { capital, clockOf, columnsOf, shortClock } from '../select/words.ts';
import { useApp, useModel, useShell } from '../shell/context.ts';
import { MenuSelect } from '../shell/MenuSelect.tsx';
import { Rich } from '../shell/Rich.tsx';
import { titleStyle } from './titleStyle.ts';

/** The heading says what stands against what, and is the menu of it. */
export const LearningHeading = (): ReactNode => {
  const { controller } = useShell();
  const model = useModel();
  const over = useApp((state) => rightAxis(state.config).over);
  const scanning = useApp((state) => isScan(state.config));
  const label = (key: string): string => (key === 'dimension' ? 'dimension' : model.params[key]!.label.toLowerCase());
  const keys = [...new Set([model.sweep.over, model.scan.over, over])];
  const options = [
    ...keys.map((key) => ({ value: `sweep ${key}`, label: `Learning time against ${label(key)}` })),
    { value: `scan ${model.scan.over}`, label: `Final value against ${label(model.scan.over)}` },
  ];
  const choose = (value: string): void => {
    const [view, key] = value.split(' ') as ['sweep' | 'scan', string];
    controller.change({ view: view === 'scan' ? 'scan' : 'sweep', over: view === 'sweep' && key !== model.sweep.over ? key : null, values: null });
  };
  return (
    <h2 id="learning-title">
      <MenuSelect label="What the second chart shows" value={`${scanning ? 'scan' : 'sweep'} ${over}`} options={options} onChoose={choose} />
    </h2>
  );
};

/** The title of the vertical axis: its menu where there is a choice. */
export const LearningMenu = ({ layout }: { layout: ChartLayout }): ReactNode => {
  const shell = useShell();
  const model = useModel();
  const scanning = useApp((state) => isScan(state.config));
  const chosen = useApp((state) => axisIn(state.config)?.[0] ?? '');
  const log = useApp((state) => powerUnit(state.config) !== '');
  // Ids and labels in turn.
  const axes = useApp(useShallow(({ config }) => axesIn(config).flatMap(([id, { label }]) => [id, label(config.params)])));
  const duration = useApp((state) => state.config.duration);
  const headline = useApp((state) => columnsOf(state.config).find(({ name }) => name === model.headline)?.symbol ?? '');
  const { title } = learningTimeLayout(layout.width, layout.height, layout.fontSize);
  const clock = clockOf(model);
  const titled = (content: ReactNode): ReactNode => <div className="chart-title" style={titleStyle(title.x, title.baseline, layout.fontSize)}>{content}</div>;
  if (scanning) return titled(<span><Rich text={`${model.observables[model.headline]!.label} ${headline} at $${clock.symbol}$ = ${formatSignificant(duration)}`} /></span>);
  const shown = (label: string): string => label + (log ? ' (log)' : ', $T$');
  if (axes.length === 0) return titled(<span><Rich text={shown(capital(`${shortClock(clock)} until learned`))} /></span>);
  const isLog = (id: string): boolean => model.learningAxes![id]!.clock !== undefined || clock.unit === 'samples';
  const options = axes.flatMap((id, i) => (i % 2 === 1 ? [] : [{ value: id, label: `${plainText(axes[i + 1]!)}, ${isLog(id) ? 'log-log' : 'linear'}` }]));
  const choose = (id: string): void => void import('../select/chooseAxis.ts').then(({ chooseAxis }) => chooseAxis(shell, id));
  return titled(
    <MenuSelect label="Vertical axis of the second chart" value={chosen} options={options} shown={shown(axes[axes.indexOf(chosen) + 1] ?? '')} onChoose={choose} />,
  );
};
