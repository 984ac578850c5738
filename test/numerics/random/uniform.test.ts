import { describe, expect, it } from 'vitest';
import { makeStream, nextUint32 } from '../../../src/numerics/random/stream.ts';
import { fillUniforms } from '../../../src/numerics/random/uniform.ts';
import { oneSampleKolmogorovSmirnov } from '../../support/kolmogorovSmirnov.ts';

describe('fillUniforms', () => {
  it('takes two words a number, however it is divided into calls', () => {
    const out = new Float64Array(50);
    const stream = makeStream('uniform');
    fillUniforms(stream, out, 0, 13);
    fillUniforms(stream, out, 13, 50);
    const words = makeStream('uniform');
    for (const x of out) expect(x).toBe((nextUint32(words) * 2 ** 20 + (nextUint32(words) >>> 12) + 0.5) * 2 ** -52);
    expect(nextUint32(stream)).toBe(nextUint32(words));
  });

  it('is uniform inside (0, 1)', () => {
    const out = new Float64Array(100_000);
    fillUniforms(makeStream('uniform law'), out, 0, out.length);
    expect(oneSampleKolmogorovSmirnov(out, (x) => x).p).toBeGreaterThan(1e-3);
    expect(out.every((x) => x > 0 && x < 1)).toBe(true);
  });
});
