import type { Cell, CellResult } from '../jobs/cell.ts';
import { inOrder, workOf, type Request } from '../jobs/tasks.ts';
import { layoutOf } from '../models/layout.ts';
import type { Side } from '../models/contract.ts';
import { models } from '../models/registry.ts';
import { isAbort, type Pool } from '../workers/pool.ts';
import type { Chunk } from '../workers/protocol.ts';
import type { Live } from './store.ts';

/** Nanoseconds of wall time for a predicted nanosecond of work, learned from the cells that finish. */
export interface Pace {
  factor: number;
}

/** Predicted seconds of a request on this machine. */
export const secondsOf = (request: Request, pool: Pool, pace: Pace, side?: Side): number => {
  const tasks = request.tasks.filter((task) => side === undefined || task.side === side);
  return (tasks.reduce((sum, task) => sum + task.cells.reduce((s, cell) => s + workOf(cell), 0), 0) * pace.factor * 1e-9) / pool.size;
};

export const idleLive = (request: Request, status: Live['status']): Live => ({
  request,
  results: new Map(),
  revision: 0,
  head: null,
  runs: 0,
  wanted: request.tasks.reduce((sum, task) => sum + (task.side === 'simulation' ? task.replicas : 0), 0),
  status,
  failure: null,
  progress: 0,
  secondsLeft: null,
});

export interface LiveOptions {
  readonly pool: Pool;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  readonly priority: number;
  /** Streams this cell on the reserved worker. */
  readonly first?: Cell | undefined;
  /** Cells already computed elsewhere. */
  readonly known?: ReadonlyMap<Cell, CellResult>;
  /** Only the theory runs, the rest waits for a yes; the prediction in seconds. */
  readonly waiting?: number;
  readonly now: () => number;
  readonly onChange: (live: Live) => void;
}

/** Puts the chunks of a run that streams in together. */
const headReceiver = (cell: Cell, onHead: (head: NonNullable<Live['head']>) => void): ((chunk: Chunk) => void) => {
  const width = layoutOf(models[cell.model]!.observables, cell.params).size;
  const frames = new Float64Array(cell.plan.saveAt.length * width).fill(NaN);
  return ({ first, frames: part }) => {
    frames.set(part, first * width);
    onHead({ frames, count: first + part.length / width });
  };
};

/**
 * Runs every cell of a request and reports what is there after each; a cell that was cancelled reports nothing.
 * Resolves with the last report; status `done`, `cancelled` or `failed`, or `waiting` when only the theory was to run.
 */
export const runLive = async (request: Request, { pool, pace, signal, priority, first, known, waiting, now, onChange }: LiveOptions): Promise<Live> => {
  const cells = inOrder(request).filter(({ task }) => waiting === undefined || task.side === 'theory');
  const results = new Map<Cell, CellResult>(known);
  const total = cells.reduce((sum, { cell }) => sum + workOf(cell), 0);
  let done = 0;
  const asking: Partial<Live> | null = waiting === undefined ? null : { status: 'waiting', secondsLeft: waiting };
  let live: Live = { ...idleLive(request, 'running'), results, ...asking };
  const report = (change: Partial<Live>): void => {
    live = { ...live, ...change, revision: live.revision + 1 };
    if (!signal.aborted) onChange(live);
  };
  report({});
  const one = async ({ cell, task }: (typeof cells)[number]): Promise<void> => {
    if (results.has(cell)) {
      done += workOf(cell);
      return;
    }
    const isFirst = cell === first;
    let began = now();
    const onChunk = isFirst ? headReceiver(cell, (head) => report({ head })) : undefined;
    const result = await pool.run(
      { kind: 'cell', cell },
      {
        signal,
        priority: isFirst ? 0 : priority,
        reserved: isFirst,
        onStart: () => {
          began = now();
        },
        ...(onChunk === undefined ? {} : { onChunk }),
      },
    );
    results.set(cell, result);
    done += workOf(cell);
    // What a message costs would drown the pace of a small cell: a cell counts by its work, in full from a tenth of a second on.
    if (task.side === 'simulation') pace.factor += 0.15 * Math.min(1, workOf(cell) / 1e8) * (((now() - began) * 1e6) / workOf(cell) - pace.factor);
    const progress = total > 0 ? done / total : 1;
    report({
      ...(isFirst ? { head: null } : {}),
      runs: live.runs + (task.side === 'simulation' ? cell.count : 0),
      progress,
      secondsLeft: ((total - done) * pace.factor * 1e-9) / pool.size,
      ...asking,
    });
  };
  const outcomes = await Promise.allSettled(cells.map(one));
  const failed = outcomes.find((o) => o.status === 'rejected' && !isAbort(o.reason));
  if (failed?.status === 'rejected') report({ status: 'failed', failure: failed.reason instanceof Error ? failed.reason.message : String(failed.reason), secondsLeft: null });
  else report({ status: signal.aborted ? 'cancelled' : 'done', head: null, secondsLeft: null, ...asking });
  return live;
};
