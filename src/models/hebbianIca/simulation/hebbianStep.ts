/** The hot loops: one pass for y, one for the step. The weights are `scale` times `w`, so that normalising costs no pass of its own. */

/** sum_i w_i s_i over n entries, those of s from `at` on. */
export const dot = (w: Float64Array, s: Float64Array, at: number, n: number): number => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += w[i]! * s[at + i]!;
  return sum;
};

/** w <- keep w + move s; returns |w|^2 afterwards. */
export const moveAlong = (w: Float64Array, s: Float64Array, at: number, n: number, keep: number, move: number): number => {
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const x = keep * w[i]! + move * s[at + i]!;
    w[i] = x;
    squares += x * x;
  }
  return squares;
};

/** sum_i s_i f over a batch: total += f s. */
export const addScaled = (total: Float64Array, s: Float64Array, at: number, n: number, f: number): void => {
  for (let i = 0; i < n; i++) total[i]! += f * s[at + i]!;
};
