import { cosTwoPi } from './sinCos.ts';

/**
 * A smooth function replaced by its interpolant in Chebyshev points, as a function of the same argument.
 *
 * sum' c_k T_k(t), t = (2 x - a - b) / (b - a), c_k from f at the n zeros of T_n
 *
 * @param f called n times
 * @param n number of points, >= 1
 * @returns x -> value, by Clenshaw's recurrence; meant for a <= x <= b
 * Source: https://dlmf.nist.gov/3.11.ii
 */
export function chebyshev(f: (x: number) => number, a: number, b: number, n: number): (x: number) => number {
  const values = Float64Array.from({ length: n }, (_, j) => f(0.5 * (a + b) + 0.5 * (b - a) * cosTwoPi((j + 0.5) / (2 * n))));
  const c = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += values[j]! * cosTwoPi((k * (j + 0.5)) / (2 * n));
    c[k] = ((k === 0 ? 1 : 2) * sum) / n;
  }
  return (x) => {
    const t = (2 * x - a - b) / (b - a);
    let high = 0;
    let higher = 0;
    for (let k = n - 1; k > 0; k--) [high, higher] = [2 * t * high - higher + c[k]!, high];
    return t * high - higher + c[0]!;
  };
}
