/**
 * Index up to which a decline is worth showing: half as long again as the last time at which the error was 3 % above its final value and above
 * `least`.
 */
export const settledAt = (times: readonly number[], errors: readonly number[], least: number): number => {
  const last = errors.length - 1;
  if (last < 0) return 0;
  const bound = Math.max(1.03 * errors[last]!, least);
  let i = last;
  while (i > 0 && !(errors[i]! > bound)) i--;
  let j = i;
  while (j < last && times[j]! < 1.5 * times[i]!) j++;
  return j;
};
