/** Line weights and sizes in px; the second set is for the last row of a lecture hall. */
export interface Weights {
  theory: number;
  run: number;
  cursor: number;
  guide: number;
  threshold: number;
  ghost: number;
  thin: number;
  thick: number;
  point: number;
  dot: number;
  ring: number;
  thumb: number;
  grip: number;
  halo: number;
  gap: number;
  tick: number;
  minorTick: number;
}

const desk: Weights = {
  theory: 2.2, run: 1.6, cursor: 1, guide: 1.6, threshold: 1, ghost: 1.5, thin: 1.1, thick: 4.8,
  point: 4.6, dot: 4, ring: 2, thumb: 8, grip: 7, halo: 4, gap: 8, tick: 5, minorTick: 3,
};

const hall: Weights = {
  theory: 4, run: 2.9, cursor: 1.4, guide: 3, threshold: 1.6, ghost: 2.7, thin: 2, thick: 8.4,
  point: 8.2, dot: 7, ring: 3.4, thumb: 12, grip: 11, halo: 6, gap: 12, tick: 7, minorTick: 4,
};

export function weightsOf(fontSize: number): Weights {
  return fontSize >= 20 ? hall : desk;
}
