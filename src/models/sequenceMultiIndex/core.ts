import type { Pause, Plan } from '../contract.ts';
import type { P } from './params.ts';

export type InstanceId = P['instance'];
/** A fixed point of its own; all instances have one but for attention, which learns the positions or the meaning of its tokens. */
export type Branch = 'only' | 'semantic' | 'positional';
export type Quality = Plan['quality'];

/**
 * Overlaps of a student w_1..w_K with itself, the clusters and the teacher; K x K matrices row-major, K = `units`.
 *
 * q = W S W^T/d; theta = W S W*^T/d; m = W mu/sqrt d (its length one; 0 where there is no cluster), S covariance of a token (sigma^2 I for
 * attention, else I); V: K x K, rescaled response of the fields, S included (Bayes-optimal: I - q).
 */
export interface Overlaps {
  readonly q: Float64Array;
  readonly theta: Float64Array;
  readonly m: Float64Array;
  readonly V: Float64Array;
}

export const makeOverlaps = (units: number): Overlaps => ({
  q: new Float64Array(units * units),
  theta: new Float64Array(units * units),
  m: new Float64Array(1),
  V: new Float64Array(units * units),
});

export const copyOverlaps = (to: Overlaps, from: Overlaps): void => {
  to.q.set(from.q);
  to.theta.set(from.theta);
  to.m.set(from.m);
  to.V.set(from.V);
};

/** `singular`: a matrix that must be positive is not, or a number is not finite. */
export type StepStatus = 'ok' | 'singular';

/** State evolution of one branch under fixed parameters. Holds tables and scratch space: one at a time. */
export interface Evolution {
  /** One undamped step; `next` is another object than `now`. Long quadratures pause: see `takeStep`. */
  readonly step: (now: Overlaps, next: Overlaps) => StepStatus | Generator<Pause, StepStatus>;
  /** Share of the old value that keeps the iteration from oscillating; 0 where the undamped map is the law of AMP. */
  readonly damping: number;
  /** Steps that take about 2 ms together: a caller pauses after as many. */
  readonly pauseEvery: number;
  /** Loss on the samples seen and the penalty, per dimension, at the overlaps that the last step started from; NaN for Bayes. */
  readonly trainError: () => number;
}

/** A step, with the pauses it makes, if any. */
export function* takeStep({ step }: Evolution, now: Overlaps, next: Overlaps): Generator<Pause, StepStatus> {
  const status = step(now, next);
  return typeof status === 'string' ? status : yield* status;
}

/** y = f(z, noise); E over labels by the posterior of the fields. */
export interface BayesChannel {
  readonly kind: 'bayes';
  /** Nanoseconds of `write`. */
  readonly cost: number;
  /** Label of a sample from the teacher's K fields. */
  readonly label: (z: ArrayLike<number>) => number;
  /**
   * g = grad_omega ln Z(y, omega, V), Z = E_{z ~ N(omega, V)} P(y|z), and its derivative.
   *
   * `omega` K numbers, `V` K x K; writes `g` (K) and `dg` (K x K, dg_i/domega_j). K = 1 but for the committee.
   */
  readonly write: (y: number, omega: ArrayLike<number>, V: ArrayLike<number>, g: Float64Array, dg: Float64Array) => void;
}

/** One field, a loss convex in it. */
export interface ConvexChannel {
  readonly kind: 'convex';
  /** Nanoseconds of a sample: of all that message passing asks for, and of loss and slope. */
  readonly cost: { readonly prox: number; readonly loss: number };
  /** Label from the teacher's field and a standard normal number (ignored without label noise). */
  readonly label: (z: number, noise: number) => number;
  readonly loss: (y: number, h: number) => number;
  readonly slope: (y: number, h: number) => number;
  readonly curvature: (y: number, h: number) => number;
  /** h that minimises (h - omega)^2/(2V) + loss(y, h). Then f = (h - omega)/V, df/domega = -l''/(1 + V l''). */
  readonly prox: (y: number, omega: number, V: number) => number;
}

/**
 * Two fields of one neuron a sample, and a loss that may also hold the student's norm Q = |w|^2/d.
 *
 * attention: h_l = w.x_l/sqrt d for x_1 = mu + sigma z_1, x_2 = -mu + sigma z_2, mu = 1/sqrt d in every component; target t_l, the diagonal of T, from
 * h*_l = sigma w*.z_l/sqrt d; loss sigma^2 ((s_1 - t_1)^2 + (s_2 - t_2)^2)
 * denoiser: h_1 = w.x/sqrt d (clean), h_2 = sqrt(Delta) w.noise/sqrt d; loss Q phi^2/2 - phi ((1 - c b) h_1 - b h_2), phi = tanh(c h_1 + h_2)
 */
export interface TokenChannel {
  readonly kind: 'tokens';
  /** Nanoseconds of the loss of a sample, at finite d. */
  readonly cost: number;
  /** Targets from the teacher's two fields (attention); writes nothing for the denoiser. */
  readonly writeTarget: (teacher: ArrayLike<number>, target: Float64Array) => void;
  /** Returns the loss; `gradient` receives dl/dh_1, dl/dh_2, dl/dQ. */
  readonly loss: (h: ArrayLike<number>, target: ArrayLike<number>, Q: number, gradient: Float64Array) => number;
}

export type Channel = BayesChannel | ConvexChannel | TokenChannel;

/** One learning problem: a file of its own under instances/. */
export interface Instance {
  readonly id: InstanceId;
  /** K: neurons of student and teacher. */
  readonly units: 1 | 2;
  readonly branches: readonly Branch[];
  /** Which overlaps exist, and whether there is a training loss. */
  readonly has: { readonly m: boolean; readonly theta: boolean; readonly trainError: boolean };
  readonly channel: (p: P) => Channel;
  readonly evolution: (p: P, branch: Branch, quality: Quality) => Evolution;
  /** Overlaps to start from: `squares` (K x K) as by `startSquares` in start.ts, I/d typically; null: the truth, or the branch's target itself. */
  readonly writeStart: (p: P, branch: Branch, squares: ArrayLike<number> | null, out: Overlaps) => void;
  /** True where every small overlap shrinks: the fixed point is zero, however slowly it is reached. */
  readonly isBarren?: (p: P) => boolean;
  /** The overlap that learning raises, >= 0: theta, |m| or their trace over K; `progress` is its share of the fixed point's. */
  readonly overlap: (branch: Branch, now: Overlaps) => number;
  /** In [0, 1]: alignment with the teacher (or cluster), from q and the overlap. */
  readonly cosine: (p: P, now: Overlaps) => number;
  /** Error on a fresh sample from q, theta and m alone, of a run too; see the files for each convention. */
  readonly testError: (p: P, now: Overlaps) => number;
}
