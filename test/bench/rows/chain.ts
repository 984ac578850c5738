import { chainLanes, makeChain } from '../../../src/models/committee/simulation/chain.ts';
import { makeDirect } from '../../../src/models/committee/simulation/direct.ts';
import { params as schema, type P } from '../../../src/models/committee/params.ts';
import { completeParams } from '../../../src/models/params.ts';
import { timeInterleaved, type Case } from '../measure.ts';
import { ratioRow, type Goal, type Row } from '../row.ts';

const paramsOf = (dimension: number, units = 2): P => ({ ...(completeParams(schema) as P), dimension, hiddenUnits: units, teacherUnits: units });

/** Steps from one start; then the next replica starts, so that no row sees the end of learning only. */
const stepsPerRun = 5000;

const chainCase = (id: string, p: P, steps: number): Case => ({
  id,
  units: steps,
  run: () => {
    for (let replica = 0; replica * stepsPerRun < steps; replica += chainLanes) {
      const chain = makeChain(p, 7, replica, chainLanes);
      chain.advance(stepsPerRun);
      chain.close();
    }
  },
});

const directCase = (id: string, p: P, steps: number): Case => ({ id, units: steps, run: () => {
  const direct = makeDirect(p, 7, 0);
  direct.advance(steps);
  direct.close();
} });

const atLeast = (value: number): Goal => ({ sense: 'at least', value });

export const chainRows = async (rounds: number): Promise<Row[]> => {
  const dimensions = [100, 1000, 1e5, 1e7];
  const size = await timeInterleaved(dimensions.map((N) => chainCase(String(N), paramsOf(N), 200_000)), rounds);
  const base = size.get('100')!;
  const rows = dimensions.slice(1).map((N) =>
    ratioRow({
      part: 'chain', what: `exact chain, N = ${N.toLocaleString('en')}`, against: 'N = 100', times: size.get(String(N))!, baseline: base, unitName: 'step',
      ...(N === 1e7 ? { goal: { sense: 'at most', value: 1.3 } as Goal } : {}),
    }));
  const brute = await timeInterleaved(
    [chainCase('chain', paramsOf(1000), 50_000), directCase('direct 1000', paramsOf(1000), 3000), directCase('direct 4000', paramsOf(4000), 800)], rounds,
  );
  for (const [N, goal] of [[1000, 40], [4000, 200]] as const) {
    rows.push(ratioRow({
      part: 'chain', what: `exact chain, N = ${N}`, against: 'brute force over all weights', times: brute.get('chain')!, baseline: brute.get(`direct ${N}`)!,
      speedup: true, goal: atLeast(goal), unitName: 'step',
    }));
  }
  const units = await timeInterleaved([2, 4, 6].map((K) => chainCase(String(K), paramsOf(1000, K), 100_000)), rounds);
  for (const K of [4, 6]) {
    rows.push(ratioRow({ part: 'chain', what: `exact chain, K = M = ${K}`, against: 'K = M = 2', times: units.get(String(K))!, baseline: units.get('2')!, unitName: 'step' }));
  }
  return rows;
};
