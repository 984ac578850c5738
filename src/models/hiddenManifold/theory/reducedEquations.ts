import type { RightHandSide } from '../../../numerics/ode/solver.ts';
import type { System } from '../equations.ts';
import { makeFields } from '../fields.ts';
import { makeHead } from '../head.ts';
import type { Order } from '../order.ts';
import type { Reduced } from './reduced.ts';
import { overlapSums, ratesOf, type Task } from '../task.ts';

/**
 * The equations of the hidden manifold for the features and the start of one replica.
 *
 * dGamma_k/dt = eta ( -damping sum_j a_kj Gamma_j + pull sum_n s_kn beta_n ) on each mode
 * dn_kl/dt = X_kl + X_lk + kick kicks_kl, X_kl = -eta damping sum_j a_kj n_jl, n(0) = 0, on the nodes of the spectrum's trace
 * sigma = Gamma_k Gamma_l + n_kl and r_km = Gamma_k beta_m then obey the equations of `makeModeSystem`: Sigma_kl = sum Gamma_k Gamma_l / D + <n_kl>,
 * <r_km> = sum Gamma_k beta_m / D.
 *
 * State: the head, Gamma_k (K runs of the number of modes), n_kl (k <= l, runs of the number of nodes). `y0` is the start.
 */
export const makeReducedSystem = (task: Task, reduced: Reduced): System & { readonly y0: Float64Array } => {
  const { K, M, learningRate, b, c } = task;
  const { D, rho, students, teachers, spectrum } = reduced;
  const count = rho.length;
  const nodes = spectrum.rho.length;
  const head = makeHead(task);
  const fields = makeFields(task);
  const { a, s, kicks } = fields;
  const gammaAt = head.length;
  const noiseAt = gammaAt + K * count;
  const length = noiseAt + ((K * (K + 1)) / 2) * nodes;
  const rates = Array.from(rho, (x) => ratesOf(task, x));
  const damping = Float64Array.from(rates, (x) => -learningRate * x.damping);
  const pulled = Float64Array.from(teachers, (beta, at) => learningRate * rates[at % count]!.pull * beta);
  const noiseRates = Array.from(spectrum.rho, (x) => ratesOf(task, x));
  const noiseDamping = Float64Array.from(noiseRates, (x) => -learningRate * x.damping);
  const noiseKick = Float64Array.from(noiseRates, (x) => x.kick);
  const place = Int32Array.from({ length: K * K }, (_, i) => {
    const [k, l] = [Math.min(Math.floor(i / K), i % K), Math.max(Math.floor(i / K), i % K)];
    return noiseAt + (k * K - (k * (k - 1)) / 2 + l - k) * nodes;
  });
  const own: Order = {
    W: new Float64Array(K * K), Sigma: new Float64Array(K * K), Q: new Float64Array(K * K), R: new Float64Array(K * M), T: reduced.T, v: new Float64Array(K),
  };
  const sums = overlapSums(task);

  const sigmaOf = (y: Float64Array, k: number, l: number): number => {
    let sum = 0;
    for (let i = gammaAt + k * count, j = gammaAt + l * count, end = i + count; i < end; i++, j++) sum += y[i]! * y[j]!;
    sum /= D;
    const at = place[k * K + l]!;
    for (let i = 0; i < nodes; i++) sum += spectrum.weight[i]! * y[at + i]!;
    return sum;
  };
  const read = (y: Float64Array, order: Order): void => {
    head.unpack(y, order);
    const { W, Sigma, Q, R } = order;
    for (let k = 0; k < K; k++) {
      for (let l = k; l < K; l++) {
        const w = W[k * K + l]!;
        const sigma = count === 0 ? w : sigmaOf(y, k, l);
        const q = (c - b * b) * w + b * b * sigma;
        Sigma[k * K + l] = sigma;
        Sigma[l * K + k] = sigma;
        Q[k * K + l] = q;
        Q[l * K + k] = q;
      }
      for (let m = 0; m < M; m++) {
        let sum = 0;
        for (let i = 0; i < count; i++) sum += y[gammaAt + k * count + i]! * teachers[m * count + i]!;
        R[k * M + m] = sums.plain * head.plain(y, k, m) + (sums.modes * sum) / D;
      }
    }
  };

  const flow: RightHandSide = (_t, y, out) => {
    read(y, own);
    fields.write(own);
    head.flow(fields, out);
    for (let k = 0; k < K; k++) {
      const at = gammaAt + k * count;
      out.fill(0, at, at + count);
      for (let j = 0; j < K; j++) {
        const factor = a[k * K + j]!;
        const from = gammaAt + j * count;
        for (let i = 0; i < count; i++) out[at + i] = out[at + i]! + factor * y[from + i]!;
      }
      for (let i = 0; i < count; i++) out[at + i] = damping[i]! * out[at + i]!;
      for (let n = 0; n < M; n++) {
        const factor = s[k * M + n]!;
        for (let i = 0; i < count; i++) out[at + i] = out[at + i]! + factor * pulled[n * count + i]!;
      }
      for (let l = k; l < K; l++) {
        const to = place[k * K + l]!;
        out.fill(0, to, to + nodes);
        for (let j = 0; j < K; j++) {
          const [f, g] = [a[k * K + j]!, a[l * K + j]!];
          const [x, z] = [place[j * K + l]!, place[j * K + k]!];
          for (let i = 0; i < nodes; i++) out[to + i] = out[to + i]! + f * y[x + i]! + g * y[z + i]!;
        }
        const kick = kicks[k * K + l]!;
        for (let i = 0; i < nodes; i++) out[to + i] = noiseDamping[i]! * out[to + i]! + noiseKick[i]! * kick;
      }
    }
  };

  const y0 = new Float64Array(length);
  head.pack(y0, reduced.W, reduced.v, reduced.V);
  y0.set(students, gammaAt);
  return { length, flow, read, y0 };
};
