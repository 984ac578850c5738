import type { Layout } from '../contract.ts';
import type { Overlaps } from './core.ts';
import { instanceOf } from './instances.ts';
import type { observables } from './observables.ts';
import type { P } from './params.ts';

/** Writes a frame: what the instance has of `observables`. */
export const writeFrame = (p: P, now: Overlaps, progress: number, trainError: number, values: Float64Array, layout: Layout): void => {
  const instance = instanceOf(p);
  const { testError, progress: share, cosine, q, theta, m, trainError: train } = layout.offsets as Record<keyof typeof observables, number>;
  values[testError] = instance.testError(p, now);
  values[share] = progress;
  values[cosine] = instance.cosine(p, now);
  values.set(now.q, q);
  if (instance.has.theta) values.set(now.theta, theta);
  if (instance.has.m) values[m] = now.m[0]!;
  if (instance.has.trainError) values[train] = trainError;
};
