import type { Batch, Criterion, End, Layout, Outcome, Passage, Plan, Run } from './contract.ts';

/** What an ordinary simulation writes; everything else (saving, passages, budget, pauses) is `stepped`'s. */
export interface Stepper {
  /** Does `n` steps of all lanes in a plain loop. */
  readonly advance: (n: number) => void;
  readonly read: (criterion: string, lane: number) => number;
  readonly write: (out: Float64Array, lane: number) => void;
  /** Why the run cannot go on, or null. */
  readonly trouble: (lane: number) => string | null;
  /** Gives back what it holds. */
  readonly close?: () => void;
}

export interface SteppedOptions<P> {
  readonly stepsPerUnit: (p: P) => number;
  /** Criteria are tested every `stride` steps; a passage is the first tested step at or beyond the level. */
  readonly stride: (p: P) => number;
  /** Nanoseconds a step of all lanes on an ordinary core: sizes the slices between pauses. */
  readonly stepCost: (p: P) => number;
  readonly criteria: Readonly<Record<string, Criterion>>;
  /** Replicas that one stepper serves side by side; 1 unless told. */
  readonly lanes?: number;
  /** A stepper for `count` replicas from `first` on, a lane each; `count` is at most `lanes`. */
  readonly make: (p: P, seed: number, first: number, count: number, layout: Layout) => Stepper;
}

const sliceNanoseconds = 4e6;
const pause = { kind: 'pause' } as const;

interface Lane {
  readonly replica: number;
  readonly open: number[];
  saved: number;
  end: End | null;
  reason: string;
  time: number;
}

/**
 * A runnable engine from a stepper: groups of replicas one after the other, frames at the step nearest to each save time,
 * passages tested at multiples of the stride, a pause about every 4 ms of predicted work. A lane that has ended rests
 * until its group has.
 *
 * A replica's numbers depend on (p, seed, replica) only, not on the save times, the levels or the batch.
 */
export const stepped =
  <P>({ stepsPerUnit, stride, stepCost, criteria, lanes: width = 1, make }: SteppedOptions<P>) =>
  function* run(p: P, batch: Batch, plan: Plan, layout: Layout): Run {
    const perUnit = stepsPerUnit(p);
    const testEvery = stride(p);
    const slice = Math.max(1, Math.floor(sliceNanoseconds / stepCost(p)));
    const lastStep = Math.round(plan.budget * perUnit);
    const outcomes: Outcome[] = [];
    const values = new Float64Array(layout.size);
    const saveStep = (index: number): number => Math.round(plan.saveAt[index]! * perUnit);

    const isDue = ({ saved }: Lane, step: number): boolean => saved < plan.saveAt.length && saveStep(saved) <= step;
    const save = function* (stepper: Stepper, lane: Lane, index: number, step: number) {
      stepper.write(values, index);
      // Several save times may fall on one step: it is measured once.
      for (; isDue(lane, step); lane.saved++) yield { kind: 'frame', replica: lane.replica, index: lane.saved, values } as const;
    };
    /** Passages of the latest tests; a plain function finds them, for a test is often as dear as the steps before it. */
    const passages: Passage[] = [];
    const test = (stepper: Stepper, lane: Lane, index: number, step: number): void => {
      const { open, replica } = lane;
      for (let q = 0; q < open.length; q++) {
        const { criterion, levels } = plan.questions[q]!;
        if (open[q]! >= levels.length) continue;
        const value = stepper.read(criterion, index);
        const above = criteria[criterion]!.direction === 'above';
        while (open[q]! < levels.length && (above ? value >= levels[open[q]!]! : value <= levels[open[q]!]!)) {
          passages.push({ kind: 'passage', replica, question: q, level: open[q]!, time: step / perUnit });
          open[q]!++;
        }
      }
      const trouble = stepper.trouble(index);
      if (trouble !== null) finish(lane, 'diverged', trouble, step);
    };
    const finish = (lane: Lane, end: End, reason: string, step: number): void => {
      lane.end = end;
      lane.reason = reason;
      lane.time = step / perUnit;
    };
    const judge = (lane: Lane, step: number): void => {
      const allSaved = lane.saved === plan.saveAt.length;
      const allReached = lane.open.every((reached, q) => reached === plan.questions[q]!.levels.length);
      if (allSaved && allReached && plan.questions.length > 0) finish(lane, 'learned', 'every level asked for was reached', step);
      else if (step >= lastStep) {
        const done = allSaved && plan.saveAt.length > 0;
        finish(lane, done ? 'done' : 'budget', done ? 'end of the run' : `not learned by ${plan.budget}`, step);
      }
    };

    const runGroup = function* (stepper: Stepper, group: readonly Lane[]) {
      let step = 0;
      let sincePause = 0;
      for (;;) {
        const tested = step % testEvery === 0 || step === lastStep;
        let nextSave = lastStep;
        let running = false;
        for (let index = 0; index < group.length; index++) {
          const lane = group[index]!;
          if (lane.end !== null) continue;
          if (isDue(lane, step)) yield* save(stepper, lane, index, step);
          if (tested) test(stepper, lane, index, step);
          if (passages.length > 0) yield* passages.splice(0);
          if (lane.end === null) judge(lane, step);
          if (lane.end !== null) continue;
          running = true;
          if (lane.saved < plan.saveAt.length) nextSave = Math.min(nextSave, saveStep(lane.saved));
        }
        if (!running) return;
        const target = Math.min(lastStep, step - (step % testEvery) + testEvery, step + slice - sincePause, nextSave);
        stepper.advance(target - step);
        sincePause += target - step;
        step = target;
        if (sincePause >= slice) {
          sincePause = 0;
          yield pause;
        }
      }
    };

    for (let at = 0; at < batch.count; at += width) {
      const count = Math.min(width, batch.count - at);
      const first = batch.firstReplica + at;
      const stepper = make(p, batch.seed, first, count, layout);
      const group = Array.from({ length: count }, (_, i): Lane => ({ replica: first + i, open: plan.questions.map(() => 0), saved: 0, end: null, reason: '', time: 0 }));
      try {
        yield* runGroup(stepper, group);
      } finally {
        stepper.close?.();
      }
      for (const { replica, end, time, reason } of group) outcomes.push({ replica, end: end!, time, reason });
      yield pause;
    }
    return outcomes;
  };
