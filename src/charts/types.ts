/**
 * What every chart shares. Strings called "rich" know four marks (see richText.ts):
 * `$N$` a symbol (italic serif), `**80**` bold, `^{-1}` raised, `_{0}` lowered.
 */

/** Size in CSS pixels; the viewBox is width x height. A font size of 20 or more means presenter weights. */
export interface ChartLayout {
  width: number;
  height: number;
  fontSize: number;
}

export interface ChartOptions {
  /** 'html' (default): the caller draws the axis titles as menus at the places that the layout functions give. 'svg': the chart draws them. */
  titles?: 'html' | 'svg';
  /** Default true. False for pictures (exports, embeds without controls): nothing focusable, role img. */
  interactive?: boolean;
}

export interface Chart<Data> {
  update(data: Data, layout: ChartLayout): void;
  destroy(): void;
}

export type ScaleKind = 'linear' | 'log';
export type Domain = readonly [number, number];

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where a title stands: left edge, baseline, and the room to its right. */
export interface TitlePlace {
  x: number;
  baseline: number;
  width: number;
}

export interface Series {
  x: Float64Array;
  y: Float64Array;
  /** Rich. Without a label the series is drawn but not named. */
  label?: string;
  kind: 'theory' | 'run' | 'ghost' | 'pin';
  /** 0..5: three hues x two dashes. */
  pinIndex?: number;
  /** A pin keeps its theory (default, heavy and dashed) and one run (thin). */
  pinOf?: 'theory' | 'run';
  /** How many points are valid while a run streams in. Default: all. */
  count?: number;
}

export interface BandData {
  x: Float64Array;
  low: Float64Array;
  high: Float64Array;
  count?: number;
  label?: string;
}

export interface AxisData {
  domain: Domain;
  /** Rich, in words: 'samples seen per input dimension'. */
  label: string;
  /** Rich: '$t = n/N$'. Follows the label after a comma; '' for none. */
  symbol: string;
  /** Rich; used whole, instead of both, where they do not fit. */
  short?: string;
  scale: ScaleKind;
}

/** When a value moves: while it is held, and when it is let go. */
export type DragPhase = 'drag' | 'end';
/** How the cursor moved. 'hover' comes without a pressed button, 'end' closes a drag. */
export type CursorPhase = 'hover' | 'drag' | 'end' | 'key';

export type TextKind = 'sim' | 'ink' | 'note' | 'plateau' | 'warn' | 'ghost' | `pin${0 | 1 | 2 | 3 | 4 | 5}`;
