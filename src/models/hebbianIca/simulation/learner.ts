import type { Layout } from '../../contract.ts';
import type { Stepper } from '../../stepped.ts';
import { makeReport, writeReport } from '../measure.ts';
import { shownFeatures } from '../start.ts';

/** What a simulation offers to be stepped. */
export interface Learner {
  /** Overlaps with the features at the start, of the first neuron. */
  readonly first: Float64Array;
  readonly advance: (n: number) => void;
  /** Overlaps with the features now, of the first neuron. */
  readonly writeOverlaps: (out: Float64Array) => void;
  readonly overlap: () => number;
  readonly leastOverlap: () => number;
  readonly tau: () => number;
  /** Gives back what it holds. */
  readonly close?: () => void;
}

/** The features with the largest overlaps at the start are shown, in that order, all the way. */
export const stepperOf = (learner: Learner, layout: Layout): Stepper => {
  const report = makeReport(layout);
  const now = new Float64Array(learner.first.length);
  let shown: Int32Array | null = null;
  return {
    advance: learner.advance,
    close: () => learner.close?.(),
    read: (criterion) => (criterion === 'learned' ? learner.overlap() : learner.leastOverlap()),
    write: (out) => {
      shown ??= shownFeatures(learner.first, report.v.length);
      learner.writeOverlaps(now);
      for (let i = 0; i < shown.length; i++) report.v[i] = now[shown[i]!]!;
      report.overlap = learner.overlap();
      report.leastOverlap = learner.leastOverlap();
      report.tau = learner.tau();
      writeReport(out, report, layout);
    },
    trouble: () => (report.tau === report.tau && learner.overlap() >= 0 ? null : 'the weights are no longer numbers'),
  };
};
