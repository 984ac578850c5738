import { exp } from '../../../numerics/exp.ts';
import { log } from '../../../numerics/log.ts';
import { logGrid } from '../../../numerics/logGrid.ts';
import { panelNodes } from '../../../numerics/quadrature/gaussLegendre.ts';
import type { LinesPicture, Pause, PictureSource } from '../../contract.ts';
import { reducedDrift, signalOf } from '../equations.ts';
import { initialRate, isWarming } from '../rate.ts';
import { typicalStart } from '../typicalStart.ts';
import { featuresOf, type P } from '../params.ts';
import { hasWinner, levelOf, pause, said } from './shared.ts';

const { x: shares, weight } = panelNodes(Array.from({ length: 33 }, (_, i) => i / 32), 6);

export interface Schedules {
  /** Samples at the best rate at every overlap. */
  readonly best: number;
  /** Samples at a constant rate; null where the noise stops the overlap on the way. */
  readonly constant: (eta: number) => number | null;
  /** Largest constant rate that gets there. */
  readonly most: number;
}

/**
 * Mean overlap from m0 to m1 with the noise of the samples, a step: dm = eta F(m) - eta^2 N B m / 2b, F = a (m^(k-1)(1-m^2) - rho m (1-m^2)^(k/2)).
 *
 * best at each overlap eta*(m) = b F / (N B m): dm/dn = F^2 / (2 N B m). Integrals over ln m in 32 panels, 1e-6 away from the largest rate.
 * As N grows the best constant rate needs 1.228 times as many samples for k = 4 (constantTime).
 */
export const schedulesOf = (p: P, rho: number, m0: number, m1: number): Schedules | null => {
  const { order, drift, noise } = signalOf(p);
  if (order === 0 || !(m0 > 0 && m0 < m1)) return null;
  const span = log(m1 / m0);
  const grid = shares.map((share) => m0 * exp(span * share));
  const force = grid.map((m) => reducedDrift(order, drift, rho, m));
  const drag = (p.dimension * noise) / p.batch;
  if (force.some((F) => !(F > 0))) return null;
  let best = 0;
  let most = Math.min(...[m0, m1].map((m) => (2 * reducedDrift(order, drift, rho, m)) / (drag * m)));
  grid.forEach((m, i) => {
    best += (weight[i]! * m * 2 * p.dimension * noise * m) / (force[i]! * force[i]!);
    most = Math.min(most, (2 * force[i]!) / (drag * m));
  });
  if (!(most > 0)) return null;
  return {
    best: best * span,
    most,
    constant: (eta) => {
      if (eta >= most) return null;
      let sum = 0;
      for (let i = 0; i < grid.length; i++) {
        const speed = eta * force[i]! - 0.5 * eta * eta * drag * grid[i]!;
        if (!(speed > 0)) return null;
        sum += (weight[i]! * grid[i]!) / speed;
      }
      return p.batch * span * sum;
    },
  };
};

const typical = (p: P): Schedules | null => {
  const start = typicalStart(p, signalOf(p).order === 3 && featuresOf(p) === 1 ? 0.75 : 0.5);
  const given = p.start === 'given';
  return schedulesOf(p, given && featuresOf(p) === 1 ? 0 : start.rho, given ? p.initialOverlap : start.overlap, levelOf(p));
};

/** The constant rate with the fewest samples, by thirds in ln eta. */
export const bestConstant = ({ most, constant }: Schedules): { readonly eta: number; readonly samples: number } => {
  let [low, high] = [log(most) - 6, log(most)];
  const at = (x: number): number => constant(exp(x)) ?? Infinity;
  for (let round = 0; round < 50; round++) {
    const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
    if (at(a) < at(b)) high = b;
    else low = a;
  }
  const eta = exp(low);
  return { eta, samples: at(low) };
};

function* draw(p: P): Generator<Pause, LinesPicture> {
  const schedules = typical(p)!;
  yield pause;
  const least = bestConstant(schedules);
  yield pause;
  const xs: number[] = [];
  const ys: number[] = [];
  for (const eta of logGrid(least.eta / 8, schedules.most, 120)) {
    const samples = schedules.constant(eta);
    if (samples === null || samples > 12 * schedules.best) continue;
    xs.push(eta);
    ys.push(samples / schedules.best);
  }
  const ratio = least.samples / schedules.best;
  const present = isWarming(p) ? null : initialRate(p);
  const visible = present !== null && present >= xs[0]! && present <= xs.at(-1)!;
  const own = present === null ? null : schedules.constant(present);
  const told =
    present === null ? '' : own === null ? '. At the present rate the mean overlap does not rise all the way' : `. The present rate needs ${said(own / schedules.best)} times as many`;
  return {
    kind: 'lines',
    x: { label: 'constant rate $η$', scale: 'log' },
    y: { label: 'samples, relative to the warm-up', scale: 'linear' },
    lines: [{ label: 'constant rate', tone: 'theory', xs: Float64Array.from(xs), ys: Float64Array.from(ys) }],
    points: [{ label: `${said(ratio)} times`, tone: 'law', xs: Float64Array.of(least.eta), ys: Float64Array.of(ratio) }],
    marks: [
      { axis: 'y', value: 1, label: 'warm-up: best rate at every overlap' },
      ...(visible ? [{ axis: 'x', value: present, label: 'present rate' } as const] : []),
    ],
    note:
      `Derived here: mean overlap from a typical start with the noise of the samples. The best constant rate, $η$ = ${said(least.eta)}, needs ${said(ratio)} times the samples of a rate that follows the overlap${told}` +
      `${signalOf(p).order !== 2 ? '; as $N$ grows the least is 1.23 times' : ''}. Starts that noise redraws are left out.`,
  };
}

export const schedule: PictureSource<P> = { title: 'Warm-up against a constant rate', when: (p) => hasWinner(p) && typical(p) !== null, draw };
