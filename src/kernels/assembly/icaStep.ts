/**
 * Nonlinear Hebbian learning of one unit, in the basis of the independent sources (mixing by a rotation changes nothing).
 *
 * The weights are v = scale w, scale = 1 / |w|: y = v.s, F = +-eta (f(y) - slope y), w <- (1 - F y) v + F s.
 * eta = |rate|, or max(|rate|, warm (m^2 - sum v_i^4)) where warm > 0, m = max |v_i|, over the features; its sign is that of rate.
 *
 * Order of summation: of y and of |w|^2 that of `dot`, |w|^2 afresh in each step (rounding does not add up); of v_i^4 four partial sums p_0..p_3, p_l that
 * of the features 4 j + l in order of j; (p_0 + p_2) + (p_1 + p_3); then the last ones one by one.
 *
 * State of `icaSteps` (bytes; the caller fills all but the results): 0 the four streams of `fillNormals`; 64 n, 68 features (the first so many sources
 * are of the kind, the others Gaussian), 72 kind (`sources.ts`), 76 nonlinearity, all i32; f64: 80 rate, 88 warm, 96 slope, 104 scale, 112 tau, to which
 * each step adds eta; result: 120 max |v_i| over the features; 128 w, n doubles; at the next multiple of 16 the room for the sources.
 * Component i is drawn by lane i mod 4; the order of the draws of a step: the Gaussian ones from block floor(features / 4) on (when there are any), then
 * those of the kind.
 */
import { tanh } from './features';
import { dot, largestSize, total } from './linear';
import { fillNormals } from './normals';
import { fillLaplaces, fillRademachers, fillUniforms, LAPLACE, RADEMACHER, rademacherProduct, UNIFORM } from './sources';

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

/** m^2 - sum v_i^4 over n components v = scale w, m the largest. */
function growth(w: usize, n: i32, scale: f64): f64 {
  let ma = f64x2.splat(0);
  let mb = f64x2.splat(0);
  let sa = f64x2.splat(0);
  let sb = f64x2.splat(0);
  let left = n;
  for (; left >= 4; left -= 4) {
    let u = v128.load(w);
    let v = v128.load(w, 16);
    u = f64x2.mul(u, u);
    v = f64x2.mul(v, v);
    ma = f64x2.pmax(ma, u);
    mb = f64x2.pmax(mb, v);
    sa = f64x2.add(sa, f64x2.mul(u, u));
    sb = f64x2.add(sb, f64x2.mul(v, v));
    w += 32;
  }
  ma = f64x2.pmax(ma, mb);
  let most = max(f64x2.extract_lane(ma, 0), f64x2.extract_lane(ma, 1));
  sa = f64x2.add(sa, sb);
  let sum = f64x2.extract_lane(sa, 0) + f64x2.extract_lane(sa, 1);
  for (; left > 0; left--) {
    const u = load<f64>(w) * load<f64>(w);
    most = max(most, u);
    sum += u * u;
    w += 8;
  }
  const square = scale * scale;
  return square * (most - square * sum);
}

@inline
function moved(keep: v128, w: v128, force: v128, s: v128): v128 {
  return f64x2.add(f64x2.mul(keep, w), f64x2.mul(force, s));
}

/** w <- keep w + force s; |w|^2 afterwards. */
@inline
function move(w: usize, s: usize, n: i32, keep: f64, force: f64): f64 {
  const keeps = f64x2.splat(keep);
  const forces = f64x2.splat(force);
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let c = f64x2.splat(0);
  let d = f64x2.splat(0);
  let left = n;
  for (; left >= 8; left -= 8) {
    let u = moved(keeps, v128.load(w), forces, v128.load(s));
    v128.store(w, u);
    a = f64x2.add(a, f64x2.mul(u, u));
    u = moved(keeps, v128.load(w, 16), forces, v128.load(s, 16));
    v128.store(w, u, 16);
    b = f64x2.add(b, f64x2.mul(u, u));
    u = moved(keeps, v128.load(w, 32), forces, v128.load(s, 32));
    v128.store(w, u, 32);
    c = f64x2.add(c, f64x2.mul(u, u));
    u = moved(keeps, v128.load(w, 48), forces, v128.load(s, 48));
    v128.store(w, u, 48);
    d = f64x2.add(d, f64x2.mul(u, u));
    w += 64;
    s += 64;
  }
  let size = total(a, b, c, d);
  for (; left > 0; left--) {
    const u = keep * load<f64>(w) + force * load<f64>(s);
    store<f64>(w, u);
    size += u * u;
    w += 8;
    s += 8;
  }
  return size;
}

@inline
function etaOf(w: usize, features: i32, scale: f64, rate: f64, warm: f64): f64 {
  const least = abs(rate);
  return warm > 0 ? max(least, warm * growth(w, features, scale)) : least;
}

/** One step on given sources, `product` = w.s, at a rate of either sign; the new scale. */
@inline
function step(w: usize, s: usize, n: i32, product: f64, scale: f64, rate: f64, slope: f64, code: i32): f64 {
  const y = scale * product;
  const force = rate * (icaNonlinearity(code, y) - slope * y);
  return 1 / sqrt(move(w, s, n, (1 - force * y) * scale, force));
}

/** One step on given sources, n doubles. Where w becomes 0, the weights are NaN from then on. */
export function icaStep(state: usize, s: usize): void {
  const n = load<i32>(state, 64);
  const rate = load<f64>(state, 80);
  const scale = load<f64>(state, 104);
  const eta = etaOf(state + 128, min(load<i32>(state, 68), n), scale, rate, load<f64>(state, 88));
  store<f64>(state, step(state + 128, s, n, dot(state + 128, s, n), scale, copysign(eta, rate), load<f64>(state, 96), load<i32>(state, 76)), 104);
  store<f64>(state, load<f64>(state, 112) + eta, 112);
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
 * Up to `steps` steps; ends after the first with max |v_i| >= level over the features. A level above 1 is never looked for.
 * Returns the number of steps done; any division into calls gives the same numbers.
 */
export function icaSteps(state: usize, steps: i32, level: f64): i32 {
  const n = load<i32>(state, 64);
  const features = min(load<i32>(state, 68), n);
  const kind = load<i32>(state, 72);
  const code = load<i32>(state, 76);
  const rate = load<f64>(state, 80);
  const warm = load<f64>(state, 88);
  const slope = load<f64>(state, 96);
  const w = state + 128;
  const s = sourcesOf(state, n);
  const watched = level <= 1;
  const atOnce = kind == RADEMACHER && features == n && (n & 7) == 0;
  let scale = load<f64>(state, 104);
  let tau = load<f64>(state, 112);
  let done = 0;
  while (done < steps) {
    if (!atOnce) draw(state, s, n, features, kind);
    const product = atOnce ? rademacherProduct(state, w, s, n) : dot(w, s, n);
    const eta = etaOf(w, features, scale, rate, warm);
    scale = step(w, s, n, product, scale, copysign(eta, rate), slope, code);
    tau += eta;
    done++;
    if (watched && scale * largestSize(w, features) >= level) break;
  }
  store<f64>(state, scale, 104);
  store<f64>(state, tau, 112);
  store<f64>(state, scale * largestSize(w, features), 120);
  return done;
}
