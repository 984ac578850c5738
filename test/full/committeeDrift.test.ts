import { expect, it } from 'vitest';
import { kernels } from '../../src/kernels/load.ts';
import { reserve } from '../../src/kernels/memory.ts';
import { writeStreams } from '../../src/kernels/streams.ts';
import { makeOrder } from '../../src/models/committee/equations.ts';
import type { P } from '../../src/models/committee/params.ts';
import { makeDirect } from '../../src/models/committee/simulation/direct.ts';
import { runStream } from '../../src/numerics/random/stream.ts';
import { makeDirect as makePlainDirect } from '../models/committee/twins/direct.ts';
import { requestOfLink } from '../support/runLink.ts';

const N = 8000;
const samples = 1_000_000;

it('a million samples in single precision stay close to double precision, through the plateau', () => {
  const p = requestOfLink(`committee?engine=direct&dimension=${N}`).config.params as unknown as P;
  const seed = 7;
  const direct = makeDirect(p, seed, 0);
  const inputs = reserve(64 + 4 * N);
  writeStreams(inputs, 0, [1, 2, 3, 4].map((part) => runStream({ seed, model: 'committee', engine: 'direct', dimension: N, replica: 0, purpose: `inputs ${part}` }).state));
  const plain = makePlainDirect(p, seed, 0, (x) => {
    kernels().fillSingleNormals(inputs.pointer, inputs.pointer + 64, N / 8);
    x.set(inputs.f32(64, N));
  });
  const [single, double] = [makeOrder(2, 2), makeOrder(2, 2)];
  let [largest, at, before] = [0, 0, 0];
  for (let done = 0; done < samples; done += 10_000) {
    direct.advance(10_000);
    plain.advance(10_000);
    direct.writeOrder(single, 0);
    plain.writeOrder(double);
    for (const key of ['Q', 'R'] as const) {
      single[key].forEach((x, i) => {
        const difference = Math.abs(x - double[key][i]!);
        if (difference > largest) [largest, at] = [difference, (done + 10_000) / N];
      });
    }
    if (done + 10_000 === 20 * N) before = largest;
  }
  direct.close();
  inputs.release();
  console.log(`single against double precision, N = ${N}, ${samples} samples (to t = ${samples / N}): largest difference of Q and R ${largest.toExponential(1)} at t = ${at}; ${before.toExponential(1)} up to t = 20; R at the end ${[...double.R].map((r) => r.toFixed(3)).join(', ')}`);
  // The escape from the plateau multiplies a difference by about the square root of N.
  expect(before).toBeLessThan(1e-5);
  expect(largest).toBeLessThan(1e-3);
  expect(Math.max(...double.R)).toBeGreaterThan(0.6);
});
