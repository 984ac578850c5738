import { jacobian } from '../../numerics/jacobian.ts';
import { solve } from '../../numerics/linear/solve.ts';
import { makeRungeKuttaChebyshev } from '../../numerics/ode/rungeKuttaChebyshev.ts';
import { makeFields, type Fields } from './fields.ts';
import { limitTeacher } from './theory/limitStart.ts';
import { makeOrder, type Order } from './order.ts';
import type { Spectrum } from './spectrum.ts';
import { overlapSums, ratesOf, type ModeRates, type Task } from './task.ts';

/**
 * The equations of the limit where all units are alike: W_kk, W_kl, V_kk, V_km, v, and sigma_kk, sigma_kl, r_kk, r_km on each mode. With r_km = r_kk for all
 * m (`alike`) this is the plateau's manifold for any K and M, else that of specialised units, K = M.
 */
export interface SymmetricFlow {
  readonly length: number;
  readonly order: Order;
  readonly fields: Fields;
  readonly rates: readonly ModeRates[];
  readonly write: (s: Float64Array, out: Float64Array) => void;
  readonly start: (norm: number, output: number, own: number, other: number) => Float64Array;
  /** Coordinates that do not move, or that nothing depends on. */
  readonly held: readonly boolean[];
}

/** Teacher's overlap of a mode in the limit, t_mm. */
export const teacherOverlap = ({ kind, c }: Task, rho: number): number => (kind === 'inputs' ? rho / c : 1);

const head = 5;

export const makeSymmetricFlow = (task: Task, { rho, weight }: Spectrum, alike: boolean): SymmetricFlow => {
  const { K, M, b, c, kind, learningRate: eta, secondLayerRate } = task;
  const n = K + M;
  const count = rho.length;
  const length = head + 4 * count;
  const order: Order = { ...makeOrder(K, M), T: limitTeacher(task) };
  const fields = makeFields(task, Math.min(2, K));
  const { a, s: pulls, kicks, drift, outputDrift } = fields;
  const rates = Array.from(rho, (x) => ratesOf(task, x));
  const sums = overlapSums(task);
  const [severalK, severalM, latent] = [K > 1, M > 1, kind === 'latent'];

  const expand = (s: Float64Array): void => {
    const [w, x, V, Y, v] = s as unknown as [number, number, number, number, number];
    let [sigma, tau, r, u] = [0, 0, 0, 0];
    for (let i = 0; i < count; i++) {
      const at = head + 4 * i;
      sigma += weight[i]! * s[at]!;
      tau += weight[i]! * s[at + 1]!;
      r += weight[i]! * s[at + 2]!;
      u += weight[i]! * s[at + 3]!;
    }
    const linear = b * b;
    const own = sums.plain * V + sums.modes * r;
    const other = alike ? own : sums.plain * Y + sums.modes * u;
    for (let k = 0; k < K; k++) {
      for (let l = 0; l < K; l++) {
        order.W[k * K + l] = k === l ? w : x;
        order.Sigma[k * K + l] = count === 0 ? order.W[k * K + l]! : k === l ? sigma : tau;
        order.Q[k * K + l] = (c - linear) * order.W[k * K + l]! + linear * order.Sigma[k * K + l]!;
      }
      for (let m = 0; m < M; m++) order.R[k * M + m] = k === m ? own : other;
      order.v[k] = v;
    }
  };

  const write = (s: Float64Array, out: Float64Array): void => {
    expand(s);
    fields.write(order);
    const [a0, a1] = [a[0]!, severalK ? a[1]! : 0];
    const [p0, p1] = [pulls[0]!, severalM ? pulls[1]! : 0];
    const [z0, z1] = [kicks[0]!, severalK ? kicks[1]! : 0];
    out[0] = 2 * eta * drift[0]! + c * z0;
    out[1] = severalK ? eta * (drift[1]! + drift[n]!) + c * z1 : 0;
    out[2] = latent ? 0 : eta * drift[K]!;
    out[3] = latent || !severalM ? 0 : eta * drift[K + 1]!;
    out[4] = secondLayerRate === 0 ? 0 : outputDrift[0]!;
    for (let i = 0; i < count; i++) {
      const at = head + 4 * i;
      const { damping, pull, kick } = rates[i]!;
      const t = teacherOverlap(task, rho[i]!);
      const [sigma, tau, r] = [s[at]!, s[at + 1]!, s[at + 2]!];
      const u = alike ? r : s[at + 3]!;
      out[at] = 2 * eta * (-damping * (a0 * sigma + (K - 1) * a1 * tau) + pull * (p0 * r + (M - 1) * p1 * u)) + kick * z0;
      out[at + 1] = severalK ? 2 * eta * (-damping * (a0 * tau + a1 * (sigma + (K - 2) * tau)) + pull * (severalM ? p0 * u + p1 * (r + (M - 2) * u) : p0 * r)) + kick * z1 : 0;
      out[at + 2] = eta * (-damping * (a0 * r + (K - 1) * a1 * u) + pull * p0 * t);
      out[at + 3] = severalM && !alike ? eta * (-damping * (a0 * u + (severalK ? a1 * (r + (K - 2) * u) : 0)) + pull * p1 * t) : 0;
    }
  };

  const idle = c - b * b < 1e-12;
  const held = Array.from({ length }, (_, j) => {
    if (j < head) return [idle, idle || !severalK, latent || (idle && count > 0), latent || !severalM || alike || (idle && count > 0), secondLayerRate === 0][j]!;
    const part = (j - head) % 4;
    return rates[Math.floor((j - head) / 4)]!.damping < 1e-9 || (part === 1 && !severalK) || (part === 3 && (alike || !severalM));
  });

  return {
    length, order, fields, rates, write, held,
    start: (norm, output, own, other) => {
      const s = new Float64Array(length);
      const share = latent ? 1 / b : 1 / c;
      s.set([norm, 0, share * own, share * other, output]);
      for (let i = 0; i < count; i++) s.set([norm * rho[i]!, 0, share * own * rho[i]!, share * other * rho[i]!], head + 4 * i);
      return s;
    },
  };
};

/** A state of the symmetric equations that stays, near `s`: time `until` of the flow, then Newton's method; `order` and `fields` are those of it. Null when it fails. */
export const settle = ({ length, write, held }: SymmetricFlow, s: Float64Array, until: number): Float64Array | null => {
  const solver = makeRungeKuttaChebyshev((_t, y, out) => write(y, out), s, 0, { rtol: 1e-3, atol: 1e-5 });
  while (solver.t < until && solver.steps < 2000) if (solver.step(until) !== 'ok') return null;
  const y = Float64Array.from(solver.y);
  const f = new Float64Array(length);
  let before = Infinity;
  for (let round = 0; round < 30; round++) {
    write(y, f);
    const J = jacobian(write, y);
    for (let i = 0; i < length; i++) {
      if (!held[i]) continue;
      f[i] = 0;
      for (let j = 0; j < length; j++) J[i * length + j] = i === j ? 1 : 0;
    }
    const step = solve(J, f);
    if (step === null) return null;
    let size = 0;
    for (let i = 0; i < length; i++) {
      y[i] = y[i]! - step[i]!;
      size = Math.max(size, Math.abs(step[i]!));
    }
    if (!(size < 10)) return null;
    // Rounding may stop it earlier.
    if (size < 1e-11 || (size < 1e-8 && size > 0.5 * before)) {
      write(y, f);
      return y;
    }
    before = size;
  }
  return null;
};
