import { signalOf, singleTime, type Order } from './equations.ts';
import { featuresOf, type P } from './params.ts';
import { initialRate } from './rate.ts';
import { reducedSamples } from './reducedSamples.ts';
import { makeCurve } from './theory/curve.ts';
import { typicalStart, typicalVector } from './typicalStart.ts';

/** Features up to which the flow of a typical start is followed in full. */
const mostExact = 4096;

/** Can the flow tell a feature from the rest? Gaussian sources that all have one variance differ in nothing. */
export const canLearn = (p: P): boolean => {
  const { order } = signalOf(p);
  return order !== 0 && initialRate(p) > 0 && !(order === 2 && featuresOf(p) === p.dimension && p.dimension > 1);
};

/**
 * Predicted samples to learn, at a quantile of the learning time over random starts: the later, the smaller the winning overlap.
 *
 * The exact flow from the typical start of that winner; beyond 4096 features, and for a given overlap, the one-dimensional reduction, 2 % short there.
 * Over the random starts of the flow itself: medians to 5 %, deciles to 10 % from N = 64 on (k = 3: 20 %), too close together below.
 * Null where the flow never learns.
 */
export const predictedSamples = (p: P, threshold: number, quantile: number): number | null => {
  if (!canLearn(p)) return null;
  const { order, drift } = signalOf(p);
  const features = featuresOf(p);
  if (p.start === 'random' && features > 1 && features <= mostExact) {
    const curve = makeCurve(p, typicalVector(p, 1 - quantile));
    const place = curve.crossing(threshold, 0);
    return place === null ? null : place === 0 ? 0 : curve.samples(place);
  }
  const start = typicalStart(p, 1 - quantile);
  const rho = p.start === 'given' && featuresOf(p) === 1 ? 0 : start.rho;
  return reducedSamples(p, order as Order, drift, rho, p.start === 'given' ? p.initialOverlap : start.overlap, threshold);
};

/**
 * Default budget, in samples: eight times the predicted median.
 *
 * Where the flow does not learn from the median start (nothing to learn, k = 3 with one feature, no drift): eight times the time of a
 * single feature from |g| = 0.674, with the drift that the scaled rate refers to. At least a hundred steps.
 */
export const budgetOf = (p: P, _criterion: string, threshold: number): number => {
  const least = 100 * p.batch;
  const predicted = predictedSamples(p, threshold, 0.5);
  if (predicted !== null) return Math.ceil(Math.max(least, 8 * predicted));
  const { scale } = signalOf(p);
  const eta = initialRate(p);
  if (!(eta > 0) || !(scale.drift > 0)) return 1e4 * p.batch;
  const m0 = Math.min(0.5 * threshold, 0.674 / Math.sqrt(p.dimension));
  return Math.ceil(Math.max(least, (8 * p.batch * singleTime(scale.order, scale.drift, m0, threshold)) / eta));
};
