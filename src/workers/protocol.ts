import type { Description, Picture } from '../models/contract.ts';
import type { Params } from '../models/params.ts';
import type { Cell, CellResult } from '../jobs/cell.ts';

/** What a worker can be asked for: plain data, cloneable. */
export type Work =
  | { readonly kind: 'cell'; readonly cell: Cell }
  | {
      readonly kind: 'describe';
      readonly model: string;
      readonly params: Params;
      readonly over: string;
      readonly xs: readonly number[];
      readonly criterion: string;
      readonly threshold: number;
    }
  | { readonly kind: 'picture'; readonly model: string; readonly picture: string; readonly params: Params; readonly seed: number };

export type Answer<W extends Work> = W extends { kind: 'cell' } ? CellResult : W extends { kind: 'picture' } ? Picture : Description;

/** Frames of a cell's first replica as they come, from index `first` on. */
export interface Chunk {
  readonly job: number;
  readonly first: number;
  readonly frames: Float64Array;
}

/** Served over Comlink; `null` answers a job that was cancelled. */
export interface WorkerApi {
  readonly run: (job: number, work: Work, stream: boolean) => Promise<Answer<Work> | null>;
  readonly cancel: (job: number) => void;
  /** Lets a job rest at its next slice, or go on. */
  readonly hold: (job: number, on: boolean) => void;
}
