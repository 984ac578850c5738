import { describe, expect, it } from 'vitest';
import { universalEscape } from '../../../src/models/hebbianIca/escape.ts';
import { normalCdf } from '../../../src/numerics/normalCdf.ts';
import { panelNodes } from '../../../src/numerics/quadrature/gaussLegendre.ts';
import reference from '../../fixtures/hebbianIca.json';

/** Edges in geometric progression on both sides of zero, from `least` to `most`. */
const geometric = (least: number, most: number, count: number): number[] => Array.from({ length: count + 1 }, (_, i) => least * (most / least) ** (i / count));

const uniform = (from: number, to: number, width: number): number[] => Array.from({ length: Math.max(0, Math.round((to - from) / width)) }, (_, i) => from + width * i);

/** Beyond, the inner integral is -1/U' up to 2/(3 h y^3) of itself. */
const last = 100;

/** The double integral of the mean first passage itself, E over the start taken under the outer integral; U: potential and its slope, from: lower end of both. */
const escapeByQuadrature = (U: (y: number) => number, slope: (y: number) => number, below: (y: number) => number, from: number): number => {
  // Distances back from y: on the scale of the slope at y, then in halves, on which every well is smooth.
  const inner = (y: number): number => {
    const all = y - from;
    const near = Math.min(0.5, all);
    const far = Math.min(45, all);
    const edges = [0, ...geometric(Math.min(0.1 / (1 + Math.abs(slope(y))), 0.5 * near), near, 40)];
    for (let t = near + 0.5; t < far; t += 0.5) edges.push(t);
    if (all > near) edges.push(far);
    const { x, weight } = panelNodes(edges, 6);
    return x.reduce((sum, t, i) => sum + weight[i]! * Math.exp(U(y) - U(y - t)), 0);
  };
  const outer = panelNodes([...uniform(from, -3, 0.4), ...uniform(Math.max(from, -3), 3, 0.06), ...uniform(3, 30, 0.6), ...geometric(30, last, 8)], 6);
  return outer.x.reduce((sum, y, i) => sum + outer.weight[i]! * below(y) * inner(y), 0);
};

const quartic = (h: number): number =>
  2 * h * h * (escapeByQuadrature((y) => 0.5 * y * y - 0.5 * h * y ** 4, (y) => y - 2 * h * y ** 3, (y) => 2 * normalCdf(y) - 1, 0) - 0.5 * Math.log1p(-1 / (2 * h * last * last)));
const cubic = (h: number): number =>
  4.5 * h * h * (escapeByQuadrature((y) => 0.5 * y * y - h * y ** 3, (y) => y - 3 * h * y * y, normalCdf, -12) - Math.log1p(-1 / (3 * h * last)));

describe('mean escape of the plateau diffusion', () => {
  it.each([0.03, 0.07, 0.2, 0.5, 2, 10])('h = %f: is the double integral', (h) => {
    expect(Math.abs(universalEscape(4, h) / quartic(h) - 1)).toBeLessThan(1e-5);
    expect(Math.abs(universalEscape(3, h) / cubic(h) - 1)).toBeLessThan(2e-5);
  });

  // The table lies above the integral that it is of: by 0.01 to 0.07 % for k = 4 up to h = 3, 0.2 and 0.4 % beyond, and by up to 1.1 % for k = 3.
  it.each(reference.escape)('h = $h: the table, $k4 and $k3, is a little too high', ({ h, k4, k3 }) => {
    const [four, three] = [k4 / universalEscape(4, h) - 1, k3 / universalEscape(3, h) - 1];
    expect(four).toBeGreaterThan(0);
    expect(four).toBeLessThan(h > 3 ? 5e-3 : 1e-3);
    expect(three).toBeGreaterThan(0);
    expect(three).toBeLessThan(1.2e-2);
  });
});
