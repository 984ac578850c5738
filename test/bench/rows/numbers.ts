import { fillChiSquares } from '../../../src/numerics/random/chiSquare.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';
import { erf } from '../../../src/numerics/erf.ts';
import { kernels } from '../../../src/kernels/load.ts';
import { reserve } from '../../../src/kernels/memory.ts';
import { writeStreams } from '../../../src/kernels/streams.ts';
import { timeInterleaved } from '../measure.ts';
import { ratioRow, type Row } from '../row.ts';
import { longRunRows } from './normals.ts';

const count = 400_000;

/** The textbook way: Math.random, Math.log, Math.cos and Math.sin, both normals of a pair used. */
const fillTextbook = (out: Float64Array): void => {
  for (let i = 0; i < out.length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - Math.random()));
    const angle = 2 * Math.PI * Math.random();
    out[i] = radius * Math.cos(angle);
    out[i + 1] = radius * Math.sin(angle);
  }
};

export const numberRows = async (rounds: number): Promise<Row[]> => {
  const out = new Float64Array(count);
  const points = Float64Array.from({ length: count }, (_, i) => -4 + (8 * i) / count);
  const stream = makeStream(7, 'bench');
  const block = reserve(64 + 8 * count);
  writeStreams(block, 0, ['a', 'b', 'c', 'd'].map((lane) => makeStream(7, 'bench', lane).state));
  const cases = [
    { id: 'textbook', units: count, run: () => fillTextbook(out) },
    { id: 'normal of the kernels', units: count, run: () => kernels().fillNormals(block.pointer, block.pointer + 64, count / 8) },
    { id: 'normal', units: count, run: () => fillNormals(stream, out, count) },
    { id: 'chi-square, 10 degrees', units: count, run: () => fillChiSquares(stream, 10, out, count) },
    { id: 'chi-square, 1e7 degrees', units: count, run: () => fillChiSquares(stream, 1e7, out, count) },
    { id: 'erf', units: count, run: () => { for (let i = 0; i < count; i++) out[i] = erf(points[i]!); } },
  ];
  const times = await timeInterleaved(cases, rounds, 'processor');
  block.release();
  const baseline = times.get('textbook')!;
  return [
    ...cases.slice(1).map(({ id }) => ratioRow({ part: 'numbers', what: id, against: 'a Box-Muller normal of Math functions', times: times.get(id)!, baseline, unitName: 'number' })),
    ratioRow({
      part: 'numbers', what: 'normal of the kernels', against: 'the same in tuned TypeScript', times: times.get('normal of the kernels')!, baseline: times.get('normal')!,
      speedup: true, unitName: 'number',
    }),
    ...longRunRows(rounds <= 3 ? 1e7 : 1e9),
  ];
};
