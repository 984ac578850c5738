/** Start, end, the cursor and a time between; quarters of the run where the cursor leaves no room. Ascending, with the cursor's place. */
export const matrixTimes = (cursor: number | null, end: number): { times: number[]; current: number } => {
  if (cursor === null) return { times: [0, end / 4, end / 2, end], current: -1 };
  const at = Math.min(end, Math.max(0, cursor));
  if (at < 0.02 * end) return { times: at === 0 ? [0, end / 4, end / 2, end] : [0, at, end / 2, end], current: at === 0 ? 0 : 1 };
  if (at > 0.98 * end) return { times: [0, end / 4, end / 2, at], current: 3 };
  return { times: [0, at / 2, at, end], current: 2 };
};
