import { expect, test } from 'vitest';
import { integralI4 } from '../../../src/numerics/gaussian/erfIntegrals.ts';
import { squaredErrorSum } from '../../../src/numerics/gaussian/squaredErrorSum.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';

test.each([2, 3, 5, 8])('the sum over I4 of %i fields', (n) => {
  const draw = (purpose: string, count: number): Float64Array => {
    const out = new Float64Array(count);
    fillNormals(makeStream('squared error', purpose, n), out, count);
    return out;
  };
  const x = draw('fields', n * (n + 2));
  const e = draw('weights', n);
  const c = (i: number, j: number): number => {
    let sum = 0;
    for (let k = 0; k < n + 2; k++) sum += x[i * (n + 2) + k]! * x[j * (n + 2) + k]!;
    return sum / (n + 2);
  };
  const C = Float64Array.from({ length: n * n }, (_, at) => c(Math.floor(at / n), at % n));
  for (const [k, l] of [[0, 0], [0, 1], [n - 1, 0]] as const) {
    let expected = 0;
    let size = 0;
    for (let a = 0; a < n; a++) {
      for (let b = 0; b < n; b++) {
        const term = e[a]! * e[b]! * integralI4(c(k, k), c(l, l), c(a, a), c(b, b), c(k, l), c(k, a), c(k, b), c(l, a), c(l, b), c(a, b));
        expected += term;
        size += Math.abs(term);
      }
    }
    expect(Math.abs(squaredErrorSum({ n, C, e, conditional: new Float64Array(n * n), scale: new Float64Array(n) }, k, l) - expected)).toBeLessThan(1e-14 * Math.max(1, size));
  }
});
