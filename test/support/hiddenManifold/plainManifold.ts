import type { Manifold } from '../../../src/models/hiddenManifold/theory/manifold.ts';
import type { Task } from '../../../src/models/hiddenManifold/task.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import { makeStream } from '../../../src/numerics/random/stream.ts';

/** Gaussian features, teacher and weights of variance `norm`, without the kernels. */
export const plainManifold = ({ K, M, kind }: Task, N: number, D: number, norm: number, name: string): Manifold => {
  const normals = (purpose: string, count: number): Float64Array => {
    const out = new Float64Array(count);
    fillNormals(makeStream(name, purpose), out, count);
    return out;
  };
  return {
    N, D,
    F: kind === 'independent' ? new Float64Array(0) : normals('F', N * D),
    B: normals('B', M * (kind === 'latent' ? D : N)),
    w: normals('w', K * N).map((x) => Math.sqrt(norm) * x),
    v: new Float64Array(K).fill(1),
  };
};
