import { kernels } from '../../../src/kernels/load.ts';
import { reserve } from '../../../src/kernels/memory.ts';
import { params as schema, type P } from '../../../src/models/hiddenManifold/params.ts';
import { prepareSgd, type Sgd } from '../../../src/models/hiddenManifold/simulation/sgd.ts';
import { completeParams } from '../../../src/models/params.ts';
import { makeTwin } from '../../models/hiddenManifold/twins/sgd.ts';
import { timeInterleaved, type Case } from '../measure.ts';
import { benchSeed } from '../problem.ts';
import { ratioRow, type Goal, type Row } from '../row.ts';

const part = 'manifold';

const paramsOf = (dimension: number, latentDimension: number, more: Partial<P> = {}): P => ({ ...(completeParams(schema) as P), dimension, latent: 'dimension', latentDimension, ...more });

/** One replica, ready to run. */
const made = (p: P): Sgd => {
  const making = prepareSgd(p, benchSeed, 0);
  for (;;) {
    const step = making.next();
    if (step.done === true) return step.value;
  }
};

const nameOf = (p: P): string => `hidden manifold, ${p.features} F, ${p.fold}, N = ${p.dimension}, D = ${p.latentDimension}, K = M = ${p.hiddenUnits}`;

/** The product F c alone, a sample at a time, in single precision: what a plain simulation cannot be faster than. */
const productCase = (p: P, steps: number): { readonly one: Case; readonly release: () => void } => {
  const { dimension: N, latentDimension: D } = p;
  const block = reserve(4 * (N * D + N + D));
  block.f32(0, N * D + D).fill(0.5);
  const [c, u] = [block.pointer + 4 * N * D, block.pointer + 4 * (N * D + D)];
  return { one: { id: 'product', units: steps, run: () => { for (let i = 0; i < steps; i++) kernels().matvec32(block.pointer, N, D, c, u); } }, release: block.release };
};

const rowsOf = async (p: P, steps: number, rounds: number, goal?: Goal): Promise<Row[]> => {
  const sgd = made(p);
  const twin = makeTwin(p, benchSeed, 0);
  const product = productCase(p, steps);
  const fewer = Math.ceil(steps / 8);
  const cases: Case[] = [
    { id: 'ours', units: steps, run: () => sgd.advance(steps) },
    product.one,
    { id: 'twin', units: fewer, run: () => twin.advance(fewer) },
  ];
  const times = await timeInterleaved(cases, rounds, 'processor');
  sgd.close();
  product.release();
  return [
    ratioRow({
      part, what: nameOf(p), against: 'tuned TypeScript (double precision)', times: times.get('ours')!, baseline: times.get('twin')!, speedup: true, unitName: 'sample',
      ...(goal === undefined ? {} : { goal }),
    }),
    ratioRow({
      part, what: nameOf(p), against: 'the product F c alone (single precision kernel)', times: times.get('ours')!, baseline: times.get('product')!, unitName: 'sample',
      goal: { sense: 'at most', value: 2 },
    }),
  ];
};

/** Times of these rows are processor times. */
export const manifoldRows = async (rounds: number): Promise<Row[]> => [
  ...(await rowsOf(paramsOf(784, 392), 4000, rounds, { sense: 'at least', value: 8 })),
  ...(await rowsOf(paramsOf(500, 125), 16_000, rounds)),
  ...(await rowsOf(paramsOf(500, 250, { fold: 'tanh', hiddenUnits: 3, teacherUnits: 3 }), 8000, rounds)),
  ...(await rowsOf(paramsOf(4000, 1000), 200, rounds)),
  ...(await rowsOf(paramsOf(784, 392, { features: 'hadamard' }), 16_000, rounds)),
];
