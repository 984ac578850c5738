import { makeOrder } from '../../../src/models/committee/equations.ts';
import { chainLanes, makeChain } from '../../../src/models/committee/simulation/chain.ts';
import { makeDirect } from '../../../src/models/committee/simulation/direct.ts';
import type { P } from '../../../src/models/committee/params.ts';
import { makeStart, writeOrder } from '../../../src/models/committee/start.ts';
import { makeChain as makeTwin, makeDraws } from '../../models/committee/twins/chain.ts';
import { timeInterleaved, type Case } from '../measure.ts';
import { compileProgram, differenceOf, yardstick, type Answer, type Program } from '../native.ts';
import { runDoubleDirect } from '../doubleDirect.ts';
import { runPlainChain } from '../plainChain.ts';
import { benchSeed, chainInput, paramsOf, stepsPerRun } from '../problem.ts';
import { notRun, ratioRow, type Goal, type Row } from '../row.ts';

const part = 'chain';

const chainCase = (id: string, p: P, steps: number): Case => ({
  id,
  units: steps,
  run: () => {
    for (let replica = 0; replica * stepsPerRun < steps; replica += chainLanes) {
      const chain = makeChain(p, benchSeed, replica, chainLanes);
      chain.advance(stepsPerRun);
      chain.close();
    }
  },
});

const twinCase = (id: string, p: P, steps: number): Case => ({ id, units: steps, run: () => {
  for (let replica = 0; replica * stepsPerRun < steps; replica++) makeTwin(p, benchSeed, replica, makeDraws(p, benchSeed, replica, p.dimension - p.hiddenUnits - p.teacherUnits)).advance(stepsPerRun);
} });

const plainCase = (id: string, p: P, steps: number): Case => ({ id, units: steps, run: () => {
  for (let replica = 0; replica * stepsPerRun < steps; replica++) runPlainChain(p, benchSeed, replica, stepsPerRun);
} });

const directCase = (id: string, p: P, steps: number): Case => ({ id, units: steps, run: () => {
  const direct = makeDirect(p, benchSeed, 0);
  direct.advance(steps);
  direct.close();
} });

const atLeast = (value: number): Goal => ({ sense: 'at least', value });
const atMost = (value: number): Goal => ({ sense: 'at most', value });

const dimensionRows = async (rounds: number): Promise<Row[]> => {
  const dimensions = [100, 1000, 1e5, 1e7];
  const size = await timeInterleaved(dimensions.map((N) => chainCase(String(N), paramsOf(N), 200_000)), rounds, 'processor');
  const baseline = size.get('100')!;
  return dimensions.slice(1).map((N) =>
    ratioRow({
      part, what: `exact chain, N = ${N.toLocaleString('en')}`, against: 'N = 100', times: size.get(String(N))!, baseline, unitName: 'step',
      ...(N === 1e7 ? { goal: atMost(1.3) } : {}),
    }));
};

const scriptRows = async (rounds: number): Promise<Row[]> => {
  const p = paramsOf(1000);
  const times = await timeInterleaved([chainCase('chain', p, 200_000), plainCase('plain', p, 20_000), twinCase('twin', p, 40_000)], rounds, 'processor');
  const ours = times.get('chain')!;
  return [
    ratioRow({ part, what: 'exact chain, N = 1000', against: 'plain TypeScript, as one writes it down', times: ours, baseline: times.get('plain')!, speedup: true, goal: atLeast(8), unitName: 'step' }),
    ratioRow({ part, what: 'exact chain, N = 1000', against: 'tuned TypeScript of the same numbers', times: ours, baseline: times.get('twin')!, speedup: true, unitName: 'step' }),
  ];
};

/** The C program and the kernel from the same start with the same random numbers must end at the same place. */
const checkState = (p: P, { A, V }: Answer): void => {
  const { hiddenUnits: K, teacherUnits: M } = p;
  const [ours, theirs] = [makeOrder(K, M), makeOrder(K, M)];
  const chain = makeChain(p, benchSeed, 0, chainLanes);
  chain.advance(stepsPerRun);
  chain.writeOrder(ours, 0);
  chain.close();
  writeOrder(theirs, K, M, makeStart(p, benchSeed, 0).L, Float64Array.from(A as number[]), Float64Array.from(V as number[]));
  const difference = Math.max(differenceOf(ours.R, theirs.R), ...Array.from({ length: K }, (_, k) => Math.abs(ours.Q[k * K + k]! - theirs.Q[k * K + k]!)));
  if (!(difference <= 1e-12)) throw new Error(`chain.c ends ${difference} away from the kernel: the two do not run the same chain`);
};

/** Nanoseconds of processor time a step of the scalar C program, as a case. */
export const nativeChainCase = (id: string, program: Program, p: P, repeats: number): Case => ({
  id,
  units: 1,
  run: () => {
    const answer = program.run(chainInput(p, stepsPerRun, repeats));
    checkState(p, answer);
    return answer.ns;
  },
});

const nativeRows = async (rounds: number): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const K of [2, 4]) {
    const what = `exact chain, N = 1000, K = M = ${K}`;
    const program = compileProgram('chain', K, K);
    if (typeof program === 'string') {
      rows.push(notRun(part, `${what}, against scalar C`, program));
      continue;
    }
    try {
      const p = paramsOf(1000, K);
      const times = await timeInterleaved([chainCase('chain', p, 200_000), nativeChainCase('c', program, p, 40)], rounds, 'processor');
      rows.push(ratioRow({ part, what, against: `scalar C (${yardstick}), same numbers`, times: times.get('chain')!, baseline: times.get('c')!, unitName: 'step' }));
    } finally {
      program.remove();
    }
  }
  return rows;
};

const bruteRows = async (rounds: number): Promise<Row[]> => {
  const brute = await timeInterleaved(
    [
      chainCase('chain', paramsOf(1000), 100_000),
      ...[1000, 4000].flatMap((N) => {
        const steps = Math.round(5e6 / N);
        return [directCase(`single ${N}`, paramsOf(N), steps), { id: `double ${N}`, units: steps, run: () => runDoubleDirect(paramsOf(N), benchSeed, steps) }];
      }),
    ],
    rounds, 'processor',
  );
  return ([[1000, 40], [4000, 200]] as const).flatMap(([N, goal]) =>
    (['double', 'single'] as const).map((precision) =>
      ratioRow({
        part, what: `exact chain, N = ${N}`, against: `brute force over all weights, ${precision} precision, same module`,
        times: brute.get('chain')!, baseline: brute.get(`${precision} ${N}`)!, speedup: true, unitName: 'step', ...(precision === 'double' ? { goal: atLeast(goal) } : {}),
      })));
};

const unitRows = async (rounds: number): Promise<Row[]> => {
  const units = await timeInterleaved([2, 4, 6].map((K) => chainCase(String(K), paramsOf(1000, K), 100_000)), rounds, 'processor');
  return [4, 6].map((K) => ratioRow({ part, what: `exact chain, K = M = ${K}`, against: 'K = M = 2', times: units.get(String(K))!, baseline: units.get('2')!, unitName: 'step' }));
};

/** Times of these rows are processor times. */
export const chainRows = async (rounds: number): Promise<Row[]> => [...(await dimensionRows(rounds)), ...(await scriptRows(rounds)), ...(await nativeRows(rounds)), ...(await bruteRows(rounds)), ...(await unitRows(rounds))];
