import type { Batch, Criterion, End, Layout, Outcome, Passage, Pause, Plan, Run } from '../../contract.ts';

/** An error on fresh samples is an integral in up to four dimensions, half a millisecond. */
const framesAPause = 4;

/** A replica ready to be iterated: `stepped` without its plain loop, for steps that pause themselves. */
export interface Runner {
  /** One iteration; true when it moved nothing but rounding. */
  readonly step: () => Generator<Pause, boolean>;
  readonly read: (observable: string) => number;
  readonly write: (out: Float64Array) => void;
  /** Why the run cannot go on, or null. */
  readonly trouble: () => string | null;
  readonly release: () => void;
}

/**
 * An engine whose clock counts iterations: frames at the iteration nearest to each save time, every criterion tested after every iteration.
 *
 * A replica that has arrived keeps its numbers: frames that are still asked for repeat them, levels not reached stay so.
 * A replica's numbers depend on (p, seed, replica) only, not on the save times, the levels or the batch.
 */
export const iterated =
  <P>(criteria: Readonly<Record<string, Criterion>>, make: (p: P, seed: number, replica: number, layout: Layout) => Generator<Pause, Runner>) =>
  function* run(p: P, batch: Batch, plan: Plan, layout: Layout): Run {
    const values = new Float64Array(layout.size);
    const last = Math.round(plan.budget);
    const { saveAt, questions } = plan;

    const runOne = function* (runner: Runner, replica: number): Run {
      const reached = questions.map(() => 0);
      let saved = 0;
      let written = 0;
      const frames = function* (upTo: number) {
        if (!(saved < saveAt.length && Math.round(saveAt[saved]!) <= upTo)) return;
        runner.write(values);
        if (++written % framesAPause === 0) yield { kind: 'pause' } as const;
        for (; saved < saveAt.length && Math.round(saveAt[saved]!) <= upTo; saved++) yield { kind: 'frame', replica, index: saved, values } as const;
      };
      const passages = function* (time: number): Generator<Passage> {
        for (let q = 0; q < questions.length; q++) {
          const { criterion, levels } = questions[q]!;
          if (reached[q]! >= levels.length) continue;
          const { observable, direction } = criteria[criterion]!;
          const value = runner.read(observable);
          for (let level = reached[q]!; level < levels.length && (direction === 'above' ? value >= levels[level]! : value <= levels[level]!); level++) {
            yield { kind: 'passage', replica, question: q, level, time };
            reached[q] = level + 1;
          }
        }
      };
      const ended = (end: End, reason: string, time: number): Outcome[] => [{ replica, end, time, reason }];
      for (let step = 0; ; step++) {
        const settled = step > 0 && (yield* runner.step());
        const trouble = runner.trouble();
        if (trouble !== null) return ended('diverged', trouble, step);
        yield* frames(step);
        yield* passages(step);
        const allReached = questions.length > 0 && questions.every(({ levels }, q) => reached[q] === levels.length);
        if (allReached && saved === saveAt.length) return ended('learned', 'every level asked for was reached', step);
        if (settled) {
          yield* frames(last);
          return allReached ? ended('learned', 'every level asked for was reached', step) : ended('converged', 'the iteration has arrived where it stays', step);
        }
        if (step >= last) {
          const done = saved === saveAt.length && saveAt.length > 0;
          return ended(done ? 'done' : 'budget', done ? 'end of the run' : `not learned by ${plan.budget}`, step);
        }
      }
    };

    const outcomes: Outcome[] = [];
    for (let i = 0; i < batch.count; i++) {
      const replica = batch.firstReplica + i;
      const runner = yield* make(p, batch.seed, replica, layout);
      try {
        outcomes.push(...(yield* runOne(runner, replica)));
      } finally {
        runner.release();
      }
      yield { kind: 'pause' };
    }
    return outcomes;
  };
