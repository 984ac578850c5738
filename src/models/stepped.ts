import type { Batch, Criterion, End, Layout, Outcome, Plan, Run } from './contract.ts';

/** What an ordinary simulation writes; everything else (saving, passages, budget, pauses) is `stepped`'s. */
export interface Stepper {
  /** Does `n` steps in a plain loop. */
  readonly advance: (n: number) => void;
  readonly read: (criterion: string) => number;
  readonly write: (out: Float64Array) => void;
  /** Why the run cannot go on, or null. */
  readonly trouble: () => string | null;
}

export interface SteppedOptions<P> {
  readonly stepsPerUnit: (p: P) => number;
  /** Criteria are tested every `stride` steps; a passage is the first tested step at or beyond the level. */
  readonly stride: (p: P) => number;
  /** Nanoseconds a step on an ordinary core: sizes the slices between pauses. */
  readonly stepCost: (p: P) => number;
  readonly criteria: Readonly<Record<string, Criterion>>;
  readonly make: (p: P, seed: number, replica: number, layout: Layout) => Stepper;
}

const sliceNanoseconds = 4e6;
const pause = { kind: 'pause' } as const;

/**
 * A runnable engine from a stepper: replicas one after the other, frames at the step nearest to each save time,
 * passages tested at multiples of the stride, a pause about every 4 ms of predicted work.
 *
 * A replica's numbers depend on (p, seed, replica) only, not on the save times, the levels or the batch.
 */
export const stepped =
  <P>({ stepsPerUnit, stride, stepCost, criteria, make }: SteppedOptions<P>) =>
  function* run(p: P, batch: Batch, plan: Plan, layout: Layout): Run {
    const perUnit = stepsPerUnit(p);
    const testEvery = stride(p);
    const slice = Math.max(1, Math.floor(sliceNanoseconds / stepCost(p)));
    const lastStep = Math.round(plan.budget * perUnit);
    const outcomes: Outcome[] = [];
    const values = new Float64Array(layout.size);
    for (let i = 0; i < batch.count; i++) {
      const replica = batch.firstReplica + i;
      const stepper = make(p, batch.seed, replica, layout);
      const open = plan.questions.map(() => 0);
      let step = 0;
      let saved = 0;
      let sincePause = 0;
      let measuredAt = -1;
      let end: End | null = null;
      let reason = '';
      while (end === null) {
        while (saved < plan.saveAt.length && Math.round(plan.saveAt[saved]! * perUnit) <= step) {
          // Several save times may fall on one step: it is measured once.
          if (measuredAt !== step) stepper.write(values);
          measuredAt = step;
          yield { kind: 'frame', replica, index: saved, values };
          saved++;
        }
        if (step % testEvery === 0 || step === lastStep) {
          for (let q = 0; q < open.length; q++) {
            const { criterion, levels } = plan.questions[q]!;
            if (open[q]! >= levels.length) continue;
            const value = stepper.read(criterion);
            const above = criteria[criterion]!.direction === 'above';
            while (open[q]! < levels.length && (above ? value >= levels[open[q]!]! : value <= levels[open[q]!]!)) {
              yield { kind: 'passage', replica, question: q, level: open[q]!, time: step / perUnit };
              open[q]!++;
            }
          }
          const trouble = stepper.trouble();
          if (trouble !== null) {
            end = 'diverged';
            reason = trouble;
            break;
          }
        }
        const allSaved = saved === plan.saveAt.length;
        const allReached = open.every((reached, q) => reached === plan.questions[q]!.levels.length);
        if (allSaved && allReached && plan.questions.length > 0) {
          end = 'learned';
          reason = 'every level asked for was reached';
        } else if (step >= lastStep) {
          end = allSaved && plan.saveAt.length > 0 ? 'done' : 'budget';
          reason = end === 'done' ? 'end of the run' : `not learned by ${plan.budget}`;
        } else {
          let target = Math.min(lastStep, step - (step % testEvery) + testEvery, step + slice - sincePause);
          if (!allSaved) target = Math.min(target, Math.round(plan.saveAt[saved]! * perUnit));
          stepper.advance(target - step);
          sincePause += target - step;
          step = target;
          if (sincePause >= slice) {
            sincePause = 0;
            yield pause;
          }
        }
      }
      outcomes.push({ replica, end, time: step / perUnit, reason });
      yield pause;
    }
    return outcomes;
  };
