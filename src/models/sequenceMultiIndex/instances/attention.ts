import { attends, attentionChannel, positionalShare } from '../attentionLoss.ts';
import { attentionProx, proxTableFor, type ProxResult } from '../attentionProx.ts';
import type { Branch, Evolution, Instance, Overlaps, Quality } from '../core.ts';
import type { P } from '../params.ts';
import { sobolNormals } from '../sobolNormals.ts';

const pause = { kind: 'pause' } as const;
const points = { drag: 1024, rest: 16384 } as const;
/** About 0.4 ms near a fixed point; 15 ms in the first steps, where V is large and Newton's method takes many rounds. */
const slice = 256;
/** Share of the old value: the positional branch oscillates at less. */
const damping = { only: 0.5, semantic: 0.5, positional: 0.85 } as const;
const leastCurvature = 0.1;
const leastNorm = 1e-10;
/** Where a run is put to find the positions: every weight 0.3. */
const informedMean = 0.3;

/**
 * State evolution of one branch; S = sigma^2 I, rho = sigma^2.
 *
 * omega_l = +-m + sqrt q xi_l, h*_l = (theta/sqrt q) xi_l + sqrt(rho - theta^2/q) eta_l, f_l = (prox_l - omega_l)/V
 * q^ = alpha E[f_1^2 + f_2^2], m^ = alpha E[f_1 - f_2], theta^ = alpha E[f.eta]/sqrt(rho - theta^2/q), V^ = -alpha E[f.xi]/sqrt q + theta theta^/q
 * D = lambda + sigma^2 V^, q = sigma^2 (sigma^2 q^ + m^^2 + sigma^4 theta^^2)/D^2, m = m^/D, theta = sigma^4 theta^/D, V = sigma^2/D
 *
 * Means over Sobol points; on the semantic branch each also with -xi, so that the two signs of theta are alike. Their mirror images (tokens exchanged,
 * or eta -> -eta) have the same prox but for the mirror: taking them too leaves each mean as it is and makes m^ of the semantic, theta^ of the
 * positional branch zero.
 */
export const attentionEvolution = (p: P, branch: Branch, count: number, scrambling: number): Evolution => {
  const variance = p.tokenSpread * p.tokenSpread;
  const alpha = p.sampleRatio;
  const share = p.omega;
  const paired = branch !== 'positional';
  const prox: ProxResult = { h1: 0, h2: 0, loss: 0, value: 0 };
  let trainError = NaN;
  return {
    damping: damping[branch],
    pauseEvery: 1,
    trainError: () => trainError,
    step: function* (now, next) {
      const [q, theta, m, V] = [now.q[0]!, now.theta[0]!, now.m[0]!, now.V[0]!];
      if (!(V > 0 && V < Infinity)) return 'singular';
      if (!(q > leastNorm * variance)) {
        // So small a student sees nothing but the penalty.
        trainError = 0.5 * alpha * testError(p, now);
        next.q[0] = 0;
        next.theta[0] = 0;
        next.m[0] = 0;
        next.V[0] = variance / p.regularisation;
        return 'ok';
      }
      const root = Math.sqrt(q);
      const c = theta / root;
      const width = Math.sqrt(Math.max(1e-12 * variance, variance - c * c));
      const normals = yield* sobolNormals(paired ? count / 2 : count, scrambling);
      const table = proxTableFor(Math.abs(m) + 4 * root, V, variance);
      let [squares, difference, withEta, withXi, loss] = [0, 0, 0, 0, 0];
      for (let i = 0; i < count; i++) {
        if (i % slice === slice - 1) yield pause;
        const at = paired ? 4 * (i >> 1) : 4 * i;
        const sign = paired && (i & 1) === 1 ? -1 : 1;
        const [x1, x2, y1, y2] = [sign * normals[at]!, sign * normals[at + 1]!, normals[at + 2]!, normals[at + 3]!];
        const [w1, w2] = [m + root * x1, -m + root * x2];
        const [z1, z2] = [c * x1 + width * y1, c * x2 + width * y2];
        const t1 = (1 - share) * attends(z1, z2) + share * positionalShare;
        const t2 = (1 - share) * attends(z2, z1) + share * positionalShare;
        attentionProx(table, w1, w2, t1, t2, V, variance, prox);
        const f1 = (prox.h1 - w1) / V;
        const f2 = (prox.h2 - w2) / V;
        squares += f1 * f1 + f2 * f2;
        difference += f1 - f2;
        withEta += f1 * y1 + f2 * y2;
        withXi += f1 * x1 + f2 * x2;
        loss += prox.loss;
      }
      const each = alpha / count;
      const qHat = each * squares;
      const mHat = branch === 'semantic' ? 0 : each * difference;
      const thetaHat = branch === 'positional' ? 0 : (each * withEta) / width;
      const VHat = (-each * withXi) / root + (theta * thetaHat) / q;
      // Far from a fixed point the mean curvature may be so negative that there is no minimum: it is cut.
      const D = Math.max(leastCurvature * p.regularisation, p.regularisation + variance * VHat);
      trainError = each * loss + (0.5 * p.regularisation * q) / variance;
      next.q[0] = (variance * (variance * qHat + mHat * mHat + variance * variance * thetaHat * thetaHat)) / (D * D);
      next.m[0] = mHat / D;
      next.theta[0] = (variance * variance * thetaHat) / D;
      next.V[0] = variance / D;
      return next.q[0]! < Infinity ? 'ok' : 'singular';
    },
  };
};

const freshCount = 4096;
/** Points of the test error; drawn without a pause, 5 ms the first time. */
const freshNormals = (): Float64Array => {
  const drawing = sobolNormals(freshCount, 0);
  for (;;) {
    const { done, value } = drawing.next();
    if (done === true) return value;
  }
};

/** sigma^2 E|S - T|^2 on fresh samples, from q, m and theta of a run or of the theory. 4096 Sobol points: 0.3 %. */
const testError = (p: P, { q, m, theta }: Overlaps): number => {
  const variance = p.tokenSpread * p.tokenSpread;
  const root = Math.sqrt(Math.max(0, q[0]!));
  const c = root > 0 ? theta[0]! / root : 0;
  const width = Math.sqrt(Math.max(0, variance - c * c));
  const normals = freshNormals();
  const count = normals.length / 4;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const [x1, x2] = [normals[4 * i]!, normals[4 * i + 1]!];
    const [h1, h2] = [m[0]! + root * x1, -m[0]! + root * x2];
    const [z1, z2] = [c * x1 + width * normals[4 * i + 2]!, c * x2 + width * normals[4 * i + 3]!];
    const r1 = attends(h1, h2) - (1 - p.omega) * attends(z1, z2) - p.omega * positionalShare;
    const r2 = attends(h2, h1) - (1 - p.omega) * attends(z2, z1) - p.omega * positionalShare;
    sum += r1 * r1 + r2 * r2;
  }
  return (2 * variance * sum) / count;
};

/** Tied dot-product attention over two tokens; see `TokenChannel` for the task. Test error: sigma^2 E|S - T|^2. */
export const attention: Instance = {
  id: 'attention',
  units: 1,
  branches: ['semantic', 'positional'],
  has: { m: true, theta: true, trainError: true },
  channel: (p) => attentionChannel(p.omega, p.tokenSpread * p.tokenSpread),
  evolution: (p, branch, quality: Quality) => attentionEvolution(p, branch, points[quality], 0),
  // Always from the branch's own target: a small start leads to one branch or the other, or to neither.
  writeStart: (p, branch, _squares, out) => {
    const variance = p.tokenSpread * p.tokenSpread;
    const semantic = branch !== 'positional';
    out.q[0] = semantic ? variance : variance * informedMean * informedMean;
    out.theta[0] = semantic ? variance : 0;
    out.m[0] = semantic ? 0 : informedMean;
    out.V[0] = variance / p.regularisation;
  },
  overlap: (branch, { m, theta }) => Math.abs(branch === 'positional' ? m[0]! : theta[0]!),
  // The larger of the cosines with the teacher and with the positions: sigma m/sqrt q for mu along (1, ..., 1)/sqrt d.
  cosine: (p, { q, m, theta }) => (q[0]! > 0 ? Math.min(1, Math.max(Math.abs(theta[0]!) / p.tokenSpread, p.tokenSpread * Math.abs(m[0]!)) / Math.sqrt(q[0]!)) : 0),
  testError,
};
