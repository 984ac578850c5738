import type { Batch, Bounds, Engine, Layout, Outcome, Plan, Run } from '../../contract.ts';
import { signalOf } from '../equations.ts';
import { isWarming } from '../rate.ts';
import { largestSize, makeReport, writeReport } from '../measure.ts';
import { featuresOf, type P } from '../params.ts';
import { isStartRandom, makeStart, shownFeatures } from '../start.ts';
import { makeCurve } from './curve.ts';

const pause = { kind: 'pause' } as const;

/** The flow from the start of each replica; time in samples by the rate rule. Numbers do not depend on the save times. */
function* runFlow(p: P, batch: Batch, plan: Plan, layout: Layout): Run {
  const outcomes: Outcome[] = [];
  const now = new Float64Array(featuresOf(p));
  for (let i = 0; i < batch.count; i++) {
    const replica = batch.firstReplica + i;
    const start = makeStart(p, batch.seed, replica);
    const curve = makeCurve(p, start);
    const report = makeReport(layout);
    const values = new Float64Array(layout.size);
    const shown = plan.saveAt.length > 0 ? shownFeatures(start.v, report.v.length) : new Int32Array(0);
    let place = 0;
    for (let index = 0; index < plan.saveAt.length; index++) {
      const time = plan.saveAt[index]!;
      if (curve.solution === null) now.set(start.v);
      else {
        // Roots are sought from the last place on, a little before it for the rounding of its time.
        place = curve.placeOf(time, time > 0 && curve.samples(place) < time ? place : 0);
        curve.solution.write(place, now);
      }
      shown.forEach((feature, j) => (report.v[j] = now[feature]!));
      report.overlap = largestSize(now);
      report.leastOverlap = report.overlap;
      report.tau = isWarming(p) && curve.solution !== null ? curve.solution.tau(place) : (time * curve.eta) / p.batch;
      writeReport(values, report, layout);
      yield { kind: 'frame', replica, index, values };
      if (now.length > 5000 || index % 50 === 49) yield pause;
    }
    let allReached = plan.questions.length > 0;
    let latest = plan.saveAt.length > 0 ? plan.saveAt[plan.saveAt.length - 1]! : 0;
    for (let question = 0; question < plan.questions.length; question++) {
      const { levels } = plan.questions[question]!;
      let from = 0;
      for (let level = 0; level < levels.length; level++) {
        const at = curve.crossing(levels[level]!, from);
        const time = at === null ? Infinity : at === 0 ? 0 : curve.samples(at);
        if (at === null || !(time <= plan.budget)) {
          allReached = false;
          break;
        }
        yield { kind: 'passage', replica, question, level, time };
        from = at;
        latest = Math.max(latest, time);
      }
    }
    if (allReached) outcomes.push({ replica, end: 'learned', time: latest, reason: 'every level asked for was reached' });
    else if (plan.saveAt.length > 0) outcomes.push({ replica, end: 'done', time: plan.budget, reason: 'end of the run' });
    else outcomes.push({ replica, end: 'budget', time: plan.budget, reason: `not learned by ${plan.budget}` });
    yield pause;
  }
  return outcomes;
}

/** Closed forms need all K overlaps of the start. */
export const theoryBounds = (p: P): Bounds => ({
  neurons: { max: 1, why: 'the theory is of one neuron' },
  ...(p.allFeatures ? { dimension: { max: 1e5, why: 'the start of every overlap is drawn' } } : {}),
});

export const flow: Engine<P> = {
  side: 'theory',
  label: 'exact gradient flow',
  limit: '$η$ → 0',
  clock: 'samples',
  version: 1,
  random: isStartRandom,
  bounds: theoryBounds,
  // A passage or a frame needs about ten evaluations of 10 ns a feature, eight times that by quadrature.
  cost: (p) => ({ work: 5e4 + featuresOf(p) * 500 * (isWarming(p) || signalOf(p).order === 3 ? 8 : 1), bytes: 1e5 + 64 * featuresOf(p) }),
  run: runFlow,
};
