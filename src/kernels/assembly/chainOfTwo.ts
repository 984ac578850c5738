import { at, put, spread } from './lanes';
import { both, erf, expOfNegative } from './vectorMath';

export const ROOT_HALF: f64 = 0.7071067811865476;
export const ROOT_TWO_OVER_PI: f64 = 0.7978845608028654;

/** An entry of V after the step. */
@inline
function entry(shrink: v128, shrink2: v128, before: v128, c: v128, otherAcross: v128, across: v128, otherC: v128, rho: v128): v128 {
  const mixed = f64x2.mul(shrink, f64x2.add(f64x2.mul(c, otherAcross), f64x2.mul(across, otherC)));
  return f64x2.add(f64x2.add(f64x2.mul(shrink2, before), mixed), f64x2.mul(f64x2.mul(rho, c), otherC));
}

/** `step` of `chain.ts` for K = M = 2: the same operations, with everything between loads and stores of the state in locals. */
@inline
export function stepOfTwo(p: usize, L: usize, output: usize, A: usize, V: usize, v: usize, fields: usize, rest: v128, noise: v128, half: usize): void {
  const xi0 = at(fields, 0, half);
  const xi1 = at(fields, 1, half);
  const zeta0 = at(fields, 2, half);
  const zeta1 = at(fields, 3, half);
  const nu0 = f64x2.mul(spread(L, 0), xi0);
  const nu1 = f64x2.add(f64x2.mul(spread(L, 16), xi0), f64x2.mul(spread(L, 24), xi1));
  let error = f64x2.mul(spread(p, 48), noise);
  error = f64x2.add(error, f64x2.mul(spread(output, 0), erf(f64x2.mul(both(ROOT_HALF), nu0))));
  error = f64x2.add(error, f64x2.mul(spread(output, 8), erf(f64x2.mul(both(ROOT_HALF), nu1))));

  const V00 = at(V, 0, half);
  const V10 = at(V, 2, half);
  const V11 = at(V, 3, half);
  const zero0 = f64x2.le(V00, f64x2.mul(both(1e-13), V00));
  const root0 = f64x2.sqrt(V00);
  const B10 = v128.andnot(f64x2.div(V10, v128.andnot(root0, zero0)), zero0);
  const pivot = f64x2.sub(V11, f64x2.mul(B10, B10));
  const B11 = v128.andnot(f64x2.sqrt(pivot), f64x2.le(pivot, f64x2.mul(both(1e-13), V11)));
  const across0 = f64x2.mul(v128.andnot(root0, zero0), zeta0);
  const across1 = f64x2.add(f64x2.mul(B10, zeta0), f64x2.mul(B11, zeta1));

  const A00 = at(A, 0, half);
  const A01 = at(A, 1, half);
  const A10 = at(A, 2, half);
  const A11 = at(A, 3, half);
  const v0 = at(v, 0, half);
  const v1 = at(v, 1, half);
  const lambda0 = f64x2.add(f64x2.add(f64x2.mul(A00, xi0), f64x2.mul(A01, xi1)), across0);
  const lambda1 = f64x2.add(f64x2.add(f64x2.mul(A10, xi0), f64x2.mul(A11, xi1)), across1);
  const g0 = erf(f64x2.mul(both(ROOT_HALF), lambda0));
  const g1 = erf(f64x2.mul(both(ROOT_HALF), lambda1));
  error = f64x2.sub(error, f64x2.mul(v0, g0));
  error = f64x2.sub(error, f64x2.mul(v1, g1));
  const slope0 = f64x2.mul(both(ROOT_TWO_OVER_PI), expOfNegative(f64x2.mul(f64x2.mul(both(-0.5), lambda0), lambda0)));
  const slope1 = f64x2.mul(both(ROOT_TWO_OVER_PI), expOfNegative(f64x2.mul(f64x2.mul(both(-0.5), lambda1), lambda1)));
  const rho = f64x2.add(f64x2.add(rest, f64x2.mul(zeta0, zeta0)), f64x2.mul(zeta1, zeta1));

  const rate = spread(p, 16);
  const c0 = f64x2.mul(f64x2.mul(f64x2.mul(rate, v0), error), slope0);
  const c1 = f64x2.mul(f64x2.mul(f64x2.mul(rate, v1), error), slope1);
  const second = f64x2.mul(spread(p, 24), error);
  const outputShrink = spread(p, 40);
  put(v, 0, half, f64x2.add(f64x2.mul(outputShrink, v0), f64x2.mul(second, g0)));
  put(v, 1, half, f64x2.add(f64x2.mul(outputShrink, v1), f64x2.mul(second, g1)));
  const shrink = spread(p, 32);
  put(A, 0, half, f64x2.add(f64x2.mul(shrink, A00), f64x2.mul(c0, xi0)));
  put(A, 1, half, f64x2.add(f64x2.mul(shrink, A01), f64x2.mul(c0, xi1)));
  put(A, 2, half, f64x2.add(f64x2.mul(shrink, A10), f64x2.mul(c1, xi0)));
  put(A, 3, half, f64x2.add(f64x2.mul(shrink, A11), f64x2.mul(c1, xi1)));
  const shrink2 = f64x2.mul(shrink, shrink);
  put(V, 0, half, entry(shrink, shrink2, V00, c0, across0, across0, c0, rho));
  put(V, 2, half, entry(shrink, shrink2, V10, c1, across0, across1, c0, rho));
  put(V, 3, half, entry(shrink, shrink2, V11, c1, across1, across1, c1, rho));
}
