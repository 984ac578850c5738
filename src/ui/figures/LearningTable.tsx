import { useMemo, type ReactNode } from 'react';
import { useShallow } from 'zustand/shallow';
import { formatInteger, formatSignificant } from '../../charts/formatNumber.ts';
import { powerUnit } from '../select/learningAxis.ts';
import { learningView, rightAxis } from '../select/learningView.ts';
import { shownSweep } from '../select/sweepPoints.ts';
import { symbolRich } from '../shell/symbols.ts';
import { useApp, useModel } from '../shell/context.ts';
import { TableView, type Table } from './TableView.tsx';

const text = (x: number | null | undefined): string => (x === null || x === undefined || Number.isNaN(x) ? '' : formatSignificant(x, 4));
const range = (low: number | null, high: number | null): string => (low === null && high === null ? '' : `${text(low)} to ${high === null ? 'above the budget' : text(high)}`);

export const LearningTable = (): ReactNode => {
  const model = useModel();
  const inputs = useApp(useShallow(({ config, sweep, stored, scan, trajectory, description }) => ({ config, sweep: shownSweep({ sweep, stored }), scan, trajectory, description })));
  const table = useMemo((): Table => {
    const { data } = learningView({ ...inputs, dragging: null, guide: null, stored: false }, null);
    const { over } = rightAxis(inputs.config);
    const unit = powerUnit(inputs.config);
    const theory = new Map(Array.from(data.theory?.x ?? [], (x, i) => [x, data.theory!.y[i]!] as const));
    return {
      caption: data.description ?? '',
      head: [symbolRich(model.params[over]!.symbol), unit === '' ? 'median' : `median, ${unit}`, '95 % interval', '10–90 % of runs', 'learned', 'runs', 'theory'],
      rows: data.points.map((point) => [
        formatSignificant(point.x, 8), point.median === null ? `above ${text(point.budget)}` : text(point.median), range(point.medianLow, point.medianHigh), range(point.low, point.high),
        formatInteger(point.learned), formatInteger(point.total), text(theory.get(point.x)),
      ]),
    };
  }, [inputs, model]);
  return <TableView table={table} />;
};
