/**
 * Zero of a continuous function between two points at which its signs differ.
 *
 * Chandrupatla's method: inverse quadratic interpolation where it is safe, else bisection
 *
 * @param f called at points between a and b only
 * @param fa, fb its values at a and b, of different sign (zero counts as positive)
 * @param tolerance width of the last bracket, relative to the larger end
 * @returns the better end of the last bracket; about 10 calls for a smooth function
 * Source: Chandrupatla, Advances in Engineering Software 28 (1997) 145.
 */
export function findRoot(f: (x: number) => number, a: number, fa: number, b: number, fb: number, tolerance = 1e-14): number {
  if (fa >= 0 === fb >= 0) throw new RangeError(`no change of sign between ${a} and ${b}`);
  let [x1, f1, x2, f2] = [b, fb, a, fa];
  const scale = Math.max(Math.abs(a), Math.abs(b));
  let share = 0.5;
  for (let round = 0; round < 200; round++) {
    const x = x1 + share * (x2 - x1);
    const fx = f(x);
    let [x3, f3] = [x1, f1];
    if (fx >= 0 !== f1 >= 0) [x3, f3, x2, f2] = [x2, f2, x1, f1];
    [x1, f1] = [x, fx];
    const best = Math.abs(f1) < Math.abs(f2) ? x1 : x2;
    const least = (tolerance * Math.min(scale, Math.max(Math.abs(x1), Math.abs(x2)))) / Math.abs(x2 - x1);
    if (!(least < 0.5) || Math.min(Math.abs(f1), Math.abs(f2)) === 0) return best;
    const xi = (x1 - x2) / (x3 - x2);
    const phi = (f1 - f2) / (f3 - f2);
    const smooth = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    const inverse = (f1 / (f2 - f1)) * (f3 / (f2 - f3)) + ((x3 - x1) / (x2 - x1)) * (f1 / (f3 - f1)) * (f2 / (f3 - f2));
    share = Math.max(least, Math.min(1 - least, smooth ? inverse : 0.5));
  }
  return Math.abs(f1) < Math.abs(f2) ? x1 : x2;
}
