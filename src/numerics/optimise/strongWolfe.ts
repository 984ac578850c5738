/** A step along a direction, the value there and the slope along the direction. */
export interface Trial {
  readonly step: number;
  readonly value: number;
  readonly slope: number;
}

const decrease = 1e-4;
const mostTrials = 40;

/** Minimiser of the cubic through two trials, kept a tenth of the interval away from its ends; the middle where there is none. */
export const cubicStep = (a: Trial, b: Trial): number => {
  const chord = a.slope + b.slope - (3 * (a.value - b.value)) / (a.step - b.step);
  const square = chord * chord - a.slope * b.slope;
  const root = square > 0 ? Math.sqrt(square) * Math.sign(b.step - a.step) : NaN;
  const step = b.step - (b.step - a.step) * ((b.slope + root - chord) / (b.slope - a.slope + 2 * root));
  const low = Math.min(a.step, b.step);
  const high = Math.max(a.step, b.step);
  const margin = 0.1 * (high - low);
  return step >= low && step <= high ? Math.min(Math.max(step, low + margin), high - margin) : 0.5 * (low + high);
};

/**
 * Line search for the strong conditions of Wolfe.
 *
 * f(s) <= f(0) + 1e-4 s f'(0) + slack and |f'(s)| <= curvature |f'(0)|: steps are doubled until the interval holds such a point, then cubic steps narrow it
 *
 * @param start step 0, slope < 0
 * @param at value and slope at a step, by a generator, for it may pause
 * @param curvature in (1e-4, 1): .9 after a quasi-Newton step, .1 for an almost exact search
 * @param slack what rounding adds to a value: near a minimum differences of values are noise and the slope decides
 * @returns the accepted trial, the last one asked for; null when 40 trials were not enough
 * Source: J. Nocedal and S. J. Wright, Numerical Optimization (2006), algorithms 3.5 and 3.6.
 */
export function* strongWolfe<Y>(start: Trial, first: number, at: (step: number) => Generator<Y, Trial>, curvature: number, slack: number): Generator<Y, Trial | null> {
  const tooHigh = (trial: Trial): boolean => !(trial.value <= start.value + decrease * trial.step * start.slope + slack);
  const flat = (trial: Trial): boolean => Math.abs(trial.slope) <= curvature * Math.abs(start.slope);
  let trials = 0;
  let low = start;
  let high: Trial | null = null;
  let step = first;
  while (high === null) {
    if (trials++ === mostTrials) return null;
    const trial = yield* at(step);
    if (tooHigh(trial) || (trials > 1 && trial.value >= low.value + slack)) high = trial;
    else if (flat(trial)) return trial;
    else if (trial.slope >= 0) [low, high] = [trial, low];
    else {
      low = trial;
      step *= 2;
    }
  }
  for (;;) {
    if (trials++ === mostTrials) return null;
    const finite = high.value - high.value === 0 && high.slope - high.slope === 0;
    const trial: Trial = yield* at(finite ? cubicStep(low, high) : low.step + 0.1 * (high.step - low.step));
    if (tooHigh(trial) || trial.value > low.value + slack) high = trial;
    else {
      if (flat(trial)) return trial;
      if (trial.slope * (high.step - low.step) >= 0) high = low;
      low = trial;
    }
  }
}
