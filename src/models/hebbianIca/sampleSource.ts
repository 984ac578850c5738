import { log } from '../../numerics/log.ts';
import { power } from '../../numerics/power.ts';
import { nextGamma } from '../../numerics/random/gamma.ts';
import { fillNormals, nextNormal } from '../../numerics/random/normal.ts';
import { nextUint32, type Stream } from '../../numerics/random/stream.ts';
import { fillUniforms } from '../../numerics/random/uniform.ts';
import { powerScale, twoValues, type SourceParams } from './sources.ts';

export type FillSource = (stream: Stream, out: Float64Array, from: number, to: number) => void;

const fillSigns: FillSource = (stream, out, from, to) => {
  for (let i = from; i < to; ) {
    let word = nextUint32(stream);
    for (const end = Math.min(to, i + 32); i < end; i++) {
      out[i] = (word & 1) * 2 - 1;
      word >>>= 1;
    }
  }
};

/** Inversion: each number a function of one uniform variable. */
const inverse = (quantile: (u: number) => number): FillSource => (stream, out, from, to) => {
  fillUniforms(stream, out, from, to);
  for (let i = from; i < to; i++) out[i] = quantile(out[i]!);
};

/**
 * Sampler of a source: writes independent draws to out[from..to-1].
 *
 * Laplace, logistic and exponential by inversion; exponential power as alpha U G^(1/p), U uniform on (-1, 1), G ~ Gamma(1 + 1/p).
 * Cost of a number: 2 ns (+-1), 6 to 20 ns else, 100 ns for exponential powers.
 */
export const sampleSource = (p: SourceParams): FillSource => {
  const rootHalf = Math.sqrt(0.5);
  switch (p.source) {
    case 'rademacher': return fillSigns;
    case 'uniform': return inverse((u) => Math.sqrt(3) * (2 * u - 1));
    case 'laplace': return inverse((u) => (u < 0.5 ? rootHalf * log(2 * u) : -rootHalf * log(2 - 2 * u)));
    case 'logistic': return inverse((u) => 0.5513288954217921 * log(u / (1 - u)));
    case 'exponentialPower': {
      const scale = powerScale(p.exponent);
      const root = 1 / p.exponent;
      return (stream, out, from, to) => {
        fillUniforms(stream, out, from, to);
        for (let i = from; i < to; i++) out[i] = scale * (2 * out[i]! - 1) * power(nextGamma(stream, 1 + root), root);
      };
    }
    case 'spikeSlab': {
      const deviation = Math.sqrt(1 / p.density);
      return (stream, out, from, to) => {
        fillUniforms(stream, out, from, to);
        for (let i = from; i < to; i++) out[i] = out[i]! < p.density ? deviation * nextNormal(stream) : 0;
      };
    }
    case 'exponential': return inverse((u) => -log(u) - 1);
    case 'twoPoint': {
      const [upper, lower] = twoValues(p.probability);
      return inverse((u) => (u < p.probability ? upper : lower));
    }
    case 'gaussian': {
      const deviation = Math.sqrt(p.variance);
      return (stream, out, from, to) => {
        const part = out.subarray(from, to);
        fillNormals(stream, part, part.length);
        for (let i = 0; i < part.length; i++) part[i]! *= deviation;
      };
    }
  }
};
