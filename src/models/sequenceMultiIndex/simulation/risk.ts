import { dotOf, type Evaluate } from '../../../numerics/optimise/lbfgs.ts';
import type { Pause } from '../../contract.ts';
import type { ConvexChannel, TokenChannel } from '../core.ts';
import { attentionSample } from './attentionSample.ts';
import type { Data } from './data.ts';
import { makeSweep, type Local } from './sweep.ts';

export interface Risk {
  /** sum_i loss_i + (lambda/2) |w|^2, and its gradient. */
  readonly evaluate: Evaluate<Pause>;
  readonly release: () => void;
}

/**
 * The regularised empirical risk of one neuron: what gradient descent goes down.
 *
 * gradient = sum_{il} x_il dl_i/dh_il / sqrt d + (lambda + (2/d) sum_i dl_i/dQ) w, Q = |w|^2/d
 *
 * Cost: one pass over the inputs.
 */
export const makeRisk = (channel: ConvexChannel | TokenChannel, { inputs, labels, targets }: Data, lambda: number): Risk => {
  const d = inputs[0]!.cols;
  const sweep = makeSweep(inputs, 1, channel.kind === 'convex' ? channel.cost.loss : channel.cost);
  const h = new Float64Array(2);
  const slopes = new Float64Array(3);
  const none = new Float64Array(2);
  let sum = 0;
  let slopeInQ = 0;
  let Q = 0;

  const convex = ({ loss, slope }: ConvexChannel): Local => (first, count, fields, forces) => {
    for (let i = 0; i < count; i++) {
      const y = labels[first + i]!;
      const field = fields[0]![i]!;
      sum += loss(y, field);
      forces[0]![i] = slope(y, field);
    }
  };
  const tokens = ({ loss }: TokenChannel): Local => (first, count, fields, forces) => {
    for (let i = 0; i < count; i++) {
      h[0] = fields[0]![i]!;
      h[1] = fields[1]![i]!;
      sum += targets.length > 0 ? attentionSample(h[0], h[1], targets, 4 * (first + i), d, slopes) : loss(h, none, Q, slopes);
      slopeInQ += slopes[2]!;
      forces[0]![i] = slopes[0]!;
      forces[1]![i] = slopes[1]!;
    }
  };
  const local = channel.kind === 'convex' ? convex(channel) : tokens(channel);

  const evaluate = function* (x: Float64Array, gradient: Float64Array): Generator<Pause, number> {
    const squares = dotOf(x, x);
    sum = 0;
    slopeInQ = 0;
    Q = squares / d;
    yield* sweep.run([x], local, [gradient]);
    const pull = lambda + (2 * slopeInQ) / d;
    for (let j = 0; j < d; j++) gradient[j]! += pull * x[j]!;
    return sum + 0.5 * lambda * squares;
  };
  return { evaluate, release: sweep.release };
};
