import { params as schema, type P } from '../../src/models/committee/params.ts';
import { makeStart } from '../../src/models/committee/start.ts';
import { completeParams } from '../../src/models/params.ts';
import { writeCholesky } from '../../src/numerics/cholesky.ts';
import { chiSquareConstants } from '../../src/numerics/random/chiSquare.ts';
import { runStream } from '../../src/numerics/random/stream.ts';

/** The default committee, rate 1, no noise. */
export const paramsOf = (dimension: number, units = 2): P => ({ ...(completeParams(schema) as P), dimension, hiddenUnits: units, teacherUnits: units });

export const benchSeed = 7;

/** Steps from one start; then the next replica starts, so that no row sees the end of learning only. */
export const stepsPerRun = 5000;

const stateOf = (p: P, engine: string, purpose: string): readonly number[] =>
  [...runStream({ seed: benchSeed, model: 'committee', engine, dimension: p.dimension, replica: 0, purpose }).state];

/** What `c/chain.c` reads: replica 0. */
export const chainInput = (p: P, steps: number, repeats: number): string => {
  const { L, A, V, v, task } = makeStart(p, benchSeed, 0);
  const N = p.dimension;
  const shrink = 1 - p.weightDecay / N;
  const { d, c } = chiSquareConstants(N - task.K - task.M);
  const streams = ['fields', 'rest', 'noise'].flatMap((purpose) => stateOf(p, 'chain', purpose));
  return [
    steps, repeats, p.learningRate / N, p.secondLayerRate / N, shrink, p.secondLayerRate > 0 ? shrink : 1, p.labelNoise, d, c,
    ...streams, ...L, ...task.A, ...A, ...V, ...v,
  ].join(' ');
};

/** What `c/direct.c` and `directLoop.py` read: replica 0. */
export const directInput = (p: P, steps: number, repeats: number): string => {
  const { L, A, V, v, task } = makeStart(p, benchSeed, 0);
  const { K, M } = task;
  const N = p.dimension;
  const root = Math.sqrt(N);
  const shrink = 1 - p.weightDecay / N;
  const B = new Float64Array(K * K);
  writeCholesky(B, V, K);
  const weights = new Float64Array(K * N);
  for (let k = 0; k < K; k++) {
    for (let m = 0; m < M; m++) weights[k * N + m] = root * A[k * M + m]!;
    for (let l = 0; l <= k; l++) weights[k * N + M + l] = root * B[k * K + l]!;
  }
  const streams = [1, 2, 3, 4].flatMap((part) => stateOf(p, 'direct', `inputs ${part}`));
  return [
    N, steps, repeats, p.learningRate / root, p.secondLayerRate / N, shrink, p.secondLayerRate > 0 ? shrink : 1, root,
    ...streams, ...L, ...task.A, ...v, ...weights,
  ].join(' ');
};
