import { folds } from './fold.ts';
import { unitsOf, type Units } from './order.ts';
import { latentOf, type P } from './params.ts';

/** What stays constant during learning, but for the spectrum of the features. */
export interface Task extends Units {
  readonly kind: P['task'];
  readonly learningRate: number;
  readonly secondLayerRate: number;
  readonly labelNoise: number;
  /** b = <u f>, c = <f^2>; without a manifold 0 and 1. */
  readonly b: number;
  readonly c: number;
  /** delta = D / N */
  readonly delta: number;
}

export const taskOf = (p: P): Task => ({
  ...unitsOf(p),
  kind: p.task,
  learningRate: p.learningRate,
  secondLayerRate: p.secondLayerRate,
  labelNoise: p.labelNoise,
  ...(p.task === 'independent' ? { b: 0, c: 1 } : { b: folds[p.fold].b, c: folds[p.fold].c }),
  delta: latentOf(p) / p.dimension,
});

/** How a mode of the features enters the equations; see `writeModeFlow`. */
export interface ModeRates {
  /** Variance of the inputs along the mode: gamma = c - b^2 + b^2 rho / delta. */
  readonly damping: number;
  /** Pull of the teacher's part of the mode: b rho / delta of a function of the latents, gamma of a function of the inputs. */
  readonly pull: number;
  /** Growth of sigma by the randomness of the samples: rho gamma. */
  readonly kick: number;
}

export const ratesOf = ({ kind, b, c, delta }: Task, rho: number): ModeRates => {
  const damping = c - b * b + (b * b * rho) / delta;
  return { damping, pull: kind === 'inputs' ? damping : (b * rho) / delta, kick: rho * damping };
};

/** R = sums.plain V + sums.modes <r>, V_km = w_k.B_m / N where the teacher sees the inputs. */
export const overlapSums = ({ kind, b, c }: Task): { readonly plain: number; readonly modes: number } =>
  kind === 'latent' ? { plain: 0, modes: b } : { plain: c - b * b, modes: b * b };
