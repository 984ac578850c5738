import { kernels } from '../../../src/kernels/load.ts';
import { reserve } from '../../../src/kernels/memory.ts';
import { writeStreams } from '../../../src/kernels/streams.ts';
import { erfc } from '../../../src/numerics/erfc.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';
import { summaryOf } from '../measure.ts';
import { row, type Row } from '../row.ts';

const tails = [3, 4, 5] as const;
/** E x^k of a standard normal for k = 0..12. */
const moments = [1, 0, 1, 0, 3, 0, 15, 0, 105, 0, 945, 0, 10_395];

interface Counted {
  count: number;
  /** Sums of x^k, k = 1..6. */
  readonly sums: Float64Array;
  readonly beyond: Float64Array;
}

const makeCounted = (): Counted => ({ count: 0, sums: new Float64Array(7), beyond: new Float64Array(tails.length) });

/** Sums of a block first: a billion numbers added one by one would lose digits. */
const add = (to: Counted, xs: ArrayLike<number>): void => {
  let [a, b, c, d, e, f] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i]!;
    const x2 = x * x;
    const x3 = x2 * x;
    a += x;
    b += x2;
    c += x3;
    d += x2 * x2;
    e += x3 * x2;
    f += x3 * x3;
    if (x2 > 9) for (let t = 0; t < tails.length; t++) if (x2 > tails[t]! ** 2) to.beyond[t]!++;
  }
  [0, a, b, c, d, e, f].forEach((sum, k) => (to.sums[k]! += sum));
  to.count += xs.length;
};

/** Deviations of the moments 1 to 6 and of the counts beyond 3, 4, 5, in standard errors. */
const deviationsOf = ({ count, sums, beyond }: Counted) => ({
  ofMoments: [1, 2, 3, 4, 5, 6].map((k) => (sums[k]! / count - moments[k]!) / Math.sqrt((moments[2 * k]! - moments[k]! ** 2) / count)),
  ofTails: tails.map((t, i) => {
    const p = erfc(t / Math.SQRT2);
    return (beyond[i]! - p * count) / Math.sqrt(p * (1 - p) * count);
  }),
});

const rowOf = (what: string, counted: Counted): Row => {
  const { ofMoments, ofTails } = deviationsOf(counted);
  const signed = (z: number): string => (z < 0 ? '' : '+') + z.toFixed(1);
  const note = `moments 1-6: ${ofMoments.map(signed).join(' ')}; beyond ${tails.map((t, i) => `${t}: ${counted.beyond[i]} (${signed(ofTails[i]!)})`).join(', ')}`;
  return row({
    part: 'numbers', what: `${counted.count.toExponential(0)} ${what}, largest deviation`, unit: 'standard errors',
    numbers: summaryOf([Math.max(...[...ofMoments, ...ofTails].map(Math.abs))]), note, goal: { sense: 'at most', value: 4 },
  });
};

const doubles = (wanted: number): Row => {
  const pairs = 8192;
  const block = reserve(64 + 64 * pairs);
  const counted = makeCounted();
  writeStreams(block, 0, ['a', 'b', 'c', 'd'].map((lane) => makeStream('long run', lane).state));
  const numbers = block.f64(64, 8 * pairs);
  while (counted.count < wanted) {
    kernels().fillNormals(block.pointer, block.pointer + 64, pairs);
    add(counted, numbers);
  }
  block.release();
  return rowOf('normals in double precision', counted);
};

/** The inputs that brute force draws; `direct.ts` of the kernels tells where they are. */
const singles = (wanted: number): Row => {
  const N = 10_000;
  const { directBytes, directSteps } = kernels();
  const block = reserve(directBytes(N, 1));
  const counted = makeCounted();
  block.u32(0, 4).set([1, 1, N, N]);
  block.f64(16, 6).set([0, 0, 1, 1, 0, 1]);
  writeStreams(block, 64, ['a', 'b', 'c', 'd'].map((lane) => makeStream('long run', 'single', lane).state));
  const inputs = block.f32(3072, N);
  while (counted.count < wanted) {
    directSteps(block.pointer, 1);
    add(counted, inputs);
  }
  block.release();
  return rowOf('normals in single precision', counted);
};

/** The generators over a long run: moments and tails. */
export const longRunRows = (wanted: number): Row[] => [doubles(wanted), singles(wanted)];
