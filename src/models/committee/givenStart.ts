import { writeCholesky } from '../../numerics/cholesky.ts';
import type { Problem } from '../contract.ts';
import { completeParams, type Params } from '../params.ts';
import { params, type P } from './params.ts';
import { writeCoordinates } from './start.ts';

const isSymmetric = (a: readonly number[], n: number): boolean => a.every((x, i) => x === a[(i % n) * n + Math.floor(i / n)]);

/** Is the symmetric matrix positive semi-definite, up to rounding? */
const isCovariance = (a: Float64Array, n: number): boolean => {
  const L = new Float64Array(n * n);
  writeCholesky(L, a, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k <= j; k++) sum += L[i * n + k]! * L[j * n + k]!;
      if (!(Math.abs(sum - a[i * n + j]!) <= 1e-9 * (1 + Math.abs(a[i * n + i]!) + Math.abs(a[j * n + j]!)))) return false;
    }
  }
  return true;
};

/** What is impossible about a given start: overlap matrices must be the Gram matrix of some weights. */
export const givenStartProblems = (p: P): readonly Problem[] => {
  if (p.start !== 'custom') return [];
  const K = p.hiddenUnits;
  const M = p.teacherUnits;
  const usual = completeParams(params, { hiddenUnits: K, teacherUnits: M } satisfies Params);
  const problems: Problem[] = [];
  const fault = (key: 'teacher' | 'norms' | 'overlaps', why: string): void => {
    problems.push({ key, why, use: { [key]: usual[key]! } });
  };
  const T = Float64Array.from(p.teacher);
  const L = new Float64Array(M * M);
  writeCholesky(L, T, M);
  let teacher: readonly number[] = p.teacher;
  if (!isSymmetric(p.teacher, M) || !isCovariance(T, M) || L.some((x, i) => i % (M + 1) === 0 && !(x > 1e-6))) {
    fault('teacher', 'T must be symmetric and positive definite');
    teacher = usual['teacher'] as readonly number[];
  }
  if (!isSymmetric(p.norms, K) || !isCovariance(Float64Array.from(p.norms), K)) fault('norms', 'Q must be symmetric and have no negative eigenvalue');
  const norms = problems.some((x) => x.key === 'norms') ? (usual['norms'] as readonly number[]) : p.norms;
  writeCholesky(L, Float64Array.from(teacher), M);
  const V = new Float64Array(K * K);
  writeCoordinates(K, M, norms, p.overlaps, L, new Float64Array(K * M), V);
  if (!isCovariance(V, K)) {
    fault('overlaps', 'R is larger than Q and T allow: Q - R T⁻¹ Rᵀ must have no negative eigenvalue');
    if (!isCovariance(withOverlaps(K, M, norms, usual['overlaps'] as readonly number[], L), K)) problems.push({ key: 'norms', why: 'Q is too small for the overlaps', use: { norms: usual['norms']! } });
  }
  return problems;
};

const withOverlaps = (K: number, M: number, norms: readonly number[], overlaps: readonly number[], L: Float64Array): Float64Array => {
  const V = new Float64Array(K * K);
  writeCoordinates(K, M, norms, overlaps, L, new Float64Array(K * M), V);
  return V;
};
