import { gaussHermite } from '../../../numerics/quadrature/gaussHermite.ts';
import type { Nodes } from '../../../numerics/quadrature/gaussLegendre.ts';
import { tanh } from '../../../numerics/tanh.ts';
import type { Branch, Evolution, Instance, Overlaps, Quality } from '../core.ts';
import { denoiserChannel, denoiserProx, denoisingOf } from '../denoiserLoss.ts';
import type { P } from '../params.ts';

const nodes = { drag: 24, rest: 60 } as const;
const rules = new Map<number, Nodes>();
const ruleOf = (n: number): Nodes => {
  const rule = rules.get(n) ?? gaussHermite(n);
  rules.set(n, rule);
  return rule;
};
/** So small a student sees nothing but the penalty. */
const leastNorm = 1e-12;
const leastCurvature = 0.1;

/**
 * State evolution, the cluster s = 1 alone (the other is its mirror image).
 *
 * omega_1 = m + sigma sqrt q x_1, omega_2 = sqrt(Delta q) x_2, V_1 = sigma^2 V, V_2 = Delta V, f = (prox - omega)/V_l
 * m^ = alpha E f_1, q^ = alpha (sigma^2 E f_1^2 + Delta E f_2^2), V^ = -alpha E[sigma f_1 x_1 + sqrt Delta f_2 x_2]/sqrt q + alpha E phi^2
 * D = lambda + V^, q = (q^ + m^^2)/D^2, m = m^/D, V = 1/D. Gauss-Hermite, `count` nodes in each direction.
 */
export const denoiserEvolution = (p: P, count: number): Evolution => {
  const { x, weight } = ruleOf(count);
  const { c, b, a } = denoisingOf(p);
  const sigma = Math.sqrt(p.clusterVariance);
  const noise = Math.sqrt(p.corruption);
  let trainError = NaN;
  return {
    damping: 0.5,
    pauseEvery: count < 40 ? 5 : 1,
    trainError: () => trainError,
    step: (now, next) => {
      const [q, m, V] = [now.q[0]!, now.m[0]!, now.V[0]!];
      if (!(V > 0 && V < Infinity)) return 'singular';
      if (!(q > leastNorm)) {
        trainError = 0;
        next.q[0] = 0;
        next.m[0] = 0;
        next.V[0] = 1 / p.regularisation;
        return 'ok';
      }
      const root = Math.sqrt(q);
      const [V1, V2] = [p.clusterVariance * V, p.corruption * V];
      const shape = { W: c * c * V1 + V2, k: a * c * V1 - b * V2, rest: q - a * a * V1 - b * b * V2 };
      let [mean, squares, response, activity, loss] = [0, 0, 0, 0, 0];
      for (let i = 0; i < x.length; i++) {
        const w1 = m + sigma * root * x[i]!;
        for (let j = 0; j < x.length; j++) {
          const w = weight[i]! * weight[j]!;
          if (w < 1e-17) continue;
          const w2 = noise * root * x[j]!;
          const u0 = c * w1 + w2;
          const u = denoiserProx(shape, u0, a * w1 - b * w2);
          const phi = tanh(u);
          const mu = (u - u0 - shape.k * phi) / shape.W;
          const [f1, f2] = [a * phi + c * mu, mu - b * phi];
          mean += w * f1;
          squares += w * (p.clusterVariance * f1 * f1 + p.corruption * f2 * f2);
          response += w * (sigma * f1 * x[i]! + noise * f2 * x[j]!);
          activity += w * phi * phi;
          loss += w * (0.5 * q * phi * phi - phi * (a * (w1 + V1 * f1) - b * (w2 + V2 * f2)));
        }
      }
      const alpha = p.sampleRatio;
      trainError = alpha * loss + 0.5 * p.regularisation * q;
      const D = Math.max(leastCurvature * p.regularisation, p.regularisation + alpha * (activity - response / root));
      const mHat = alpha * mean;
      next.q[0] = (alpha * squares + mHat * mHat) / (D * D);
      next.m[0] = mHat / D;
      next.V[0] = 1 / D;
      return next.q[0]! < Infinity ? 'ok' : 'singular';
    },
  };
};

/** E[q phi^2 - 2 phi (a h_1 - b h_2)], from q and m of a run or of the theory; 40 x 40 nodes. */
const testError = (p: P, { q, m }: Overlaps): number => {
  const { x, weight } = ruleOf(40);
  const { c, b, a } = denoisingOf(p);
  const root = Math.sqrt(Math.max(0, q[0]!));
  const [s1, s2] = [Math.sqrt(p.clusterVariance) * root, Math.sqrt(p.corruption) * root];
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const h1 = m[0]! + s1 * x[i]!;
    for (let j = 0; j < x.length; j++) {
      const h2 = s2 * x[j]!;
      const phi = tanh(c * h1 + h2);
      sum += weight[i]! * weight[j]! * phi * (q[0]! * phi - 2 * (a * h1 - b * h2));
    }
  }
  return sum;
};

/**
 * One tanh unit that denoises two clusters; see `TokenChannel`. Test error: d times (mean square error - that of the skip connection alone), per coordinate:
 * what the unit adds, negative where it helps.
 */
export const denoiser: Instance = {
  id: 'denoiser',
  units: 1,
  branches: ['only'],
  has: { m: true, theta: false, trainError: true },
  channel: (p) => denoiserChannel(denoisingOf(p)),
  evolution: (p, _branch: Branch, quality: Quality) => denoiserEvolution(p, nodes[quality]),
  writeStart: (_p, _branch, squares, out) => {
    out.q[0] = squares === null ? 1 : squares[0]!;
    out.m[0] = out.q[0]!;
    // From V = 1/lambda, with a small lambda, m would first fall to rounding.
    out.V[0] = 1;
  },
  overlap: (_branch, { m }) => Math.abs(m[0]!),
  cosine: (_p, { q, m }) => (q[0]! > 0 ? Math.min(1, Math.abs(m[0]!) / Math.sqrt(q[0]!)) : 0),
  testError,
};
