import { gaussLegendre } from './gaussLegendre.ts';

/**
 * Running integral x -> int_0^x g, x >= 0.
 *
 * panels of a fixed width by Gauss and Legendre, their sums remembered; the last, partial panel by the same rule
 *
 * @param g smooth on the scale of a panel
 * @param width of a panel, > 0
 * @param n nodes of a panel
 * Cost: n calls of g, and n for each panel entered for the first time.
 */
export function cumulative(g: (x: number) => number, width: number, n: number): (x: number) => number {
  const { x: nodes, weight } = gaussLegendre(n);
  const sums = [0];
  const over = (from: number, to: number): number => {
    const half = 0.5 * (to - from);
    let sum = 0;
    for (let i = 0; i < n; i++) sum += weight[i]! * g(from + half * (1 + nodes[i]!));
    return half * sum;
  };
  return (x) => {
    const panel = Math.floor(x / width);
    while (sums.length <= panel) sums.push(sums[sums.length - 1]! + over((sums.length - 1) * width, sums.length * width));
    const from = panel * width;
    return sums[panel]! + (x > from ? over(from, x) : 0);
  };
}
