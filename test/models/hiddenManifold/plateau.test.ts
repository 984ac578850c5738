import { describe, expect, it } from 'vitest';
import { plainTask as committeeTask } from '../../../src/models/committee/checks.ts';
import { plateauOf as committeePlateau } from '../../../src/models/committee/plateau.ts';
import { makeModeSystem } from '../../../src/models/hiddenManifold/equations.ts';
import { specialisationOf } from '../../../src/models/hiddenManifold/order.ts';
import { plateauOf, solutionOf } from '../../../src/models/hiddenManifold/plateau.ts';
import { makeSymmetricFlow, settle } from '../../../src/models/hiddenManifold/symmetric.ts';
import { jacobian } from '../../../src/numerics/jacobian.ts';
import { eigenvalues } from '../../../src/numerics/linear/eigenvalues.ts';
import { distance, follow, gaussianModes, identity, modesOf, plainTask, regularStart } from '../../support/hiddenManifold/systems.ts';

const none = { rho: new Float64Array(0), weight: new Float64Array(0) };

describe('without a manifold', () => {
  it.each([[2, 1], [2, 0.1], [3, 0.3], [5, 0.2]])('%i units, rate %f: plateau and escape rate of the committee', (units, rate) => {
    const found = plateauOf(plainTask({ K: units, M: units, kind: 'independent', b: 0, c: 1, learningRate: rate }), none, 0.5)!;
    const expected = committeePlateau(committeeTask(units, rate), 0.5)!;
    expect(Math.abs(found.error - expected.error)).toBeLessThan(1e-12);
    expect(distance(found.order.R, expected.order.R)).toBeLessThan(1e-9);
    // The committee's rate is a difference quotient, good to 1e-8.
    expect(Math.abs(found.escapeRate! - expected.escapeRate!)).toBeLessThan(1e-8);
  });
});

const nodes = 3;
const cases = [['latent', 2, 0.25, 0], ['latent', 2, 0.1, 0.3], ['inputs', 2, 0.25, 0], ['inputs', 2, 0.6, 0.2], ['latent', 3, 0.1, 0]] as const;

describe.each(cases)('teacher sees the %s, %i units, delta = %f, noise %f', (kind, units, delta, labelNoise) => {
  const task = plainTask({ K: units, M: units, kind, delta, labelNoise });
  const modes = gaussianModes(task, nodes);
  const system = makeModeSystem(task, modes, identity(units));
  const full = (s: Float64Array, alike: boolean): Float64Array => {
    const grid = (own: number, other: number) => identity(units).map((x) => (x === 1 ? own : alike && own === other ? own : other));
    const part = (offset: number, other: number) => Float64Array.from({ length: nodes * units * units }, (_, at) => (((at % (units * units)) % (units + 1)) === 0 ? s[5 + 4 * Math.floor(at / (units * units)) + offset]! : s[5 + 4 * Math.floor(at / (units * units)) + other]!));
    return system.pack(grid(s[0]!, s[1]!), new Float64Array(units).fill(s[4]!), grid(s[2]!, alike ? s[2]! : s[3]!), part(0, 1), part(2, alike ? 2 : 3));
  };
  const at = (alike: boolean) => {
    const flow = makeSymmetricFlow(task, modes, alike);
    const s = settle(flow, alike ? flow.start(0.5, 1, 0.01, 0.01) : flow.start(0.8, 1, 0.7, 0), 2000)!;
    return full(s, alike);
  };

  it.each([true, false])('fixed points of the full equations, plateau: %s', (alike) => {
    const out = new Float64Array(system.length);
    system.flow(0, at(alike), out);
    expect(Math.max(...out.map(Math.abs))).toBeLessThan(1e-11);
  });

  it.runIf(units === 2)('the escape rate is the only growing eigenvalue of the full Jacobian', () => {
    const y = at(true);
    const J = jacobian((x, out) => system.flow(0, x, out), y);
    const { real } = eigenvalues(J, system.length)!;
    // Difference quotients of the Jacobian, 1e-9, in a matrix that is far from symmetric.
    expect(Math.abs(real[0]! - plateauOf(task, modes, 0.5)!.escapeRate!)).toBeLessThan(1e-7);
    expect(real[1]!).toBeLessThan(1e-6);
  });
});

describe('what the marks say', () => {
  const task = plainTask({ delta: 0.1 });
  const modes = gaussianModes(task);

  it('runs rest near the plateau, leave it ever closer to its rate, and end at the solution', () => {
    const { error, escapeRate } = plateauOf(task, modes, 0.5)!;
    const a = 1e-13;
    const rows = follow(task, regularStart(task, modes, 0.5, [a, 0, 0, a]), [150, 200, 250, 300, 350, 400, 3000], 1e-12);
    // Weights outside of the features' reach settle very slowly (W12 by 0.0014 a unit of t): runs escape before, a little slower.
    expect(Math.abs(rows[5]!.error - error)).toBeLessThan(0.01 * error);
    const split = rows.map(({ order: { R } }) => R[0]! - R[1]!);
    const rates = [1, 2, 3, 4, 5].map((i) => Math.log(split[i]! / split[i - 1]!) / 50);
    for (let i = 1; i < 5; i++) expect(rates[i]!).toBeGreaterThan(rates[i - 1]!);
    expect(rates[4]!).toBeLessThan(escapeRate!);
    expect(rates[0]!).toBeGreaterThan(0.75 * escapeRate!);
    const solution = solutionOf(task, modes)!;
    expect(Math.abs(rows[6]!.error - solution.error)).toBeLessThan(1e-7);
    expect(Math.abs(specialisationOf(task, rows[6]!.order) - solution.specialisation)).toBeLessThan(1e-6);
  });

  it('the floor vanishes where the teacher can be copied', () => {
    for (const kind of ['inputs', 'independent'] as const) {
      const easy = plainTask({ kind, delta: 0.3, ...(kind === 'independent' ? { b: 0, c: 1 } : {}) });
      expect(solutionOf(easy, kind === 'inputs' ? gaussianModes(easy) : none)!.error).toBeLessThan(1e-15);
    }
    const linear = plainTask({ b: 1, c: 1, delta: 0.3 });
    expect(solutionOf(linear, gaussianModes(linear))!.error).toBeLessThan(1e-15);
    expect(solutionOf(task, modes)!.error).toBeGreaterThan(0.02);
  });

  it('none where there is none: a single unit does not escape, too large a rate has no fixed point', () => {
    const single = plainTask({ K: 1, M: 1 });
    expect(plateauOf(single, gaussianModes(single), 0.5)!.escapeRate).toBeNull();
    expect(solutionOf(plainTask({ K: 3, M: 2 }), modes)).toBeNull();
    expect(plateauOf(plainTask({ learningRate: 5, delta: 0.1 }), modes, 0.5)).toBeNull();
  });

  it('one node of rho = 1 is the orthogonal limit of the law as delta falls', () => {
    const small = plainTask({ delta: 1e-4, learningRate: 1e-4 });
    const one = Float64Array.of(1);
    const [law, point] = [gaussianModes(small), modesOf(small, one, one)].map((spectrum) => plateauOf(small, spectrum, 0.5)!);
    // The law's variance is delta.
    expect(Math.abs(law!.escapeRate! / point!.escapeRate! - 1)).toBeLessThan(10 * 1e-4);
  });
});
