import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { makePackedFlow, pack, packedLength } from '../../../src/models/committee/packed.ts';
import { params as schema, type P } from '../../../src/models/committee/params.ts';
import { makeStart, orderOf } from '../../../src/models/committee/start.ts';
import { completeParams } from '../../../src/models/params.ts';
import { makeDormandPrince } from '../../../src/numerics/ode/dormandPrince.ts';
import { root } from '../../support/site.ts';
import { summaryOf, timeInterleaved, warmUp } from '../measure.ts';
import { nanosecondsText, notRun, row, type Goal, type Row } from '../row.ts';

const end = 160;
const tolerances = { rtol: 1e-8, atol: 1e-10 };
const goals: Readonly<Record<number, number>> = { 2: 50, 4: 10 };

interface Solved {
  readonly seconds: number;
  readonly evaluations: number;
  readonly y: readonly number[];
}

const startOf = (units: number) => {
  const p: P = { ...(completeParams(schema) as P), hiddenUnits: units, teacherUnits: units };
  const start = makeStart(p, 7, 0);
  const y0 = new Float64Array(packedLength(start.task));
  pack(y0, orderOf(start));
  return { task: start.task, y0, learningRate: p.learningRate };
};

const solve = (units: number): { evaluations: number; y: Float64Array } => {
  const { task, y0 } = startOf(units);
  const solver = makeDormandPrince(makePackedFlow(task), y0, 0, tolerances);
  while (solver.t < end) {
    const result = solver.step(end);
    if (result !== 'ok') throw new Error(`the solver stopped at ${solver.t}: ${result}`);
  }
  return { evaluations: solver.evaluations, y: solver.y };
};

/** The same equations, start and tolerances in SciPy; a text where that is not possible. */
const solveInPython = (units: number): Solved | string => {
  const { y0, learningRate } = startOf(units);
  const input = JSON.stringify({ units, learningRate, end, y0: [...y0], ...tolerances });
  const { status, stdout, stderr, error } = spawnSync('python3', [join(root, 'test/bench/saadSolla.py')], { input, encoding: 'utf8' });
  if (error !== undefined) return 'no python3 here';
  if (status === 3) return 'python3 has no NumPy and SciPy';
  if (status !== 0) throw new Error(`saadSolla.py ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Solved;
};

const differenceOf = (a: ArrayLike<number>, b: readonly number[]): number => Math.max(...b.map((x, i) => Math.abs(x - a[i]!)));

export const odeRows = async (rounds: number): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const units of [2, 4]) {
    const what = `Saad-Solla equations to t = ${end}, K = M = ${units}`;
    const peer: Solved[] = [];
    let missing: string | null = null;
    const repeats = units === 2 ? 20 : 3;
    const askPeer = (): void => {
      if (missing !== null) return;
      const solved = solveInPython(units);
      if (typeof solved === 'string') missing = solved;
      else peer.push(solved);
    };
    const ours = { id: 'ours', units: repeats, run: () => { for (let i = 0; i < repeats; i++) solve(units); } };
    const cases = [{ id: 'peer', units: 1, run: askPeer }, { id: 'warm', units: 1, run: () => warmUp(() => solve(units)) }, ours, { id: 'warm again', units: 1, run: () => warmUp(() => solve(units)) }];
    const times = (await timeInterleaved(cases, Math.min(rounds, 5))).get('ours')!;
    const { evaluations, y } = solve(units);
    rows.push(row({ part: 'ode', what, unit: 'ms', numbers: summaryOf(times.map((ns) => ns / 1e6)), note: `${evaluations} evaluations, ${nanosecondsText(summaryOf(times).median / evaluations)} each` }));
    if (missing !== null) {
      rows.push(notRun('ode', `${what}, against SciPy's RK45`, missing));
      continue;
    }
    // The first answer belongs to the round that warms up.
    const counted = peer.slice(1);
    const difference = differenceOf(y, peer[0]!.y);
    if (!(difference < 1e-5)) throw new Error(`SciPy's end state differs by ${difference}: the two do not solve the same problem`);
    rows.push(row({
      part: 'ode', what: `${what}, times faster`, unit: 'x', against: "SciPy's RK45 with a NumPy right-hand side",
      numbers: summaryOf(counted.map(({ seconds }, i) => (seconds * 1e9) / times[i]!)),
      note: `${counted[0]!.evaluations} evaluations there, ${nanosecondsText(summaryOf(counted.map(({ seconds }) => seconds * 1e9)).median)}; end states differ by ${difference.toExponential(1)}`,
      goal: { sense: 'at least', value: goals[units]! } satisfies Goal,
    }));
  }
  return rows;
};
