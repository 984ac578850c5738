import { logGrid } from '../../../numerics/logGrid.ts';
import type { LinesPicture, Pause, PictureLine, PictureSource } from '../../contract.ts';
import { ridge, ridgeFixedPoint } from '../instances/ridge.ts';
import { makeOverlaps } from '../core.ts';
import type { P } from '../params.ts';
import { affordable, costOfRuns, simulate, valueOf } from './runs.ts';
import { errorsOver, lineOf, pause, pointsOf, said, saidWithError, type Dots } from './shared.ts';

const classifiers = [0.001, 0.1, 1] as const;
const ridges = [0.001, 0.01, 0.1, 1] as const;
const simulated = [0.25, 0.5, 1, 2, 4] as const;
const runs = 8;
const iterations = 200;
const typical = 60;
const largest = 400;
/** Nanoseconds for all runs. */
const work = 6e8;
const atRatio = (p: P, sampleRatio: number): P => ({ ...p, sampleRatio });
const costOf = (q: P): number => simulated.reduce((sum, alpha) => sum + costOfRuns(atRatio(q, alpha), runs, typical), 0);

/** Excess error of ridge regression at ratios of samples, by its closed form. */
export const ridgeErrors = (p: P, regularisation: number, alphas: Iterable<number>): Dots =>
  Array.from(alphas, (alpha): readonly [number, number] => {
    const now = makeOverlaps(1);
    const { q, theta } = ridgeFixedPoint(alpha, regularisation, p.noise);
    now.q[0] = q;
    now.theta[0] = theta;
    return [alpha, ridge.testError(p, now)];
  }).filter(([, error]) => error > 0);

const isPresent = (p: P, regularisation: number): boolean => regularisation === p.regularisation;

/** The present line first, then the others. */
function* linesOf(p: P): Generator<Pause, PictureLine[]> {
  if (p.instance === 'ridge') {
    const alphas = [...logGrid(0.1, 1, 25), ...logGrid(1, 10, 25).slice(1)];
    const others = ridges.filter((lambda) => !isPresent(p, lambda));
    yield pause;
    return [p.regularisation, ...others].flatMap((lambda, i) => lineOf(`$λ$ = ${said(lambda)}`, i === 0 ? 'theory' : 'faint', ridgeErrors(p, lambda, alphas)));
  }
  const alphas = logGrid(0.1, 10, 19);
  const best: P = { ...p, instance: 'perceptron' };
  const logistic = (regularisation: number): P => ({ ...p, instance: 'logistic', regularisation });
  const own = p.instance === 'perceptron';
  const lines = [...lineOf('best possible', own ? 'theory' : 'law', yield* errorsOver(best, alphas))];
  for (const lambda of classifiers.filter((one) => own || !isPresent(p, one))) lines.push(...lineOf(`logistic, $λ$ = ${lambda}`, 'faint', yield* errorsOver(logistic(lambda), alphas)));
  return own ? lines : [...lineOf(`logistic, $λ$ = ${said(p.regularisation)}`, 'theory', yield* errorsOver(p, alphas)), ...lines];
}

const noteOf = (p: P, at: readonly string[], dimension: number): string => {
  const measured = `Dots: ${runs} runs each of message passing at d = ${dimension}${at.length > 0 ? `, on average ${at.join(', ')} (± one standard error)` : ''}.`;
  if (p.instance !== 'ridge') return `State evolution. With a well-chosen λ logistic regression comes close to the best possible error, which falls as 0.442/α. ${measured}`;
  const peak = ridgeErrors(p, p.regularisation, [1])[0]?.[1] ?? 0;
  return `Exact for large d; label noise Δ = ${said(p.noise)}. ${p.noise > 0 ? `Where samples and weights are as many, α = 1, little regularisation lets the noise through: ${said(peak)} at the present λ.` : 'Without noise there is no peak at α = 1.'} ${measured}`;
};

function* draw(p: P, seed: number): Generator<Pause, LinesPicture> {
  const lines = yield* linesOf(p);
  const q = affordable(p, largest, work, costOf);
  const dots: (readonly [number, number])[] = [];
  const at: string[] = [];
  for (const alpha of simulated) {
    const errors = (yield* simulate(atRatio(q, alpha), seed, runs, iterations, null)).map((end) => valueOf(end, 'testError')).filter((error) => error > 0);
    dots.push(...errors.map((error): readonly [number, number] => [alpha, error]));
    if ((alpha === 1 || alpha === 2) && errors.length > 1) at.push(`${saidWithError(errors)} at α = ${alpha}`);
  }
  return {
    kind: 'lines',
    x: { label: 'samples per dimension $α$', scale: 'log' },
    y: p.instance === 'ridge' ? { label: 'mean square error, without the noise', scale: 'log' } : { label: 'share of wrong signs', scale: 'linear' },
    lines,
    points: pointsOf(`runs, $d$ = ${q.dimension}`, 'simulation', dots),
    marks: p.instance === 'ridge' ? [{ axis: 'x', value: 1, label: '$n$ = $d$' }] : [],
    note: noteOf(p, at, q.dimension),
  };
}

export const errors: PictureSource<P> = { title: 'Test error against samples', when: (p) => p.instance === 'perceptron' || p.instance === 'logistic' || p.instance === 'ridge', draw };
