import { describe, expect, it } from 'vitest';
import { kernels } from '../../src/kernels/load.ts';
import { fillNormals } from '../../src/numerics/random/normal.ts';
import { makeStream } from '../../src/numerics/random/stream.ts';
import { makeDesk, withDesk } from '../support/kernelDesk.ts';
import { drawSources, gaussian, icaStep, laplace, makeStreams, nonlinearities, rademacher, uniform, type Unit } from './twins/ica.ts';

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
  readonly warm?: number;
  readonly slope?: number;
  readonly start?: Float64Array;
}

const words = Uint32Array.from({ length: 16 }, (_, i) => Math.imul(0x9e3779b9, i + 1));

const lengthOf = (w: Float64Array): number => Math.sqrt(w.reduce((sum, x) => sum + x * x, 0));

/** Weights of any length and their scale. */
const unitOf = ({ n, features = n, code, rate, warm = 0, slope = 0, start }: Run): Unit => {
  const w = start ?? normals(n, 'start', n);
  return { w: w.slice(), features, code, rate, warm, slope, scale: n === 0 ? 1 : 1 / lengthOf(w), tau: 0 };
};

const offsetOf = { sizes: 64, numbers: 80, scale: 104, tau: 112, largest: 120, weights: 128 } as const;

const write = (view: DataView, run: Run): void => {
  const { n, features = n, kind, code } = run;
  const { w, rate, warm, slope, scale, tau } = unitOf(run);
  words.forEach((word, i) => view.setUint32(4 * i, word, true));
  [n, features, kind, code].forEach((value, i) => view.setInt32(offsetOf.sizes + 4 * i, value, true));
  [rate, warm, slope, scale, tau].forEach((value, i) => view.setFloat64(offsetOf.numbers + 8 * i, value, true));
  w.forEach((value, i) => view.setFloat64(offsetOf.weights + 8 * i, value, true));
};

/** The calls one after another; what stands in the state at the end. */
const runOf = (run: Run, calls: readonly number[], level = 2) => {
  const { n } = run;
  const size = kernels().icaBytes(n);
  const desk = makeDesk(size + 256);
  try {
    const state = desk.put(new Float64Array(size / 8), false);
    const view = desk.bytes(state, size);
    write(view, run);
    const done = calls.map((steps) => kernels().icaSteps(state, steps, level));
    const at = (offset: number): number => view.getFloat64(offset, true);
    const w = desk.f64(state + offsetOf.weights, n);
    const result = { done, scale: at(offsetOf.scale), tau: at(offsetOf.tau), largest: at(offsetOf.largest), w, streams: new Uint32Array(desk.f64(state, 8).buffer) };
    expect(desk.intact()).toBe(true);
    return result;
  } finally {
    desk.release();
  }
};

const twinOf = (run: Run, steps: number) => {
  const { n, features = n, kind } = run;
  const streams = makeStreams(words);
  const unit = unitOf(run);
  for (let t = 0; t < steps; t++) icaStep(unit, drawSources(streams, n, features, kind));
  const { w, scale, tau } = unit;
  return { scale, tau, w, largest: scale * Math.max(0, ...w.subarray(0, features).map(Math.abs)), streams: Uint32Array.from({ length: 16 }, (_, i) => streams[i % 4]!.state[i >> 2]!) };
};

describe('icaNonlinearity', () => {
  it('has the bits of the twin for every code', () => {
    const points = [...normals(1000, 'y'), 0, -0, 1e-9, 30, -30, Infinity, -Infinity];
    nonlinearities.forEach((f, code) => points.forEach((y) => expect(kernels().icaNonlinearity(code, y)).toBe(f(y))));
  });
});

/** One step of the kernel on given sources. */
const stepOf = (run: Run, s: Float64Array) =>
  withDesk(32 * run.n + 1024, (desk) => {
    const state = desk.put(new Float64Array(16 + run.n));
    write(desk.bytes(state, 128 + 8 * run.n), run);
    const sources = desk.put(s);
    kernels().icaStep(state, sources);
    expect(desk.f64(sources, run.n)).toEqual(s);
    const [scale, tau] = desk.f64(state + offsetOf.scale, 2);
    return { scale: scale!, tau: tau!, w: desk.f64(state + offsetOf.weights, run.n) };
  });

describe('icaStep', () => {
  it.each([0, 1, 2, 3, 5, 8, 17, 100])('n = %i: the bits of the twin, |w| = 1', (n) => {
    nonlinearities.forEach((_, code) => {
      for (const more of [{}, { warm: 0.7, slope: 1.3 }, { warm: 0.7, features: n >> 1 }]) {
        const run: Run = { n, kind: gaussian, code, rate: code % 2 === 0 ? 0.3 : -0.1, ...more };
        const s = normals(n, 's', n, code);
        const { w, scale, tau } = stepOf(run, s);
        const unit = unitOf(run);
        icaStep(unit, s);
        expect({ w, scale, tau }).toEqual({ w: unit.w, scale: unit.scale, tau: unit.tau });
        if (n > 0) expect(Math.abs(scale * lengthOf(w) - 1)).toBeLessThan(1e-15 * 8);
      }
    });
  });

  const rule = { n: 20, kind: gaussian, code: 4, rate: 0.01 };
  const s = normals(20, 's');
  const v = unitOf(rule).w.map((x) => x / lengthOf(unitOf(rule).w));
  const y = v.reduce((sum, x, i) => sum + x * s[i]!, 0);

  it.each([{}, { rate: -0.2 }, { slope: 2 }, { warm: 3 }, { warm: 1e-9 }, { rate: -1e-3, warm: 2, features: 11 }])('is the rule, w + F (s - y w) over its length: %o', (given: Partial<Run>) => {
    const run: Run = { ...rule, ...given };
    const found = stepOf(run, s);
    const seen = v.subarray(0, run.features ?? 20);
    const gain = Math.max(...seen.map((x) => x * x)) - seen.reduce((sum, x) => sum + x ** 4, 0);
    const eta = Math.max(Math.abs(run.rate), (run.warm ?? 0) * gain);
    const force = Math.sign(run.rate) * eta * (y ** 3 - 3 * y - (run.slope ?? 0) * y);
    const moved = v.map((x, i) => x + force * (s[i]! - y * x));
    const length = lengthOf(moved);
    for (let i = 0; i < 20; i++) expect(Math.abs(found.scale * found.w[i]! - moved[i]! / length)).toBeLessThan(1e-14);
    expect(Math.abs(found.tau - eta)).toBeLessThan(1e-15);
  });
});

const kinds = [rademacher, uniform, gaussian, laplace];

describe('icaSteps', () => {
  const cases = kinds.flatMap((kind) => [
    ...[1, 2, 3, 5, 8, 17].map((n): Run => ({ n, kind, code: 3, rate: 0.02 / n })),
    { n: 100, kind, code: 7, rate: -0.01, warm: 0.02 },
    { n: 100, features: 30, kind, code: 4, rate: 0.001, slope: 0.5 },
    ...[0, 1, 2, 3, 4, 7, 8].map((features): Run => ({ n: 9, features, kind, code: 6, rate: 0.01 })),
  ]);
  it.each(cases)('1000 steps, bit for bit: %o', (run) => {
    expect(runOf(run, [1000])).toEqual({ done: [1000], ...twinOf(run, 1000) });
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
    const { w, scale } = runOf({ n: 33, kind: laplace, code: 3, rate: -0.001, start: normals(33, 'long').map((x) => 50 * x) }, [100_000]);
    expect(Math.abs(scale * lengthOf(w) - 1)).toBeLessThan(1e-14);
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
