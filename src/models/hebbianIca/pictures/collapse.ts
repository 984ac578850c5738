import { exp } from '../../../numerics/exp.ts';
import { linearGrid } from '../../../numerics/linearGrid.ts';
import type { LinesPicture, Pause, PictureLine, PictureSource } from '../../contract.ts';
import { layoutOf } from '../../layout.ts';
import { signalOf, singleTime, type Order } from '../equations.ts';
import { predictedSamples } from '../predict.ts';
import { typicalVector } from '../typicalStart.ts';
import { observables } from '../observables.ts';
import { featuresOf, type P } from '../params.ts';
import { chain } from '../simulation/engines.ts';
import type { Start } from '../start.ts';
import { makeCurve } from '../theory/curve.ts';
import { pause } from './shared.ts';

const sizes = [16, 64, 256] as const;
/** Nanoseconds of predicted work of the runs. */
const work = 1e8;
const simulatedRuns = 2;

/** Shown part of the plateau, in units a tau before m = 1/2. */
const before: Readonly<Record<Order, number>> = { 2: 6, 3: 12, 4: 15 };
const after = 4;

const of = (p: P, dimension: number): P => ({ ...p, dimension, start: 'random', neurons: 1, mixing: 'source' });

/** The exact flow from a start, as m against a (tau - tau(m = 1/2)); null where it never gets there. */
export const trajectory = (p: P, start: Start, label: string): PictureLine | null => {
  const { order, drift } = signalOf(p);
  const { solution, crossing } = makeCurve({ ...p, rateRule: 'fixed' }, start);
  const half = crossing(0.5, 0);
  const end = half === null ? null : crossing(0.999, half);
  if (solution === null || half === null || end === null) return null;
  const zero = solution.tau(half);
  const [xs, ys]: [number[], number[]] = [[], []];
  for (const L of linearGrid(0, end, 160)) {
    const x = drift * (solution.tau(L) - zero);
    if (x < -before[order as Order] || x > after) continue;
    xs.push(x);
    ys.push(solution.overlap(L));
  }
  return xs.length < 2 ? null : { label, tone: 'theory', xs: Float64Array.from(xs), ys: Float64Array.from(ys) };
};

/** Runs of the chain, in the gradient time that they report; none where they are dear. */
function* simulated(p: P, seed: number): Generator<Pause, PictureLine[]> {
  const { order, drift } = signalOf(p);
  const typical = predictedSamples(p, 0.9, 0.5);
  if (typical === null || chain.cost(p, 4 * simulatedRuns * typical).work > work) return [];
  const layout = layoutOf(observables, p);
  const budget = Math.ceil(4 * typical);
  const run = chain.run(p, { seed, firstReplica: 0, count: simulatedRuns }, { saveAt: linearGrid(0, budget, 400), questions: [], budget, quality: 'rest' }, layout);
  const tracks = Array.from({ length: simulatedRuns }, () => ({ taus: [] as number[], ms: [] as number[] }));
  for (;;) {
    const { done, value } = run.next();
    if (done === true) break;
    if (value.kind === 'pause') yield pause;
    if (value.kind !== 'frame') continue;
    tracks[value.replica]!.taus.push(value.values[layout.offsets['tau']!]!);
    tracks[value.replica]!.ms.push(value.values[layout.offsets['overlap']!]!);
  }
  return tracks.flatMap(({ taus, ms }) => {
    const half = ms.findIndex((m) => m >= 0.5);
    if (half < 1) return [];
    const share = (0.5 - ms[half - 1]!) / (ms[half]! - ms[half - 1]!);
    const zero = taus[half - 1]! + share * (taus[half]! - taus[half - 1]!);
    const kept = taus.map((_, i) => i).filter((i) => drift * (taus[i]! - zero) > -before[order as Order] && drift * (taus[i]! - zero) < after);
    return kept.length < 2 ? [] : [{ label: '', tone: 'simulation' as const, xs: Float64Array.from(kept, (i) => drift * (taus[i]! - zero)), ys: Float64Array.from(kept, (i) => ms[i]!) }];
  });
}

/** Time a tau of a single feature from 1/2 to m. */
export const timeOf = (order: Order, m: number): number => (m < 0.5 ? -singleTime(order, 1, m, 0.5) : singleTime(order, 1, 0.5, m));

function* draw(p: P, seed: number): Generator<Pause, LinesPicture> {
  const order = signalOf(p).order as Order;
  const ms = linearGrid(-7, 7, 400).map((u) => 1 / (1 + exp(-u))).filter((m) => Math.abs(timeOf(order, m) + 0.5 * (before[order] - after)) < 0.5 * (before[order] + after));
  const law: PictureLine = { label: 'one source alone', tone: 'law', xs: ms.map((m) => timeOf(order, m)), ys: ms };
  yield pause;
  const flows: PictureLine[] = [];
  for (const N of sizes) {
    const q = of(p, N);
    // k = 3 with one feature: half of the starts never learn; the median of the others.
    const line = trajectory(q, typicalVector(q, order === 3 && featuresOf(q) === 1 ? 0.75 : 0.5), `flow, $N$ = ${N}`);
    yield pause;
    if (line !== null) flows.push(line);
  }
  let runs: PictureLine[] = [];
  let inputs = 0;
  for (const N of [sizes[1], sizes[0]]) {
    if (runs.length > 0) break;
    inputs = N;
    runs = yield* simulated(of(p, N), seed);
  }
  const [first, ...others] = runs;
  const named = first === undefined ? [] : [{ ...first, label: `runs, $N$ = ${inputs}` }, ...others];
  const drift = `a m${order === 2 ? '' : order === 3 ? '²' : '³'}(1 − m²)`;
  const alone = !p.allFeatures && p.features === 1;
  return {
    kind: 'lines',
    x: { label: 'gradient time from $m$ = 1/2, $a(τ − τ_{1/2})$', scale: 'linear' },
    y: { label: 'largest overlap $m$', scale: 'linear' },
    lines: [law, ...flows, ...named],
    note:
      `Typical starts, moved in time so that all reach $m$ = 1/2 together. ${alone ? 'All dimensions' : 'From there on all dimensions'} follow $dm/dτ$ = $${drift}$` +
      `${alone ? ', exactly' : ', the more closely the larger $N$; before, they part, as the other non-Gaussian sources slow the winner down, more in small dimensions. A start with two overlaps that are nearly equal stays off the curve for longer'}` +
      `${named.length > 0 ? '. Runs at a finite rate carry the noise of their samples' : ''}.`,
  };
}

export const collapse: PictureSource<P> = {
  title: 'All dimensions on one curve',
  when: (p) => signalOf(p).order !== 0 && !(signalOf(p).order === 2 && (p.allFeatures || p.features > 1)),
  draw,
};
