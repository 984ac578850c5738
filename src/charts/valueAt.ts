/** How many of the first `count` numbers of an ascending list are at most x. */
const countUpTo = (xs: Float64Array, count: number, x: number): number => {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (xs[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Linear interpolation of y at x; null outside the first `count` points or beside a value that is not finite. */
export function valueAt(xs: Float64Array, ys: Float64Array, count: number, x: number): number | null {
  if (count === 0 || x < xs[0]! || x > xs[count - 1]!) return null;
  const i = Math.min(count - 1, countUpTo(xs, count, x));
  const j = Math.max(0, i - 1);
  const span = xs[i]! - xs[j]!;
  const value = span > 0 ? ys[j]! + ((ys[i]! - ys[j]!) * (x - xs[j]!)) / span : ys[j]!;
  return Number.isFinite(value) ? value : null;
}
