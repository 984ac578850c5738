import type { ReactNode } from 'react';
import { formatSignificant } from '../../charts/formatNumber.ts';
import { learningTimeLayout } from '../../charts/learningTimeLayout.ts';
import type { ChartLayout } from '../../charts/types.ts';
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
  const { controller } = useShell();
  const model = useModel();
  const scanning = useApp((state) => isScan(state.config));
  const samples = useApp((state) => state.config.page['y'] === 'samples');
  const duration = useApp((state) => state.config.duration);
  const headline = useApp((state) => columnsOf(state.config).find(({ name }) => name === model.headline)?.symbol ?? '');
  const { title } = learningTimeLayout(layout.width, layout.height, layout.fontSize);
  const clock = clockOf(model);
  const style = titleStyle(title.x, title.baseline, layout.fontSize);
  const perValue = capital(`${shortClock(clock)} until learned`);
  if (scanning) return <div className="chart-title" style={style}><span><Rich text={`${model.observables[model.headline]!.label} ${headline} at $${clock.symbol}$ = ${formatSignificant(duration)}`} /></span></div>;
  if (model.otherClocks['samples'] === undefined) return <div className="chart-title" style={style}><span><Rich text={`${perValue}, $T$${clock.unit === 'samples' ? ' (log)' : ''}`} /></span></div>;
  const options = [{ value: 'time', label: `${perValue}, linear` }, { value: 'samples', label: 'Total samples until learned, log-log' }];
  return (
    <div className="chart-title" style={style}>
      <MenuSelect label="Vertical axis of the second chart" value={samples ? 'samples' : 'time'} options={options} shown={samples ? 'Total samples until learned (log)' : `${perValue}, $T$`}
        onChoose={(value) => controller.page({ y: value === 'samples' ? 'samples' : null })} />
    </div>
  );
};
