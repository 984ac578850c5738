import { valueAt } from '../../charts/valueAt.ts';
import { formatSignificant } from '../../charts/formatNumber.ts';
import type { AppState } from '../../state/store.ts';
import { modelOf } from '../../jobs/config.ts';
import { runFrames, theoryFrames, type Frames } from './curves.ts';
import { cursorTime } from './trajectoryView.ts';
import { clockOf, runName } from './words.ts';

export interface Walker {
  readonly simulation: number | null;
  readonly theory: number | null;
}

const nowhere: Walker = { simulation: null, theory: null };

const columnAt = (frames: Frames | null, column: string, time: number): number | null => {
  const values = frames?.column(column) ?? null;
  return frames === null || values === null ? null : valueAt(frames.x, values, frames.count, time);
};

/** Where the walking observable of the picture stands at the cursor's time: in the run, and in theory. */
export const walkerOf = (state: AppState): Walker => {
  const picture = state.picture?.drawn?.picture;
  if (picture?.kind !== 'lines' || picture.walker === undefined) return nowhere;
  const time = cursorTime(state);
  if (time === null) return nowhere;
  const { trajectory, theory } = state;
  return {
    simulation: columnAt(runFrames(trajectory, theory), picture.walker, time),
    theory: columnAt(theory === null ? null : theoryFrames(theory), picture.walker, time),
  };
};

/** 'At $t$ = 40: dot run 7, ring theory.' */
export const walkerWords = (state: AppState): string => {
  const { simulation, theory } = walkerOf(state);
  const parts = [simulation === null ? '' : `filled dot ${runName(state.config)}`, theory === null ? '' : 'ring theory'].filter((part) => part !== '');
  return parts.length === 0 ? '' : `At $${clockOf(modelOf(state.config)).symbol}$ = ${formatSignificant(cursorTime(state) ?? 0, 3)}: ${parts.join(', ')}.`;
};
