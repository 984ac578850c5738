import { describe, expect, it } from 'vitest';
import { kernels } from '../../src/kernels/load.ts';
import { erf } from '../../src/numerics/erf.ts';
import { exp } from '../../src/numerics/exp.ts';
import { nextUniform, makeStream } from '../../src/numerics/random/stream.ts';
import { tanh } from '../../src/numerics/tanh.ts';
import { withDesk } from '../support/kernelDesk.ts';

const names = ['tanhMap', 'signMap', 'erfMap', 'expMap'] as const;
const expected = {
  tanhMap: tanh,
  signMap: Math.sign,
  erfMap: erf,
  expMap: (x: number): number => (x >= 707 ? Infinity : x <= -707 ? 0 : exp(x)),
};

const mapped = (name: (typeof names)[number], x: Float64Array): Float64Array =>
  withDesk(16 * x.length + 256, (desk) => {
    const [px, out] = [desk.put(x), desk.put(new Float64Array(x.length).fill(7))];
    kernels()[name](px, out, x.length);
    const found = desk.f64(out, x.length);
    expect(desk.f64(px, x.length)).toEqual(x);
    kernels()[name](px, px, x.length);
    expect(desk.f64(px, x.length)).toEqual(found);
    return found;
  });

const stream = makeStream('features');
const random = Float64Array.from({ length: 40_001 }, (_, i) => {
  const width = [1, 4, 25, 700, 1e-6][i % 5]!;
  return (2 * nextUniform(stream) - 1) * width;
});
const special = Float64Array.of(
  0, -0, NaN, 1, Infinity, -Infinity, -1, 1e-8, -1e-8, 9.99e-9, 5e-324, -5e-324, 20, -20, 19.999, 6, -6, 5.9999999, 700, -700, 706.9, -706.9, 707, -707, 709, 750, -750, 1e300, -1e300, 0.5, 1 - 2 ** -53,
);

describe.each(names)('%s', (name) => {
  const same = (x: Float64Array): void => {
    const found = mapped(name, x);
    const wrong = [...x].flatMap((value, i) => (Object.is(found[i], expected[name](value)) ? [] : [[value, found[i], expected[name](value)]]));
    expect(wrong).toEqual([]);
  };

  it('has the bits of src/numerics', () => same(random));
  it('at zeros, borders, infinities and NaN', () => same(special));
  it('beside any neighbour', () => {
    for (const neighbour of [NaN, 0.5, 30, -Infinity, 1e-9]) for (const value of special) same(Float64Array.of(neighbour, value, neighbour));
  });
  it.each([0, 1, 2, 3, 5, 8, 17, 100])('of %i numbers', (n) => same(random.subarray(0, n)));
});
