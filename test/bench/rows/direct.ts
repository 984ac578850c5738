import type { P } from '../../../src/models/committee/params.ts';
import { makeOrder } from '../../../src/models/committee/equations.ts';
import { makeDirect } from '../../../src/models/committee/simulation/direct.ts';
import { makeDirect as makeTwin } from '../../models/committee/twins/direct.ts';
import { timeInterleaved, warmUp, type Case } from '../measure.ts';
import { askPython, compileProgram, differenceOf, yardstick, type Answer } from '../native.ts';
import { benchSeed, directInput, paramsOf } from '../problem.ts';
import { notRun, ratioRow, type Row } from '../row.ts';

const part = 'direct';
const nameOf = (p: P): string => `brute force, N = ${p.dimension}, K = M = ${p.hiddenUnits}`;

const kernelCase = (id: string, p: P, steps: number): Case => ({
  id,
  units: steps,
  run: () => {
    const direct = makeDirect(p, benchSeed, 0);
    direct.advance(steps);
    direct.close();
  },
});

const awake = ({ id, run }: Case): Case => ({ id: `before ${id}`, units: 1, run: () => {
  warmUp(run as () => void);
  return 0;
} });

/** The C program and the kernel from the same start with the same random numbers must end at the same place. */
const checkState = (p: P, steps: number, { Q, R, v }: Answer): void => {
  const order = makeOrder(p.hiddenUnits, p.teacherUnits);
  const direct = makeDirect(p, benchSeed, 0);
  direct.advance(steps);
  direct.writeOrder(order, 0);
  direct.close();
  const K = p.hiddenUnits;
  const diagonal = (q: ArrayLike<number>): number[] => Array.from({ length: K }, (_, k) => q[k * K + k]!);
  const difference = Math.max(differenceOf(order.R, R as number[]), differenceOf(order.v, v as number[]), differenceOf(diagonal(order.Q), diagonal(Q as number[])));
  if (!(difference <= 1e-12)) throw new Error(`direct.c ends ${difference} away from the kernel: the two do not run the same samples`);
};

const nativeRow = async (p: P, steps: number, rounds: number): Promise<Row> => {
  const program = compileProgram('direct', p.hiddenUnits, p.teacherUnits);
  if (typeof program === 'string') return notRun(part, `${nameOf(p)}, against C`, program);
  try {
    const input = directInput(p, steps, 5);
    const native: Case = { id: 'c', units: 1, run: () => {
      const answer = program.run(input);
      checkState(p, steps, answer);
      return answer.ns;
    } };
    const ours = kernelCase('ours', p, steps);
    const times = await timeInterleaved([native, awake(ours), ours, awake(ours)], rounds, 'processor');
    return ratioRow({
      part, what: nameOf(p), against: `C of the same width (${yardstick}), same numbers`, times: times.get('ours')!, baseline: times.get('c')!,
      goal: { sense: 'at most', value: 1.15 }, unitName: 'step',
    });
  } finally {
    program.remove();
  }
};

const scriptRow = async (p: P, rounds: number): Promise<Row> => {
  const steps = 500;
  const twin: Case = { id: 'twin', units: steps, run: () => makeTwin(p, benchSeed, 0).advance(steps) };
  const times = await timeInterleaved([kernelCase('ours', p, 2000), twin], rounds, 'processor');
  return ratioRow({
    part, what: nameOf(p), against: 'tuned TypeScript (double precision)', times: times.get('ours')!, baseline: times.get('twin')!,
    speedup: true, goal: { sense: 'at least', value: 7 }, unitName: 'step',
  });
};

const numpyRow = async (p: P, rounds: number): Promise<Row> => {
  const text = directInput(p, 2000, 5);
  let missing: string | null = null;
  let dtype = '';
  const loop: Case = { id: 'numpy', units: 1, run: () => {
    const answer = askPython('directLoop.py', { text });
    if (typeof answer === 'string') {
      missing = answer;
      return NaN;
    }
    const told = answer as { ns: number; dtype: string };
    dtype = told.dtype;
    return told.ns;
  } };
  const times = await timeInterleaved([kernelCase('ours', p, 2000), loop], Math.min(rounds, 5), 'processor');
  if (missing !== null) return notRun(part, `${nameOf(p)}, against NumPy`, missing);
  return ratioRow({
    part, what: nameOf(p), against: `a NumPy loop over samples (${dtype}, the faster)`, times: times.get('ours')!, baseline: times.get('numpy')!,
    speedup: true, goal: { sense: 'at least', value: 15 }, unitName: 'step',
  });
};

/** Times of these rows are processor times. */
export const directRows = async (rounds: number): Promise<Row[]> => [
  await nativeRow(paramsOf(128), 8000, rounds),
  await nativeRow(paramsOf(512), 4000, rounds),
  await nativeRow(paramsOf(4000), 1000, rounds),
  await nativeRow(paramsOf(1000, 4), 2000, rounds),
  await scriptRow(paramsOf(512), rounds),
  await numpyRow(paramsOf(512), rounds),
];
