import { describe, expect, it } from 'vitest';
import { kernels } from '../../src/kernels/load.ts';
import { fillNormals } from '../../src/numerics/random/normal.ts';
import { makeStream } from '../../src/numerics/random/stream.ts';
import { makeDesk, withDesk } from '../support/kernelDesk.ts';
import { drawSources, gaussian, icaStep, laplace, makeStreams, nonlinearities, rademacher, uniform } from './twins/ica.ts';

const normals = (n: number, ...key: readonly (number | string)[]): Float64Array => {
  const out = new Float64Array(n);
  fillNormals(makeStream('ica kernels', ...key), out, n);
  return out;
};

interface Run {
  readonly n: number;
  readonly features?: number;
  readonly kind: number;
  readonly code: number;
  readonly rate: number;
  readonly start?: Float64Array;
}

const startOf = ({ n, start }: Run): Float64Array => {
  const w = start ?? normals(n, 'start', n);
  const length = Math.sqrt(w.reduce((sum, x) => sum + x * x, 0));
  return start ?? w.map((x) => x / length);
};

const words = Uint32Array.from({ length: 16 }, (_, i) => Math.imul(0x9e3779b9, i + 1));

/** The calls one after another; what stands in the state at the end. */
const runOf = (run: Run, calls: readonly number[], level = 2) => {
  const { n, features = n, kind, code, rate } = run;
  const size = kernels().icaBytes(n);
  const desk = makeDesk(size + 256);
  try {
    const state = desk.put(new Float64Array(size / 8), false);
    const view = desk.bytes(state, size);
    words.forEach((word, i) => view.setUint32(4 * i, word, true));
    [n, features, kind, code].forEach((value, i) => view.setInt32(64 + 4 * i, value, true));
    view.setFloat64(80, rate, true);
    startOf(run).forEach((value, i) => view.setFloat64(128 + 8 * i, value, true));
    const done = calls.map((steps) => kernels().icaSteps(state, steps, level));
    const result = { done, y: view.getFloat64(88, true), largest: view.getFloat64(96, true), w: desk.f64(state + 128, n), streams: new Uint32Array(desk.f64(state, 8).buffer) };
    expect(desk.intact()).toBe(true);
    return result;
  } finally {
    desk.release();
  }
};

const twinOf = (run: Run, steps: number) => {
  const { n, features = n, kind, code, rate } = run;
  const streams = makeStreams(words);
  const w = startOf(run).slice();
  let y = 0;
  for (let t = 0; t < steps; t++) y = icaStep(w, drawSources(streams, n, features, kind), rate, code);
  return { y, w, largest: Math.max(0, ...w.subarray(0, features).map(Math.abs)), streams: Uint32Array.from({ length: 16 }, (_, i) => streams[i % 4]!.state[i >> 2]!) };
};

describe('icaNonlinearity', () => {
  it('has the bits of the twin for every code', () => {
    const points = [...normals(1000, 'y'), 0, -0, 1e-9, 30, -30, Infinity, -Infinity];
    nonlinearities.forEach((f, code) => points.forEach((y) => expect(kernels().icaNonlinearity(code, y)).toBe(f(y))));
  });
});

describe('icaStep', () => {
  it.each([0, 1, 2, 3, 5, 8, 17, 100])('n = %i: the bits of the twin, |w| = 1', (n) => {
    nonlinearities.forEach((_, code) => {
      const w = normals(n, 'w', n);
      const s = normals(n, 's', n, code);
      withDesk(16 * n + 256, (desk) => {
        const [pw, ps] = [desk.put(w), desk.put(s)];
        const y = kernels().icaStep(pw, ps, n, 0.3, code);
        expect(y).toBe(icaStep(w, s, 0.3, code));
        const found = desk.f64(pw, n);
        expect(found).toEqual(w);
        expect(desk.f64(ps, n)).toEqual(s);
        const length = found.reduce((sum, x) => sum + x * x, 0);
        if (n > 0) expect(Math.abs(length - 1)).toBeLessThan(n === 1 ? 1e-12 : 1e-13);
      });
    });
  });

  it('is the rule: along w + F s', () => {
    const n = 20;
    const [w, s] = [normals(n, 'w'), normals(n, 's')];
    const y = w.reduce((sum, x, i) => sum + x * s[i]!, 0);
    const moved = w.map((x, i) => x + 0.01 * (y ** 3 - 3 * y) * s[i]!);
    const length = Math.sqrt(moved.reduce((sum, x) => sum + x * x, 0));
    const found = withDesk(1024, (desk) => {
      const pw = desk.put(w);
      kernels().icaStep(pw, desk.put(s), n, 0.01, 4);
      return desk.f64(pw, n);
    });
    for (let i = 0; i < n; i++) expect(Math.abs(found[i]! - moved[i]! / length)).toBeLessThan(1e-14);
  });
});

const kinds = [rademacher, uniform, gaussian, laplace];

describe('icaSteps', () => {
  const cases = kinds.flatMap((kind) => [
    ...[1, 2, 3, 5, 8, 17].map((n): Run => ({ n, kind, code: 3, rate: 0.02 / n })),
    { n: 100, kind, code: 7, rate: -0.01 },
    { n: 100, features: 30, kind, code: 4, rate: 0.001 },
    ...[0, 1, 2, 3, 4, 7, 8].map((features): Run => ({ n: 9, features, kind, code: 6, rate: 0.01 })),
  ]);
  it.each(cases)('1000 steps, bit for bit: %o', (run) => {
    const { w, y, largest, streams } = runOf(run, [1000]);
    const twin = twinOf(run, 1000);
    expect(w).toEqual(twin.w);
    expect(y).toBe(twin.y);
    expect(largest).toBe(twin.largest);
    expect(streams).toEqual(twin.streams);
  });

  it('gives the same numbers however the steps are divided, none for none', () => {
    for (const kind of kinds) {
      const run = { n: 37, features: 22, kind, code: 3, rate: 0.002 };
      const whole = runOf(run, [500]);
      const parts = runOf(run, [0, 1, 0, 99, 250, 150]);
      expect({ ...parts, done: [] }).toEqual({ ...whole, done: [] });
      expect(parts.done).toEqual([0, 1, 0, 99, 250, 150]);
    }
    expect(runOf({ n: 0, kind: rademacher, code: 3, rate: 1 }, [3]).done).toEqual([3]);
  });

  it('keeps |w| = 1 over many steps, from a start of any length', () => {
    const { w } = runOf({ n: 33, kind: laplace, code: 3, rate: 0.001, start: normals(33, 'long').map((x) => 50 * x) }, [100_000]);
    expect(Math.abs(w.reduce((sum, x) => sum + x * x, 0) - 1)).toBeLessThan(1e-14);
  });

  it('learns a source, and ends after the first step at the level', () => {
    const run: Run = { n: 16, kind: rademacher, code: 3, rate: (-3 * 4) / (15 * 256) };
    const { done, largest } = runOf(run, [100_000], 0.9);
    expect(done[0]).toBeGreaterThan(50);
    expect(done[0]).toBeLessThan(20_000);
    expect(largest).toBeGreaterThanOrEqual(0.9);
    expect(runOf(run, [done[0]! - 1]).largest).toBeLessThan(0.9);
    expect(runOf(run, [done[0]!]).largest).toBe(largest);
    expect(runOf({ ...run, rate: -run.rate }, [done[0]! * 3], 0.9).done[0]).toBe(done[0]! * 3);
  });

  it('watches the features only', () => {
    const start = Float64Array.from({ length: 8 }, (_, i) => (i === 7 ? 1 : 0));
    const run: Run = { n: 8, features: 7, kind: uniform, code: 3, rate: 1e-9, start };
    expect(runOf(run, [5], 0.9).done).toEqual([5]);
    expect(runOf({ ...run, features: 8 }, [5], 0.9).done).toEqual([1]);
  });

  it('a rate that is not finite ends in NaN, not in a trap', () => {
    expect(runOf({ n: 5, kind: uniform, code: 3, rate: Infinity }, [10], 0.9).w.every(Number.isNaN)).toBe(true);
  });
});
