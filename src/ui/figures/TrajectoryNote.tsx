import { useMemo, type ReactNode } from 'react';
import { formatSignificant } from '../../charts/formatNumber.ts';
import { agreementOf } from '../../jobs/trajectory.ts';
import type { AppState, Live } from '../../state/store.ts';
import { runFrames, sidesOf, theoryFrames, type Frames } from '../select/curves.ts';
import { clockOf, columnSymbol, lowerColumn, runName, theoryCaution, theoryLimit, upperColumn } from '../select/words.ts';
import { useApp, useModel } from '../shell/context.ts';
import { Rich } from '../shell/Rich.tsx';
import { useIdle } from '../shell/useIdle.ts';

const nearest = (frames: Frames | null, column: string, time: number): number | null => {
  const y = frames?.column(column) ?? null;
  if (frames === null || y === null || y.length === 0) return null;
  const step = frames.x[1]! - frames.x[0]!;
  return y[Math.min(y.length - 1, Math.round(time / step))] ?? null;
};

const cursorWords = (state: AppState): string => {
  const { cursor, trajectory, theory, config, dragging } = state;
  if (cursor === null || dragging !== null) return '';
  const values = [upperColumn(config), lowerColumn(config)].map((column) => {
    const run = nearest(runFrames(trajectory, theory), column, cursor);
    const exact = nearest(theory === null ? null : theoryFrames(theory), column, cursor);
    const name = column.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
    const parts = [run === null ? '' : `${formatSignificant(run, 2)} in ${runName(config)}`, exact === null ? '' : `theory ${formatSignificant(exact, 2)}`];
    return `${name} ${parts.filter(Boolean).join(', ')}`;
  });
  return values.join('; ');
};

/** Standard errors that the largest of many correlated differences stays below. */
const chance = 4;

/** Both values at the cursor; without one, how far the runs are from theory. */
export const TrajectoryNote = (): ReactNode => {
  const model = useModel();
  const clock = clockOf(model);
  const atCursor = useApp(cursorWords);
  const cursor = useApp((state) => state.cursor);
  const done = useApp((state): Live | null => (state.trajectory?.status === 'done' ? state.trajectory : null));
  const upper = useApp((state) => upperColumn(state.config));
  const lower = useApp((state) => lowerColumn(state.config));
  const names = useMemo(() => [upper, lower].map((id) => columnSymbol(model, id, Object.keys(model.observables))), [upper, lower, model]);
  const agreement = useIdle(done, agreementFor);
  if (atCursor !== '') return <p className="note"><Rich text={`$${clock.symbol}$ = ${formatSignificant(cursor ?? 0, 3)}: ${atCursor}`} /></p>;
  if (agreement === null || done === null) return <p className="note"> </p>;
  if ('reason' in agreement) return <p className="note">{`No comparison with theory: ${agreement.reason}.`}</p>;
  const words = [upper, lower].map((id, i) => {
    const one = agreement.columns[id];
    return one === undefined ? '' : `${formatSignificant(one.rms, 2)} rms in ${names[i]} (at most ${formatSignificant(one.largestZ, 2)} standard errors)`;
  });
  const limit = theoryLimit(done.request.config);
  const beyond = limit !== '' && [upper, lower].some((id) => (agreement.columns[id]?.largestZ ?? 0) > chance) ? ` More than chance: ${theoryCaution(done.request.config) === '' ? `theory is for ${limit}` : 'theory claims nothing here'}.` : '';
  return <p className="note"><Rich text={`Before the first run learns ($${clock.symbol}$ < ${formatSignificant(agreement.until, 2)}) runs and theory differ by ${[...new Set(words)].filter(Boolean).join(', ')}.${beyond}`} /></p>;
};

const agreementFor = (live: Live) => {
  const { simulation, theory } = sidesOf(live);
  return agreementOf(live.request.config, simulation, theory);
};
