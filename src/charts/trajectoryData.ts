import type { AxisData, BandData, CursorPhase, Domain, DragPhase, ScaleKind, Series } from './types.ts';

/** A line of the legend block inside the upper panel; `short` (or nothing) stands where `text` does not fit. Rich. */
export interface Legend {
  text: string;
  short?: string;
  kind: Series['kind'] | 'band';
}

/** Faint lines below all others; drawn anew only when `lines` is another array. Of each, the points from `from` on are shown. */
export interface Behind {
  x: Float64Array;
  lines: readonly Float64Array[];
  from: number;
  /** Of the legend. */
  label: string;
}

export interface PanelData {
  /** Rich, in words: 'Generalisation error'. Drawn with the option titles: 'svg', always read aloud. */
  title: string;
  /** Rich: '$ε$'. */
  symbol: string;
  scale: ScaleKind;
  domain: Domain;
  /** Drawn in this order, ghosts first, theory always on top. */
  series: Series[];
  band: BandData | null;
  behind?: Behind | null;
  /** The predicted level of the plateau, dotted between plateau.from and plateau.to. Rich; '' for no label. */
  level: { value: number; label: string } | null;
  /** A dashed line with a grip, to be dragged between min and max. Rich. */
  threshold: { value: number; label: string; min: number; max: number } | null;
}

export interface TrajectoryData {
  /** Read aloud for the whole chart. */
  description?: string;
  panels: readonly [PanelData, PanelData];
  x: AxisData;
  /** Fill across both panels. Rich; `short` where the fill is narrow. */
  plateau: { from: number; to: number; label: string; short?: string } | null;
  cursor: number | null;
  /** Dot on the threshold (or wherever the run learned). Rich. */
  learnedAt: { time: number; value: number; panel: 0 | 1; label: string } | null;
  legends: Legend[];
  /** True while the run streams: a dot at its head. */
  running: boolean;
}

export interface TrajectoryHandlers {
  onCursor(time: number, phase: CursorPhase): void;
  onThreshold(value: number, phase: DragPhase, panel: 0 | 1): void;
}
