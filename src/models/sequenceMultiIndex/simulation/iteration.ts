import type { Pause } from '../../contract.ts';

/** A replica at work; one step is one unit of the clock. */
export interface Iteration {
  /** K vectors of length d, overwritten by each step. */
  readonly weights: readonly Float64Array[];
  /** Rescaled response of the fields, K x K; NaN where the method has none. */
  readonly response: Float64Array;
  /** Sum of the losses over the samples at the present weights, without the penalty. */
  readonly risk: () => number;
  /** Goes one step; true when it moved nothing but rounding: the iteration has arrived. */
  readonly step: () => Generator<Pause, boolean>;
  readonly release: () => void;
}

/** What `work` returns; when it is given up before its end, `release` is called. */
export function* orRelease<Y, T>(work: Generator<Y, T>, release: () => void): Generator<Y, T> {
  let finished = false;
  try {
    const result = yield* work;
    finished = true;
    return result;
  } finally {
    if (!finished) release();
  }
}
