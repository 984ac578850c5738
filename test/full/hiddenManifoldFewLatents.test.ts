import { describe, expect, it } from 'vitest';
import { lineFit } from '../../src/numerics/statistics/fits.ts';
import { apart, type Estimate } from '../support/committee/medians.ts';
import { meansOf } from '../support/hiddenManifold/deviations.ts';
import { runLink } from '../support/runLink.ts';

const latents = [12, 25, 50] as const;
const replicas = 200;

interface Bias {
  /** Error by the formula, from the overlaps of the runs less those of the equations: what the equations miss in the motion. */
  readonly motion: Estimate;
  /** Error on test inputs less the formula from the same overlaps: what is not Gaussian about the fields. */
  readonly fields: Estimate;
  readonly error: number;
}

const known = new Map<string, Bias>();

/** Mean deviations at n/D = 80, well before the escape, times D. */
const biasOf = (fold: string, dimension: number, D: number): Bias => {
  const name = `${fold} ${dimension} ${D}`;
  const before = known.get(name);
  if (before !== undefined) return before;
  const run = runLink(`hiddenManifold?engine=perMode&fold=${fold}&seed=${dimension + D}&replicas=${replicas}&dimension=${dimension}&latent=dimension&latentDimension=${D}&duration=${(80 * D) / dimension}&points=2`);
  const [simulated, theory] = [run.of('sgd')[0]!, run.of('perMode')[0]!];
  const [formula, test] = ['generalisationError', 'testError'].map((id) => simulated.layout.offsets[id]!);
  const rows = Array.from({ length: replicas }, (_, r) => {
    const [ours, theirs] = [simulated.frame(r, 1), theory.frame(r, 1)];
    return Float64Array.of(D * (ours[formula!]! - theirs[formula!]!), D * (ours[test!]! - ours[formula!]!), theirs[formula!]!);
  });
  const [motion, fields, error] = meansOf(rows);
  const bias = { motion: motion!, fields: fields!, error: error!.value };
  known.set(name, bias);
  return bias;
};

const shown = ({ value, error }: Estimate): string => `${value.toFixed(4)} +- ${error.toFixed(4)}`;

/** Exponent of D in the bias itself, from D times it, with the error of independent points. */
const exponentOf = (biases: readonly Estimate[]): Estimate => {
  const xs = latents.map(Math.log);
  const mean = xs.reduce((a, b) => a + b) / xs.length;
  const xx = xs.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  const fit = lineFit(xs, biases.map(({ value }) => Math.log(Math.abs(value))))!;
  return { value: fit.slope - 1, error: Math.sqrt(biases.reduce((sum, { value, error }, i) => sum + (((xs[i]! - mean) / xx) * (error / value)) ** 2, 0)) };
};

const report = (what: string, biases: readonly Bias[]): void => {
  const [motion, fields] = [exponentOf(biases.map((bias) => bias.motion)), exponentOf(biases.map((bias) => bias.fields))];
  console.log(`${what}, D = ${latents.join(', ')}, ${replicas} runs each, n/D = 80, error ${biases.map(({ error }) => error.toFixed(4)).join(', ')}:\n`
    + `  D x (run - equations), by the formula: ${biases.map((bias) => shown(bias.motion)).join(', ')}; bias as D to ${shown(motion)}\n`
    + `  D x (test inputs - formula): ${biases.map((bias) => shown(bias.fields)).join(', ')}; bias as D to ${shown(fields)}\n`
    + `  test inputs over formula: ${biases.map(({ error, motion: m, fields: f }, i) => (1 + f.value / (latents[i]! * error + m.value)).toFixed(3)).join(', ')}`);
};

describe('few latents: biases of order 1/D', () => {
  it.each(['sign', 'erf', 'relu'])('N = 500, fold %s: they are seen and fall with D', (fold) => {
    const biases = latents.map((D) => biasOf(fold, 500, D));
    report(`${fold}, N = 500`, biases);
    for (const { motion, fields } of biases) {
      expect(motion.value).toBeGreaterThan(3 * motion.error);
      expect(fields.value).toBeLessThan(-3 * fields.error);
    }
  });

  it.each(['sign', 'erf', 'relu'])('D/N = 0.1, fold %s: from D = 25 to 50 they fall as 1/D', (fold) => {
    const biases = latents.map((D) => biasOf(fold, 10 * D, D));
    report(`${fold}, D/N = 0.1`, biases);
    // With N fixed D/N changes too, and the biases with it; at D = 12 the next order, 1/D^2, is seen.
    const [, near, far] = biases;
    for (const kind of ['motion', 'fields'] as const) {
      expect(Math.abs(apart(near![kind], far![kind]))).toBeLessThan(3);
    }
  });
});
