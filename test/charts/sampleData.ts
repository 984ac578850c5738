import type { LearningPoint, LearningTimeData } from '../../src/charts/learningTimeData.ts';
import type { PanelData, TrajectoryData } from '../../src/charts/trajectoryData.ts';
import type { BandData, Series } from '../../src/charts/types.ts';

/** Curves with the shape of the committee machine's: a fast fall, a plateau, an escape at time `escape`. Not its values. */
export function errorAt(t: number, escape = 62, level = 0.0207, floor = 0): number {
  return 0.3 * Math.exp(-1.1 * t) + level * (1.15 - 0.003 * t) * (1 / (1 + Math.exp((t - escape) / 13))) + floor;
}

export function overlapAt(t: number, escape = 76): number {
  return 1 / (1 + Math.exp((escape - t) / 16));
}

const noise = (i: number): number => Math.sin(12.9898 * i) * 0.6 + Math.sin(4.1 * i + 1) * 0.4;

export function times(end = 160, count = 101): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => (end * i) / (count - 1));
}

export function series(kind: Series['kind'], valueOf: (t: number) => number, more: Partial<Series> = {}): Series {
  const x = times();
  return { kind, x, y: x.map(valueOf), ...more };
}

export function run(valueOf: (t: number) => number, more: Partial<Series> = {}): Series {
  const x = times();
  return { kind: 'run', x, y: x.map((t, i) => valueOf(t) * (1 + 0.025 * noise(i))), ...more };
}

export function bandOf(low: (t: number) => number, high: (t: number) => number, more: Partial<BandData> = {}): BandData {
  const x = times();
  return { x, low: x.map(low), high: x.map(high), ...more };
}

export function errorPanel(more: Partial<PanelData> = {}): PanelData {
  return {
    title: 'Generalisation error',
    symbol: '$ε$',
    scale: 'log',
    domain: [1e-4, 0.3],
    series: [series('theory', (t) => errorAt(t)), run((t) => errorAt(t, 66))],
    band: bandOf((t) => errorAt(t, 50), (t) => errorAt(t, 90)),
    level: { value: 0.0207, label: '' },
    threshold: null,
    ...more,
  };
}

export function overlapPanel(more: Partial<PanelData> = {}): PanelData {
  return {
    title: 'Specialisation',
    symbol: '',
    scale: 'linear',
    domain: [0, 1.04],
    series: [series('theory', (t) => overlapAt(t)), run((t) => overlapAt(t, 80))],
    band: bandOf((t) => overlapAt(t, 108), (t) => overlapAt(t, 60)),
    level: null,
    threshold: { value: 0.5, label: 'learned above 0.5', min: 0.05, max: 0.95 },
    ...more,
  };
}

export function trajectory(more: Partial<TrajectoryData> = {}): TrajectoryData {
  return {
    description: 'One run in time: generalisation error and specialisation against samples per dimension.',
    panels: [errorPanel(), overlapPanel()],
    x: { domain: [0, 160], label: 'samples seen per input dimension', symbol: '$t = n/N$', short: 'samples per dimension, $t = n/N$', scale: 'linear' },
    plateau: { from: 8, to: 64, label: 'plateau $ε*$ = 0.0207', short: 'plateau' },
    cursor: 80,
    learnedAt: { time: 80, value: 0.5, panel: 1, label: 'run 7 learns at 80' },
    legends: [
      { text: 'simulation, $N$ = 1,000', short: 'simulation', kind: 'run' },
      { text: 'band: 10–90 % of 32 runs', kind: 'band' },
      { text: 'theory ($N$ → ∞), same start', short: 'theory', kind: 'theory' },
    ],
    running: false,
    ...more,
  };
}

export function point(x: number, median: number, more: Partial<LearningPoint> = {}): LearningPoint {
  return { x, median, medianLow: median - 2.5, medianHigh: median + 2.5, low: median * 0.72, high: median * 1.5, learned: 100, total: 100, current: x === 1000, budget: 200, ...more };
}

export function learningTime(more: Partial<LearningTimeData> = {}): LearningTimeData {
  const x = Float64Array.from({ length: 31 }, (_, i) => 30 * 10 ** (i / 10));
  return {
    description: 'Learning time against input dimension.',
    title: 'Samples per dimension until learned',
    symbol: '$T$',
    yScale: 'linear',
    yDomain: [0, 150],
    x: { domain: [20, 50000], label: 'input dimension $N$ (log)', symbol: '', scale: 'log' },
    points: [point(30, 44), point(100, 59), point(300, 70), point(1000, 80), point(3000, 90), point(10000, 100), point(30000, 110)],
    theory: { kind: 'theory', x, y: x.map((n) => 43 + 22.5 * (Math.log10(n) - Math.log10(30))), label: 'theory' },
    theoryBand: null,
    guide: { x1: 300, y1: 92, x2: 30000, y2: 131, label: 'slope guide +19.5' },
    budget: null,
    notes: [],
    ghost: null,
    pins: [],
    readouts: [
      { text: 'each tenfold $N$ adds **20.2** [18.7, 22.2]', short: '**20.2** [18.7, 22.2]', kind: 'sim' },
      { text: 'theory here **20.9**; $N$ → ∞: ln 10/2$κ$ = 19.5', short: 'theory **20.9**', kind: 'ink' },
    ],
    legend: [
      { text: '**simulation**', kind: 'sim' },
      { text: 'dot: median; thin: 10–90 %', kind: 'sim' },
    ],
    currentLabel: '$N$ = 1,000: median 80',
    cursor: 1000,
    stale: false,
    ...more,
  };
}
