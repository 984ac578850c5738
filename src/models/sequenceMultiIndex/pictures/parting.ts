import { linearGrid } from '../../../numerics/linearGrid.ts';
import type { LinesPicture, Pause, PictureSource } from '../../contract.ts';
import { makeOverlaps, takeStep } from '../core.ts';
import { instanceOf } from '../instances.ts';
import { mix } from '../iterate.ts';
import type { P } from '../params.ts';
import { startSquares } from '../start.ts';
import { committeeThreshold, equalNeurons } from '../thresholds.ts';
import { affordable, costOfRuns, simulate, valueOf } from './runs.ts';
import { fixedPointsOver, lineOf, pause, pointsOf, said, type Dots } from './shared.ts';

const alphas = [...linearGrid(1, 1.8, 5), 1.9, 1.98, 2.04, 2.06, 2.08, 2.1, 2.15, 2.2, 2.3, 2.4, ...linearGrid(2.6, 4, 8)];
const simulated = [1.5, 2.5, 3.25, 4] as const;
const runs = 3;
const iterations = 150;
const typical = 60;
const largest = 250;
/** Nanoseconds for all runs. */
const work = 5e8;
const atRatio = (p: P, sampleRatio: number): P => ({ ...p, sampleRatio });
const costOf = (q: P): number => simulated.reduce((sum, alpha) => sum + costOfRuns(atRatio(q, alpha), runs, typical), 0);

function* drawParting(p: P, seed: number): Generator<Pause, LinesPicture> {
  const threshold = yield* committeeThreshold(p);
  const found = yield* fixedPointsOver(p, alphas);
  const [own, other]: [(readonly [number, number])[], (readonly [number, number])[]] = [[], []];
  for (const [alpha, , { overlaps: { q } }] of found) {
    own.push([alpha, q[0]!]);
    other.push([alpha, q[1]!]);
  }
  const equal: (readonly [number, number])[] = [];
  for (const alpha of [threshold, 2.3, 2.6, 3, 3.5, 4]) equal.push([alpha, (yield* equalNeurons(atRatio(p, alpha), 'drag')).overlap]);
  const q = affordable(p, largest, work, costOf);
  const [ownRuns, otherRuns]: [(readonly [number, number])[], (readonly [number, number])[]] = [[], []];
  for (const alpha of simulated) {
    for (const end of yield* simulate(atRatio(q, alpha), seed, runs, iterations, null)) {
      ownRuns.push([alpha, valueOf(end, 'theta', 0)], [alpha, valueOf(end, 'theta', 3)]);
      otherRuns.push([alpha, valueOf(end, 'theta', 1)], [alpha, valueOf(end, 'theta', 2)]);
    }
  }
  return {
    kind: 'lines',
    x: { label: 'samples per dimension $α$', scale: 'linear' },
    y: { label: 'overlap of a neuron with a teacher', scale: 'linear' },
    lines: [...lineOf('its own teacher', 'theory', own), ...lineOf('the other one', 'theory', other), ...lineOf('equal neurons: unstable', 'law', equal)],
    points: [...pointsOf(`runs, $d$ = ${q.dimension}`, 'simulation', ownRuns), ...pointsOf('', 'simulation', otherRuns)],
    marks: [{ axis: 'x', value: threshold, label: `$α$ = ${threshold.toFixed(3)}` }],
    note: `Fixed points of state evolution. Up to α = ${threshold.toFixed(3)} both neurons end as the same one; beyond, each takes a teacher of its own. Dots: ${runs} runs of message passing at each α, d = ${q.dimension}, both neurons, after ${iterations} iterations at most; so small a system parts less sharply.`,
  };
}

/** Difference of the neurons, over q on the plateau, that counts as gone. */
const gone = 0.001;
const mostIterations = 1500;

/**
 * Iterations of state evolution, from overlaps 1/d, until the two neurons are half as different as in the end, or, below the threshold, until their
 * difference is 0.001 of their size; null if not within 1500.
 */
export function* partingTime(p: P, difference: number): Generator<Pause, number | null> {
  const instance = instanceOf(p);
  const evolution = instance.evolution(p, 'only', 'drag');
  const [now, next] = [makeOverlaps(2), makeOverlaps(2)];
  instance.writeStart(p, 'only', startSquares(null, 2, p.dimension), now);
  let before = NaN;
  for (let t = 1; t <= mostIterations; t++) {
    if ((yield* takeStep(evolution, now, next)) === 'singular') return null;
    mix(now, next, evolution.damping);
    const present = now.q[0]! - now.q[1]!;
    const goal = difference > 0 ? 0.5 * difference : gone * now.q[0]!;
    const passed = difference > 0 ? present >= goal && before < goal : present <= goal;
    if (passed) return Number.isNaN(before) ? t : t - 1 + (goal - before) / (present - before);
    before = present;
    if (t % evolution.pauseEvery === 0) yield pause;
  }
  return null;
}

/** Differences below this share of q are none. */
const none = 1e-3;

/** Times on both sides of the threshold. */
export function* partingTimes(p: P, at: Iterable<number>): Generator<Pause, { readonly below: Dots; readonly above: Dots }> {
  const threshold = yield* committeeThreshold(p);
  const [below, above]: [(readonly [number, number])[], (readonly [number, number])[]] = [[], []];
  for (const [alpha, there, { overlaps: { q } }] of yield* fixedPointsOver(p, at)) {
    const difference = q[0]! - q[1]!;
    const parts = difference > none * q[0]!;
    if (parts !== alpha > threshold) continue;
    const time = yield* partingTime(there, parts ? difference : 0);
    if (time !== null && time > 0) (parts ? above : below).push([alpha, time]);
  }
  return { below, above };
}

function* drawPatience(p: P): Generator<Pause, LinesPicture> {
  const threshold = yield* committeeThreshold(p);
  const { below, above } = yield* partingTimes(p, alphas);
  const longest = above.reduce<readonly [number, number]>((top, dot) => (dot[1] > top[1] ? dot : top), [0, 0]);
  return {
    kind: 'lines',
    x: { label: 'samples per dimension $α$', scale: 'linear' },
    y: { label: 'iterations', scale: 'log' },
    lines: [...lineOf('until parted by half', 'theory', above), ...lineOf('until they are the same', 'law', below)],
    marks: [{ axis: 'x', value: threshold, label: `$α$ = ${threshold.toFixed(3)}` }],
    note: `State evolution from overlaps 1/d, d = ${said(p.dimension)}. Right: until the difference of the two overlaps is half of its final value${longest[0] > 0 ? `, ${said(longest[1])} at α = ${said(longest[0])}` : ''}; left: until it has shrunk to 0.001 of them. Towards α = ${threshold.toFixed(3)}, where the difference neither grows nor shrinks, both become endless.`,
  };
}

const isCommittee = (p: P): boolean => p.instance === 'committee';
export const parting: PictureSource<P> = { title: 'When two neurons part', when: isCommittee, draw: drawParting };
export const patience: PictureSource<P> = { title: 'Iterations until they part', when: isCommittee, draw: drawPatience };
