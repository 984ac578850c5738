import { SPLITTER } from './constants.ts';
import { erfc, logTail } from './erfc.ts';
import { expSum } from './exp.ts';

const ROOT_HALF = Math.sqrt(0.5);
// log(2) / 2 + 3/4 - 35/32: the factor 1 / sqrt 2 is taken into the exponent.
const LOG_SHIFT = 0.002823590279972655;

/**
 * Distribution function of the standard normal law.
 *
 * erfc(-x / sqrt 2) / 2
 *
 * @param x any double
 * Accuracy: 2.2 units in the last place, in the lower tail too. 5 to 30 ns.
 */
export function normalCdf(x: number): number {
  const z = -x * ROOT_HALF;
  if (!(z >= 0.875 && z < 28)) return 0.5 * erfc(z);
  const head = x * SPLITTER - (x * SPLITTER - x);
  return expSum(-0.5 * head * head - 1.09375, logTail(z) - LOG_SHIFT - 0.5 * (x - head) * (x + head)) / -x;
}
