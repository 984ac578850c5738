import { BLOCK, fillChiSquares } from './chiSquares';
import { ROOT_HALF, ROOT_TWO_OVER_PI, stepOfTwo } from './chainOfTwo';
import { at, put } from './lanes';
import { fillNormals } from './normals';
import { both, erf, expOfNegative } from './vectorMath';

/**
 * The exact chain of a committee's order parameters, four replicas of one problem side by side; see the model's `chain.ts` for the formulas.
 *
 * Layout, in bytes: i32 K, M, steps of the block used up (64: none left); f64 at 16: eta/N, eta_v/N, 1 - kappa/N, the same for v, sigma,
 * and d, c of `fillChiSquares`; at 80, 144, 208 the streams of fields, rest and noise; at 272 four i32, counts of the rest.
 * From 288 on doubles: L (M x M), teacher's outputs (M); then four lanes a number: A (K x M), V (K x K, lower triangle), v (K),
 * scratch (K x K + 3 K), fields (64 x (M + K): xi, then zeta), rest (66), noise (64).
 * A, V and v below 1e-140 become 0 once a block.
 */
const HEAD: usize = 288;
const SMALLEST: f64 = 1e-140;

/** Bytes of the layout above. */
export function chainBytes(K: i32, M: i32): i32 {
  return <i32>HEAD + 8 * (M * M + M) + 32 * (K * M + 2 * K * K + 4 * K + BLOCK * (K + M) + 2 * BLOCK + 2);
}

/** One step of two lanes: `half` is 0 or 16. */
@inline
function step(K: i32, M: i32, p: usize, L: usize, output: usize, A: usize, V: usize, v: usize, scratch: usize, fields: usize, rest: v128, noise: v128, half: usize): void {
  const B = scratch;
  const across = B + (<usize>(K * K) << 5);
  const hidden = across + (<usize>K << 5);
  const gain = hidden + (<usize>K << 5);
  const zeta = fields + (<usize>M << 5);
  for (let k = 0; k < K; k++) {
    const diagonal = at(V, k * K + k, half);
    let pivot = diagonal;
    for (let m = 0; m < k; m++) {
      const b = at(B, k * K + m, half);
      pivot = f64x2.sub(pivot, f64x2.mul(b, b));
    }
    const zero = f64x2.le(pivot, f64x2.mul(both(1e-13), diagonal));
    const root = v128.andnot(f64x2.sqrt(pivot), zero);
    put(B, k * K + k, half, root);
    for (let i = k + 1; i < K; i++) {
      let sum = at(V, i * K + k, half);
      for (let m = 0; m < k; m++) sum = f64x2.sub(sum, f64x2.mul(at(B, i * K + m, half), at(B, k * K + m, half)));
      put(B, i * K + k, half, v128.andnot(f64x2.div(sum, root), zero));
    }
  }
  let error = f64x2.mul(both(load<f64>(p, 48)), noise);
  let rho = rest;
  for (let m = 0; m < M; m++) {
    let nu = f64x2.mul(both(load<f64>(L + (<usize>(m * M) << 3))), at(fields, 0, half));
    for (let j = 1; j <= m; j++) nu = f64x2.add(nu, f64x2.mul(both(load<f64>(L + (<usize>(m * M + j) << 3))), at(fields, j, half)));
    error = f64x2.add(error, f64x2.mul(both(load<f64>(output + (<usize>m << 3))), erf(f64x2.mul(both(ROOT_HALF), nu))));
  }
  for (let k = 0; k < K; k++) {
    let inside = f64x2.mul(at(A, k * M, half), at(fields, 0, half));
    for (let m = 1; m < M; m++) inside = f64x2.add(inside, f64x2.mul(at(A, k * M + m, half), at(fields, m, half)));
    let outside = f64x2.mul(at(B, k * K, half), at(zeta, 0, half));
    for (let l = 1; l <= k; l++) outside = f64x2.add(outside, f64x2.mul(at(B, k * K + l, half), at(zeta, l, half)));
    put(across, k, half, outside);
    const lambda = f64x2.add(inside, outside);
    const g = erf(f64x2.mul(both(ROOT_HALF), lambda));
    put(hidden, k, half, g);
    error = f64x2.sub(error, f64x2.mul(at(v, k, half), g));
    put(gain, k, half, f64x2.mul(both(ROOT_TWO_OVER_PI), expOfNegative(f64x2.mul(f64x2.mul(both(-0.5), lambda), lambda))));
    rho = f64x2.add(rho, f64x2.mul(at(zeta, k, half), at(zeta, k, half)));
  }
  const rate = both(load<f64>(p, 16));
  const secondRate = both(load<f64>(p, 24));
  const shrink = both(load<f64>(p, 32));
  const shrink2 = f64x2.mul(shrink, shrink);
  const outputShrink = both(load<f64>(p, 40));
  for (let k = 0; k < K; k++) {
    const weight = at(v, k, half);
    const c = f64x2.mul(f64x2.mul(f64x2.mul(rate, weight), error), at(gain, k, half));
    put(gain, k, half, c);
    put(v, k, half, f64x2.add(f64x2.mul(outputShrink, weight), f64x2.mul(f64x2.mul(secondRate, error), at(hidden, k, half))));
    for (let m = 0; m < M; m++) put(A, k * M + m, half, f64x2.add(f64x2.mul(shrink, at(A, k * M + m, half)), f64x2.mul(c, at(fields, m, half))));
    const mine = at(across, k, half);
    for (let l = 0; l <= k; l++) {
      const other = at(gain, l, half);
      const mixed = f64x2.mul(shrink, f64x2.add(f64x2.mul(c, at(across, l, half)), f64x2.mul(mine, other)));
      put(V, k * K + l, half, f64x2.add(f64x2.add(f64x2.mul(shrink2, at(V, k * K + l, half)), mixed), f64x2.mul(f64x2.mul(rho, c), other)));
    }
  }
}

/** Numbers too small to matter become 0: subnormal ones would slow everything down. */
@inline
function floor(from: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const x = v128.load(from + (<usize>i << 4));
    v128.store(from + (<usize>i << 4), v128.andnot(x, f64x2.lt(f64x2.abs(x), both(SMALLEST))));
  }
}

@inline
function run(K: i32, M: i32, p: usize, n: i32): void {
  const L = p + HEAD;
  const output = L + (<usize>(M * M) << 3);
  const A = output + (<usize>M << 3);
  const V = A + (<usize>(K * M) << 5);
  const v = V + (<usize>(K * K) << 5);
  const scratch = v + (<usize>K << 5);
  const fields = scratch + (<usize>(K * K + 3 * K) << 5);
  const rest = fields + (<usize>(BLOCK * (K + M)) << 5);
  const noise = rest + (<usize>(BLOCK + 2) << 5);
  let next = load<i32>(p, 8);
  for (let done = 0; done < n; done++) {
    if (next == BLOCK) {
      fillNormals(p + 80, fields, (BLOCK / 2) * (K + M));
      fillChiSquares(p + 144, p + 272, load<f64>(p, 56), load<f64>(p, 64), rest);
      if (load<f64>(p, 48) > 0) fillNormals(p + 208, noise, BLOCK / 2);
      floor(A, (K * M + K * K + K) << 1);
      next = 0;
    }
    const here = fields + (<usize>(next * (K + M)) << 5);
    if (K == 2 && M == 2) {
      stepOfTwo(p, L, output, A, V, v, here, at(rest, next, 0), at(noise, next, 0), 0);
      stepOfTwo(p, L, output, A, V, v, here, at(rest, next, 16), at(noise, next, 16), 16);
    } else {
      step(K, M, p, L, output, A, V, v, scratch, here, at(rest, next, 0), at(noise, next, 0), 0);
      step(K, M, p, L, output, A, V, v, scratch, here, at(rest, next, 16), at(noise, next, 16), 16);
    }
    next++;
  }
  store<i32>(p, next, 8);
}

/** `n` steps of all four lanes. */
export function chainSteps(p: usize, n: i32): void {
  const K = load<i32>(p);
  const M = load<i32>(p, 4);
  if (K == 2 && M == 2) run(2, 2, p, n);
  else run(K, M, p, n);
}
