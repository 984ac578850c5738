import type { Pause } from '../contract.ts';
import { copyOverlaps, makeOverlaps, takeStep, type Evolution, type Overlaps } from './core.ts';

const parts = ['q', 'theta', 'm', 'V'] as const;

export type IterationStatus = 'converged' | 'unfinished' | 'singular';
export interface Iteration {
  readonly status: IterationStatus;
  readonly steps: number;
}

/** now <- damping now + (1 - damping) next; returns the largest change relative to size, where an overlap counts as 1/1000 of q at least. */
export const mix = (now: Overlaps, next: Overlaps, damping: number): number => {
  const least = 1e-9 + 1e-3 * Math.abs(now.q[0]!);
  let change = 0;
  for (const part of parts) {
    const [to, from] = [now[part], next[part]];
    for (let i = 0; i < to.length; i++) {
      const value = damping * to[i]! + (1 - damping) * from[i]!;
      change = Math.max(change, Math.abs(value - to[i]!) / Math.max(least, Math.abs(value)));
      to[i] = value;
    }
  }
  return change;
};

/** Iterates in place, with the evolution's own damping unless told, until an iteration changes nothing by more than `tolerance` of its size. */
export function* iterate(evolution: Evolution, overlaps: Overlaps, tolerance: number, mostSteps: number, damping = evolution.damping): Generator<Pause, Iteration> {
  const next = makeOverlaps(overlaps.q.length === 4 ? 2 : 1);
  for (let steps = 1; steps <= mostSteps; steps++) {
    if ((yield* takeStep(evolution, overlaps, next)) === 'singular') return { status: 'singular', steps: steps - 1 };
    if (mix(overlaps, next, damping) <= tolerance * (1 - damping)) return { status: 'converged', steps };
    if (steps % evolution.pauseEvery === 0) yield { kind: 'pause' };
  }
  return { status: 'unfinished', steps: mostSteps };
}

export const cloneOverlaps = (overlaps: Overlaps): Overlaps => {
  const copy = makeOverlaps(overlaps.q.length === 4 ? 2 : 1);
  copyOverlaps(copy, overlaps);
  return copy;
};
