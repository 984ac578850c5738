import type { Batch, Layout, Outcome, Pause, Plan, Run } from '../../contract.ts';
import { makeOverlaps, takeStep, type Branch } from '../core.ts';
import { fixedPoint, makeProgress } from '../fixedPoint.ts';
import { instanceOf } from '../instances.ts';
import { mix } from '../iterate.ts';
import { writeFrame } from '../measure.ts';
import type { P } from '../params.ts';
import { startNormals, startSquares } from '../start.ts';

const pause = { kind: 'pause' } as const;

/** Does the theory start where each run does? Attention always starts at the target of a branch. */
export const isStartRandom = (p: P): boolean => p.start === 'replica' && p.instance !== 'attention';

/** An iteration that changes nothing by more than this share ends the trajectory: it stays where it is. */
const still = { drag: 1e-9, rest: 1e-13 } as const;
const stillAttention = 1e-8;

/**
 * State evolution of one branch from the start that the parameters name.
 *
 * Iterations are whole; between two of them frames, and the time at which a level is passed, are by straight lines.
 */
export function* runBranch(branch: Branch, p: P, batch: Batch, plan: Plan, layout: Layout): Run {
  const instance = instanceOf(p);
  const goal = yield* fixedPoint(p, branch, plan.quality);
  yield pause;
  const progressOf = makeProgress(p, [{ branch, overlap: goal.overlap }]);
  const outcomes: Outcome[] = [];
  const [before, after, values] = [new Float64Array(layout.size), new Float64Array(layout.size), new Float64Array(layout.size)];
  const smallest = p.instance === 'attention' ? stillAttention : still[plan.quality];
  for (let i = 0; i < batch.count; i++) {
    const replica = batch.firstReplica + i;
    const evolution = instance.evolution(p, branch, plan.quality);
    const [now, next] = [makeOverlaps(instance.units), makeOverlaps(instance.units)];
    const normals = isStartRandom(p) ? startNormals(batch.seed, replica, instance.units) : null;
    instance.writeStart(p, branch, p.start === 'informed' ? null : startSquares(normals, instance.units, p.dimension), now);
    const open = plan.questions.map(() => 0);
    let saved = 0;
    let [last, present] = [0, 0];
    let outcome: Outcome | null = null;
    for (let t = 0; outcome === null; t++) {
      // The step also yields the training error of the overlaps that it starts from.
      const status = yield* takeStep(evolution, now, next);
      const measured = status === 'ok';
      if (measured) {
        [last, present] = [present, progressOf(now)];
        if (saved < plan.saveAt.length) {
          before.set(after);
          writeFrame(p, now, present, evolution.trainError(), after, layout);
        }
      }
      const resting = measured && mix(now, next, evolution.damping) <= smallest * (1 - evolution.damping);
      if (measured) {
        for (let q = 0; q < open.length; q++) {
          const { levels } = plan.questions[q]!;
          while (open[q]! < levels.length && present >= levels[open[q]!]!) {
            const level = levels[open[q]!]!;
            const time = t === 0 || last >= level ? Math.max(0, t - 1) : t - 1 + (level - last) / (present - last);
            if (time > plan.budget) break;
            yield { kind: 'passage', replica, question: q, level: open[q]!, time };
            open[q]!++;
          }
        }
        const until = resting ? Infinity : t;
        for (; saved < plan.saveAt.length && plan.saveAt[saved]! <= until; saved++) {
          const share = t === 0 ? 1 : Math.min(1, plan.saveAt[saved]! - (t - 1));
          for (let c = 0; c < values.length; c++) values[c] = share === 1 ? after[c]! : (1 - share) * before[c]! + share * after[c]!;
          yield { kind: 'frame', replica, index: saved, values };
        }
      }
      const allSaved = saved === plan.saveAt.length;
      const allReached = open.length > 0 && open.every((reached, q) => reached === plan.questions[q]!.levels.length);
      if (!measured) outcome = { replica, end: 'diverged', time: t, reason: 'the map of state evolution has no value here' };
      else if (allReached && allSaved) outcome = { replica, end: 'learned', time: Math.min(t, plan.budget), reason: 'every level asked for was reached' };
      else if (allSaved && (resting || t >= plan.budget)) {
        const done = plan.saveAt.length > 0;
        outcome = { replica, end: done ? 'done' : 'budget', time: plan.budget, reason: done ? 'end of the run' : `not learned by ${plan.budget}` };
      }
      if (t % evolution.pauseEvery === evolution.pauseEvery - 1) yield pause;
    }
    outcomes.push(outcome);
    yield pause;
  }
  return outcomes;
}

/** Iterations until `progress` passes a level from a start of the given squares; null if it never does, or not within `most`. */
export function* passageTime(p: P, branch: Branch, squares: ArrayLike<number>, level: number, most: number): Generator<Pause, number | null> {
  const instance = instanceOf(p);
  const { overlap } = yield* fixedPoint(p, branch, 'drag');
  if (overlap === 0) return null;
  const progressOf = makeProgress(p, [{ branch, overlap }]);
  const evolution = instance.evolution(p, branch, 'drag');
  const [now, next] = [makeOverlaps(instance.units), makeOverlaps(instance.units)];
  instance.writeStart(p, branch, squares, now);
  let last = progressOf(now);
  if (last >= level) return 0;
  for (let t = 1; t <= most; t++) {
    if ((yield* takeStep(evolution, now, next)) === 'singular' || mix(now, next, evolution.damping) <= stillAttention * (1 - evolution.damping)) return null;
    const present = progressOf(now);
    if (present >= level) return t - 1 + (level - last) / (present - last);
    last = present;
    if (t % evolution.pauseEvery === 0) yield pause;
  }
  return null;
}
