import { acos } from '../../../numerics/asin.ts';
import { exp } from '../../../numerics/exp.ts';
import { normalCdf } from '../../../numerics/normalCdf.ts';
import { normalHazard } from '../../../numerics/normalHazard.ts';
import { scalarBayes, scalarBayesParts, scalarCosine } from '../equations.ts';
import type { BayesChannel, Instance } from '../core.ts';

const inversePi = 0.3183098861837907;

// The integrand is analytic and falls as exp(-x^2/4) at least: equal steps of 1/2 leave an error of 1e-17.
const step = 0.5;
const first = -12.5;
const density = Float64Array.from({ length: 44 }, (_, i) => {
  const x = first + i * step;
  return 0.3989422804014327 * step * exp(-0.5 * x * x);
});

/**
 * Noise that the samples leave on the weights, for y = sign z.
 *
 * q^ = alpha E_omega sum_y Z g^2 = (alpha/pi) E[1/Phi(s x)]/sqrt(V (1 + q)), s^2 = q/(1 + q), x ~ N(0, 1)
 *
 * The square of the density in g^2 is taken into the Gaussian weight, so that nothing becomes sharp as V falls. Accuracy 1e-14; 1 us.
 */
export const signHat = (alpha: number, q: number, V: number): number => {
  const s = Math.sqrt(q / (1 + q));
  let mean = 0;
  for (let i = 0; i < density.length; i++) mean += density[i]! / normalCdf(s * (first + i * step));
  return (alpha * inversePi * mean) / Math.sqrt(V * (1 + q));
};

/** g = y H(u)/sqrt V, dg = -H (u + H)/V, u = y omega/sqrt V, H = density/distribution function. */
const channel: BayesChannel = {
  kind: 'bayes',
  cost: 100,
  label: (z) => (z[0]! < 0 ? -1 : 1),
  write: (y, omega, V, g, dg) => {
    const root = Math.sqrt(V[0]!);
    const u = (y * omega[0]!) / root;
    const H = normalHazard(u);
    g[0] = (y * H) / root;
    dg[0] = (-H * (u + H)) / V[0]!;
  },
};

/** y = sign(w*.x/sqrt d), the weights' posterior mean. Test error: share of wrong signs, arccos(cosine)/pi. */
export const perceptron: Instance = {
  ...scalarBayesParts,
  id: 'perceptron',
  channel: () => channel,
  evolution: (p) => scalarBayes((q, V) => signHat(p.sampleRatio, q, V)),
  testError: (_p, now) => acos(scalarCosine(now)) * inversePi,
};
