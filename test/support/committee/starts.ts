import { committee } from '../../../src/models/committee/index.ts';
import type { P } from '../../../src/models/committee/params.ts';
import { makeStart, orderOf } from '../../../src/models/committee/start.ts';
import { completeParams } from '../../../src/models/params.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';

export const paramsOf = (given: Partial<P>): P => completeParams(committee.params, given) as unknown as P;

/** Upper triangle of Q, then R. */
const entriesOf = (Q: Float64Array, R: Float64Array, K: number): number[] => [...Q.filter((_, i) => i % K >= Math.floor(i / K)), ...R];

/** Order parameters of the model's random starts: a row for each replica. */
export const modelStarts = (p: P, replicas: number, seed: number): number[][] =>
  Array.from({ length: replicas }, (_, replica) => {
    const { Q, R } = orderOf(makeStart(p, seed, replica));
    return entriesOf(Q, R, p.hiddenUnits);
  });

/** Order parameters of real Gaussian weight vectors with the coordinate axes, times sqrt N, as teachers. */
export const gaussianStarts = ({ hiddenUnits: K, teacherUnits: M, dimension: N, initialNorm }: P, replicas: number): number[][] => {
  const stream = makeStream('Gaussian weights', K, M, N);
  const W = new Float64Array(K * N);
  return Array.from({ length: replicas }, () => {
    fillNormals(stream, W, K * N);
    const Q = new Float64Array(K * K);
    const R = new Float64Array(K * M);
    for (let k = 0; k < K; k++) {
      for (let l = 0; l < K; l++) for (let i = 0; i < N; i++) Q[k * K + l]! += (initialNorm * W[k * N + i]! * W[l * N + i]!) / N;
      for (let m = 0; m < M; m++) R[k * M + m] = Math.sqrt(initialNorm / N) * W[k * N + m]!;
    }
    return entriesOf(Q, R, K);
  });
};

export const columnOf = (rows: readonly (readonly number[])[], column: number): Float64Array => Float64Array.from(rows, (row) => row[column]!);
