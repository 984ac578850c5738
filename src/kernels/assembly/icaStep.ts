/**
 * Nonlinear Hebbian learning of one unit, in the basis of the independent sources (mixing by a rotation changes nothing).
 *
 * y = w.s, w <- (w + F s) / |w + F s|, F = rate f(y); the rate carries the sign of the rule. |w| need not be 1 at first.
 *
 * Order of summation: of y, of |s|^2 and of |w|^2 each four partial sums p_0..p_3, p_l that of the components 4 j + l in order of j;
 * (p_0 + p_2) + (p_1 + p_3); then the last n mod 4 products one by one. |w + F s|^2 = |w|^2 + (2 F y + F^2 |s|^2): w is read twice and written once, and its
 * length is 1 to a few 2^-53 after each step, because the |w|^2 of the next one is measured.
 *
 * State of `icaSteps` (bytes; the caller fills all but the results): 0 the four streams of `fillNormals`; 64 n, 68 features (the first so many sources
 * are of the kind, the others Gaussian), 72 kind (`sources.ts`), 76 nonlinearity, all i32; 80 rate f64; results, f64: 88 y, 96 max |w_i| over the features;
 * 128 w, n doubles; at the next multiple of 16 the room for the sources. Component i is drawn by lane i mod 4; the order of the draws of a step: the Gaussian
 * ones from block floor(features / 4) on (when there are any), then those of the kind.
 */
import { tanh } from './features';
import { largestSize } from './linear';
import { fillNormals } from './normals';
import { fillLaplaces, fillRademachers, fillUniforms, LAPLACE, RADEMACHER, UNIFORM } from './sources';

/** f(y) by code: 0 y, 1 y^2, 2 y^2 - 1, 3 y^3, 4 y^3 - 3 y, 5 max(y, 0), 6 max(y, 0)^2, 7 tanh y; any other 1, for callers who put f into the rate. */
export function icaNonlinearity(code: i32, y: f64): f64 {
  const square = y * y;
  switch (code) {
    case 0: return y;
    case 1: return square;
    case 2: return square - 1;
    case 3: return y * square;
    case 4: return y * (square - 3);
    case 5: return y > 0 ? y : 0;
    case 6: return y > 0 ? square : 0;
    case 7: return f64x2.extract_lane(tanh(f64x2.splat(y)), 0);
    default: return 1;
  }
}

@inline
function laneSum(a: v128, b: v128): f64 {
  const sum = f64x2.add(a, b);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** One step on given sources; w, s: n doubles. Returns y. When w + F s is 0 the weights become NaN. */
export function icaStep(w: usize, s: usize, n: i32, rate: f64, code: i32): f64 {
  let ya = f64x2.splat(0);
  let yb = f64x2.splat(0);
  let sa = f64x2.splat(0);
  let sb = f64x2.splat(0);
  let wa = f64x2.splat(0);
  let wb = f64x2.splat(0);
  let p = w;
  let q = s;
  let left = n;
  for (; left >= 4; left -= 4) {
    let u = v128.load(p);
    let v = v128.load(q);
    ya = f64x2.add(ya, f64x2.mul(u, v));
    sa = f64x2.add(sa, f64x2.mul(v, v));
    wa = f64x2.add(wa, f64x2.mul(u, u));
    u = v128.load(p, 16);
    v = v128.load(q, 16);
    yb = f64x2.add(yb, f64x2.mul(u, v));
    sb = f64x2.add(sb, f64x2.mul(v, v));
    wb = f64x2.add(wb, f64x2.mul(u, u));
    p += 32;
    q += 32;
  }
  let y = laneSum(ya, yb);
  let ss = laneSum(sa, sb);
  let ww = laneSum(wa, wb);
  for (; left > 0; left--) {
    const u = load<f64>(p);
    const v = load<f64>(q);
    y += u * v;
    ss += v * v;
    ww += u * u;
    p += 8;
    q += 8;
  }
  const force = rate * icaNonlinearity(code, y);
  const shrink = 1 / sqrt(ww + (2 * force * y + force * force * ss));
  const forces = f64x2.splat(force);
  const shrinks = f64x2.splat(shrink);
  p = w;
  q = s;
  left = n;
  for (; left >= 4; left -= 4) {
    v128.store(p, f64x2.mul(shrinks, f64x2.add(v128.load(p), f64x2.mul(forces, v128.load(q)))));
    v128.store(p, f64x2.mul(shrinks, f64x2.add(v128.load(p, 16), f64x2.mul(forces, v128.load(q, 16)))), 16);
    p += 32;
    q += 32;
  }
  for (; left > 0; left--) {
    store<f64>(p, shrink * (load<f64>(p) + force * load<f64>(q)));
    p += 8;
    q += 8;
  }
  return y;
}

@inline
function sourcesOf(state: usize, n: i32): usize {
  return state + 128 + (<usize>((n + 1) & -2) << 3);
}

/** Bytes of the state of `icaSteps`. */
export function icaBytes(n: i32): i32 {
  return <i32>sourcesOf(0, n) + ((n + 8) << 3);
}

/** Draws the sources of one step; writes up to 7 numbers more than n. */
function draw(state: usize, out: usize, n: i32, features: i32, kind: i32): void {
  const whole = features & -4;
  const blocks = (features + 3) >> 2;
  if (kind != RADEMACHER && kind != UNIFORM && kind != LAPLACE) {
    fillNormals(state, out, (n + 7) >> 3);
    return;
  }
  const mixed = out + (<usize>whole << 3);
  if (features < n) fillNormals(state, mixed, (n - whole + 7) >> 3);
  const low = v128.load(mixed);
  const high = v128.load(mixed, 16);
  if (kind == RADEMACHER) fillRademachers(state, out, blocks);
  else if (kind == UNIFORM) fillUniforms(state, out, blocks);
  else fillLaplaces(state, out, blocks);
  // A block of both: the lanes behind the last feature get their Gaussian numbers back.
  const kept = features & 3;
  if (kept == 1) v128.store64_lane(mixed, low, 1, 8);
  if (kept == 1 || kept == 2) v128.store(mixed, high, 16);
  if (kept == 3) v128.store64_lane(mixed, high, 1, 24);
}

/**
 * Up to `steps` steps; ends after the first with max |w_i| >= level over the features. A level above 1 is never looked for.
 * Returns the number of steps done; any division into calls gives the same numbers.
 */
export function icaSteps(state: usize, steps: i32, level: f64): i32 {
  const n = load<i32>(state, 64);
  const features = min(load<i32>(state, 68), n);
  const kind = load<i32>(state, 72);
  const code = load<i32>(state, 76);
  const rate = load<f64>(state, 80);
  const w = state + 128;
  const s = sourcesOf(state, n);
  const watched = level <= 1;
  let y = load<f64>(state, 88);
  let done = 0;
  while (done < steps) {
    draw(state, s, n, features, kind);
    y = icaStep(w, s, n, rate, code);
    done++;
    if (watched && largestSize(w, features) >= level) break;
  }
  store<f64>(state, y, 88);
  store<f64>(state, largestSize(w, features), 96);
  return done;
}
