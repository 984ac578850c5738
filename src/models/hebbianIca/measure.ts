import type { Layout } from '../contract.ts';

/** What is reported: criteria read `overlap` or `leastOverlap`. */
export interface Report {
  /** Largest |v_i| of any neuron. */
  overlap: number;
  /** The smallest over the neurons of their largest |v_i|; of one neuron, its overlap. */
  leastOverlap: number;
  /** Gradient time, the sum of the rates of all steps. */
  tau: number;
  /** Overlaps with the features shown, of the first neuron. */
  readonly v: Float64Array;
}

export const makeReport = (layout: Layout): Report => ({ overlap: 0, leastOverlap: 0, tau: 0, v: new Float64Array(layout.shapes['v']![0]!) });

export const writeReport = (out: Float64Array, report: Report, { offsets }: Layout): void => {
  out[offsets['overlap']!] = report.overlap;
  out[offsets['leastOverlap']!] = report.leastOverlap;
  out[offsets['tau']!] = report.tau;
  out.set(report.v, offsets['v']!);
};

export const largestSize = (v: Float64Array, from = 0, to = v.length): number => {
  let largest = 0;
  for (let i = from; i < to; i++) {
    const size = v[i]! < 0 ? -v[i]! : v[i]!;
    if (size > largest) largest = size;
  }
  return largest;
};
