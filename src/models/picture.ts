/**
 * Further pictures that a model may offer beside the two charts: plain data, drawn by generic charts. Strings are rich
 * text (`$N$` a symbol, `**80**` bold, `^{-1}` raised, `_{0}` lowered). All numbers are finite; on a log axis above 0.
 */

/** 'theory' is exact, 'simulation' was sampled, 'law' is a slope or limit to compare with, 'faint' stays in the background. */
export type Tone = 'theory' | 'simulation' | 'faint' | 'law';

export interface PictureAxis {
  /** In words, with symbol: 'learning rate $η$'. */
  readonly label: string;
  readonly scale: 'linear' | 'log';
  readonly unit?: string;
}

export interface PictureLine {
  /** '' for a line that needs no name. */
  readonly label: string;
  readonly tone: Tone;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** A band around the line; both or none, at ascending xs. */
  readonly low?: Float64Array;
  readonly high?: Float64Array;
}

export interface PicturePoints {
  readonly label: string;
  readonly tone: Tone;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

/** A straight line across: at this x, or at this y. */
export interface PictureMark {
  readonly axis: 'x' | 'y';
  readonly value: number;
  readonly label: string;
}

interface Common {
  /** One plain sentence below: what it shows, and its honest limits. */
  readonly note: string;
  /** For who cannot see it; derived from labels and note when left out. */
  readonly alt?: string;
}

interface Plane extends Common {
  readonly x: PictureAxis;
  readonly y: PictureAxis;
  readonly lines?: readonly PictureLine[];
  readonly points?: readonly PicturePoints[];
  readonly marks?: readonly PictureMark[];
}

export interface LinesPicture extends Plane {
  readonly kind: 'lines';
  /** A scalar observable: its value at the time of the cursor is the x of a dot on the first line, whose xs ascend. */
  readonly walker?: string;
}

export interface HistogramPicture extends Plane {
  readonly kind: 'histogram';
  readonly samples: {
    readonly label: string;
    readonly tone: Tone;
    /** Ascending, one more than counts. */
    readonly edges: Float64Array;
    readonly counts: Float64Array;
    /** Samples in all, those beyond the edges too; default: the sum of the counts. The bars are count / (total x width). */
    readonly total?: number;
  };
}

export interface FieldCategory {
  readonly label: string;
  /** 'none' leaves the ground free. */
  readonly colour: 'none' | 'grey' | 'blue' | 'orange' | 'green' | 'purple';
}

export interface FieldPicture extends Plane {
  readonly kind: 'field';
  /** Centres of the cells, ascending. */
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** values[j * xs.length + i] at (xs[i], ys[j]): a number, or the index of a category. */
  readonly values: Float64Array;
  readonly cells:
    | { readonly kind: 'shades'; readonly label: string; readonly scale: 'linear' | 'log'; readonly tone: 'theory' | 'simulation' }
    | { readonly kind: 'categories'; readonly categories: readonly FieldCategory[] };
}

export interface BarsPicture extends Common {
  readonly kind: 'bars';
  /** Bars start at 0; on a log axis there is no 0, and dots take their place. */
  readonly value: PictureAxis;
  readonly bars: readonly { readonly label: string; readonly value: number; readonly low?: number; readonly high?: number; readonly tone: Tone }[];
}

export interface TablePicture extends Common {
  readonly kind: 'table';
  readonly columns: readonly string[];
  /** As many cells as columns; `badge` says on what the row rests ('proved', 'numerical'). */
  readonly rows: readonly { readonly cells: readonly (string | number)[]; readonly badge?: string }[];
}

export type Picture = LinesPicture | HistogramPicture | FieldPicture | BarsPicture | TablePicture;
