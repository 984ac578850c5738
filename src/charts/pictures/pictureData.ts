import type { Domain, ScaleKind } from '../types.ts';

export type Tone = 'theory' | 'simulation' | 'faint' | 'law';

export interface PlaneAxis {
  /** Rich; wrapped where it is longer than the chart is wide. */
  readonly title: string;
  readonly scale: ScaleKind;
  readonly domain: Domain;
}

export interface CurveData {
  readonly label: string;
  readonly tone: Tone;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly low?: Float64Array;
  readonly high?: Float64Array;
}

export interface ScatterData {
  readonly label: string;
  readonly tone: Tone;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

export interface RuleData {
  readonly axis: 'x' | 'y';
  readonly value: number;
  readonly label: string;
}

/** What lines, histogram and field share: two axes and what is drawn over the ground. */
export interface PlaneData {
  readonly description: string;
  readonly x: PlaneAxis;
  readonly y: PlaneAxis;
  readonly lines: readonly CurveData[];
  readonly points: readonly ScatterData[];
  readonly marks: readonly RuleData[];
}

/** A dot that moves: filled for the simulation, a ring for the theory. */
export interface WalkerData {
  readonly tone: 'theory' | 'simulation';
  readonly x: number;
  readonly y: number;
}

export interface LinesData extends PlaneData {
  readonly kind: 'lines';
  readonly walkers: readonly WalkerData[];
}

export interface HistogramData extends PlaneData {
  readonly kind: 'histogram';
  readonly bins: { readonly label: string; readonly tone: Tone; readonly edges: Float64Array; readonly heights: Float64Array };
}

export type RegionColour = 'none' | 'grey' | 'blue' | 'orange' | 'green' | 'purple';

export interface FieldData extends PlaneData {
  readonly kind: 'field';
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** Row major: values[j * xs.length + i]. */
  readonly values: Float64Array;
  readonly cells:
    | { readonly kind: 'shades'; readonly label: string; readonly scale: ScaleKind; readonly domain: Domain; readonly tone: 'theory' | 'simulation' }
    | { readonly kind: 'categories'; readonly categories: readonly { readonly label: string; readonly colour: RegionColour }[] };
}

export interface BarData {
  readonly label: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly tone: Tone;
}

export interface BarsData {
  readonly kind: 'bars';
  readonly description: string;
  readonly value: PlaneAxis;
  readonly bars: readonly BarData[];
}

export type PictureData = LinesData | HistogramData | FieldData | BarsData;
