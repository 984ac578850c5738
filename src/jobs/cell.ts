import type { Outcome, Plan } from '../models/contract.ts';
import { layoutOf } from '../models/layout.ts';
import type { Params } from '../models/params.ts';
import { models } from '../models/registry.ts';

/** The unit of work: its result is a function of this object alone, on any thread and in any company. */
export interface Cell {
  readonly model: string;
  readonly engine: string;
  readonly params: Params;
  readonly seed: number;
  readonly firstReplica: number;
  readonly count: number;
  readonly plan: Plan;
}

/** Results of a cell in one block, grown in place while it runs. */
export interface CellResult {
  /** Replica by replica, time by time, column by column; NaN where a run ended before the time. */
  readonly frames: Float64Array;
  /** Frames kept so far, a number for each replica. */
  readonly saved: Int32Array;
  /** Times, replica by replica, question by question, level by level; -1 where not reached. */
  readonly passages: Float64Array;
  readonly outcomes: Outcome[];
}

export const levelCount = (plan: Plan): number => plan.questions.reduce((sum, q) => sum + q.levels.length, 0);

/** Checked before anything is allocated. */
const mostWorkerBytes = 250e6;

/** Bytes of a cell's result, known before it is allocated. */
export const resultBytes = (cell: Cell, columns: number): number =>
  8 * cell.count * (cell.plan.saveAt.length * columns + levelCount(cell.plan));

export interface CellRun {
  readonly result: CellResult;
  /** Runs to the next pause; true when the cell is finished. */
  readonly advance: () => boolean;
  /** Ends a run that nobody wants any more: it gives back what it holds. */
  readonly close: () => void;
}

export const startCell = (cell: Cell): CellRun => {
  const model = models[cell.model];
  const engine = model?.engines[cell.engine];
  if (model === undefined || engine === undefined) throw new RangeError(`no engine ${cell.model}/${cell.engine}`);
  const layout = layoutOf(model.observables, cell.params);
  const bytes = engine.cost(cell.params, cell.plan.budget).bytes + resultBytes(cell, layout.size);
  if (!(bytes <= mostWorkerBytes)) throw new RangeError(`a part of this size needs ${Math.ceil(bytes / 1e6)} MB of memory; the limit is ${mostWorkerBytes / 1e6} MB`);
  const points = cell.plan.saveAt.length;
  const levels = levelCount(cell.plan);
  const firstLevel: number[] = [];
  for (let q = 0, sum = 0; q < cell.plan.questions.length; q++) {
    firstLevel.push(sum);
    sum += cell.plan.questions[q]!.levels.length;
  }
  const result: CellResult = {
    frames: new Float64Array(cell.count * points * layout.size).fill(NaN),
    saved: new Int32Array(cell.count),
    passages: new Float64Array(cell.count * levels).fill(-1),
    outcomes: [],
  };
  const run = engine.run(cell.params, cell, cell.plan, layout);
  const advance = (): boolean => {
    for (;;) {
      const { done, value } = run.next();
      if (done === true) {
        result.outcomes.push(...value);
        return true;
      }
      if (value.kind === 'pause') return false;
      const lane = value.replica - cell.firstReplica;
      if (value.kind === 'frame') {
        result.frames.set(value.values, (lane * points + value.index) * layout.size);
        result.saved[lane] = value.index + 1;
      } else result.passages[lane * levels + firstLevel[value.question]! + value.level] = value.time;
    }
  };
  return { result, advance, close: () => void run.return([]) };
};

/** Runs a cell to its end on this thread. */
export const runCell = (cell: Cell): CellResult => {
  const { result, advance } = startCell(cell);
  while (!advance());
  return result;
};
