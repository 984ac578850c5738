import type { AxisData, BandData, Domain, DragPhase, ScaleKind, Series, TextKind } from './types.ts';

/** One input dimension: what its runs say. A median of null is censored: fewer than half learned within the budget. */
export interface LearningPoint {
  x: number;
  median: number | null;
  /** 95 % interval of the median. */
  medianLow: number | null;
  medianHigh: number | null;
  /** 10-90 % of the runs. */
  low: number | null;
  high: number | null;
  learned: number;
  total: number;
  /** The dimension shown in the other chart. */
  current: boolean;
  /** In the units of y. */
  budget: number;
}

export interface GuideData {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  /** Rich: 'slope guide +19.5'. */
  label: string;
  /** 'guide' (default) is ink3; 'guess' (predict, then run) is heavy and has a large ring. */
  kind?: 'guide' | 'guess';
  /** True: the ring at (x2, y2) is a grip. */
  draggable?: boolean;
}

export interface LearningTimeData {
  description?: string;
  /** Title of the y axis. Rich, drawn with the option titles: 'svg'. */
  title: string;
  symbol: string;
  yScale: ScaleKind;
  yDomain: Domain;
  x: AxisData;
  points: LearningPoint[];
  theory: Series | null;
  /** 10-90 % of the theory over starts. */
  theoryBand: BandData | null;
  guide: GuideData | null;
  /** The largest time waited for, dashed in warn. */
  budget: { x: Float64Array; y: Float64Array; label: string } | null;
  /** Words at a point: 'saturated', for instance. Rich. */
  notes: { x: number; y: number; text: string; kind: TextKind }[];
  ghost: Series | null;
  pins: Series[];
  /** Lower right, one a line. Rich. */
  readouts: { text: string; short?: string; kind: 'sim' | 'ink' }[];
  /** Upper left, one a line. Rich. */
  legend: { text: string; kind: TextKind }[];
  /** Beside the current point. Rich: '**$N$ = 1,000: median 80**'. */
  currentLabel: string | null;
  cursor: number | null;
  /** A stored result: the simulation at half strength. */
  stale: boolean;
}

export interface LearningTimeHandlers {
  onPoint(x: number): void;
  /** The guide's second end moved to (x2, y2). */
  onGuide?(x2: number, y2: number, phase: DragPhase): void;
}
