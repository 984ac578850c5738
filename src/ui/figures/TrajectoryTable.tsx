import { useMemo, type ReactNode } from 'react';
import { useShallow } from 'zustand/shallow';
import { formatSignificant } from '../../charts/formatNumber.ts';
import { bandOf, runFrames, theoryFrames } from '../select/curves.ts';
import { clockOf, columnsOf, lowerColumn, runName, upperColumn } from '../select/words.ts';
import { useApp, useModel } from '../shell/context.ts';
import { TableView, type Table } from './TableView.tsx';

const mostRows = 81;

export const TrajectoryTable = (): ReactNode => {
  const model = useModel();
  const { theory, trajectory, config } = useApp(useShallow((state) => (state.dragging === null ? { theory: state.theory, trajectory: state.trajectory, config: state.config } : { theory: null, trajectory: null, config: state.config })));
  const table = useMemo((): Table => {
    const clock = clockOf(model);
    const columns = columnsOf(config).filter(({ name }) => name === upperColumn(config) || name === lowerColumn(config));
    const exact = theory === null ? null : theoryFrames(theory);
    const run = runFrames(trajectory, theory);
    const x = exact?.x ?? run?.x ?? new Float64Array(0);
    const step = Math.max(1, Math.ceil((x.length - 1) / (mostRows - 1)));
    const text = (list: ArrayLike<number> | null | undefined, i: number): string => (list === null || list === undefined || !(i < list.length) || Number.isNaN(list[i]) ? '' : formatSignificant(list[i]!, 4));
    const parts = columns.flatMap(({ name, symbol }) => {
      const band = trajectory === null ? null : bandOf(trajectory, name);
      return [
        { head: `${symbol} theory`, list: exact?.column(name) },
        { head: `${symbol} ${runName(config)}`, list: run?.column(name) },
        { head: `${symbol} 10 % of runs`, list: band?.bands.low },
        { head: `${symbol} 90 % of runs`, list: band?.bands.high },
      ];
    });
    const rows: string[][] = [];
    for (let i = 0; i < x.length; i += step) rows.push([formatSignificant(x[i]!, 4), ...parts.map(({ list }) => text(list, i))]);
    return { caption: `One run in time, against ${clock.label}`, head: [`$${clock.symbol}$`, ...parts.map(({ head }) => head)], rows };
  }, [model, theory, trajectory, config]);
  return <TableView table={table} />;
};
