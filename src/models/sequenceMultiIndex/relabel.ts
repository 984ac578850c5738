import type { Layout } from '../contract.ts';
import type { P } from './params.ts';

/** Committee: exchanges the two neurons where the final frame pairs them with each other's teacher. `frame[map[i]]` becomes column i. */
export const relabel = (p: P, finalFrame: Float64Array, layout: Layout): Int32Array => {
  const map = Int32Array.from({ length: layout.size }, (_, i) => i);
  if (p.instance !== 'committee') return map;
  const { q, theta } = layout.offsets as { q: number; theta: number };
  const at = (i: number): number => finalFrame[theta + i]!;
  if (Math.abs(at(0)) + Math.abs(at(3)) >= Math.abs(at(1)) + Math.abs(at(2))) return map;
  for (let i = 0; i < 4; i++) {
    map[q + i] = q + 3 - i;
    map[theta + i] = theta + ((i + 2) % 4);
  }
  return map;
};
