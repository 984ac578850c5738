/**
 * What every learning model satisfies. Models are object literals through `defineModel`; engines, simulations and
 * theories alike, are plain generators. Nothing here knows about threads, clocks on the wall or pictures on a page.
 */
import type { Fields, Params, ParamsOf } from './params.ts';
import type { Picture } from './picture.ts';

export type { BarsPicture, FieldCategory, FieldPicture, HistogramPicture, LinesPicture, Picture, PictureAxis, PictureLine, PictureMark, PicturePoints, TablePicture, Tone } from './picture.ts';

export type Side = 'simulation' | 'theory';

/** Where each observable's numbers stand in a frame: `names[i]` is the name of column i (`Q11`, `v3`). */
export interface Layout {
  readonly ids: readonly string[];
  readonly offsets: Readonly<Record<string, number>>;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly names: readonly string[];
  readonly size: number;
}

export interface Observable<P> {
  readonly symbol: string;
  readonly label: string;
  readonly scale: 'linear' | 'log';
  readonly shape?: (p: P) => readonly number[];
  /** Id of a vector whose entries are drawn faintly behind it in a chart, as sizes; behind an entry of that vector itself with their signs. */
  readonly behind?: string;
}

export interface Clock {
  readonly label: string;
  readonly symbol: string;
  readonly unit: string;
  readonly scale: 'linear' | 'log' | 'integers';
}

export interface OtherClock<P> {
  readonly of: string;
  readonly label: string;
  readonly symbol: string;
  readonly from: (time: number, p: P) => number;
}

/** A vertical axis of the chart of learning times, chosen in its title. */
export interface LearningAxis<P> {
  /** 'total samples until learned' */
  readonly label: (p: P) => string;
  /** One of the other clocks, logarithmic; chosen by the link key `y`. The clock of the engines unless told. */
  readonly clock?: string;
  /** Values that belong to it: set when it is chosen, put back when it is left. */
  readonly params?: Params;
  readonly when?: (p: P) => boolean;
  /** What the theory leaves out on this axis. Rich. */
  readonly note?: (p: P) => string;
}

/** "Learned" means that `observable` is above (or below) the threshold for the first time. */
export interface Criterion {
  readonly observable: string;
  readonly label: string;
  readonly direction: 'above' | 'below';
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly between: 'linear' | 'logLog';
}

export interface Batch {
  readonly seed: number;
  readonly firstReplica: number;
  readonly count: number;
}

export interface Question {
  readonly criterion: string;
  readonly levels: readonly number[];
}

export interface Plan {
  /** Times at which frames are kept, ascending, in the clock's unit; may be empty. */
  readonly saveAt: Float64Array;
  readonly questions: readonly Question[];
  /** End of a run, in the clock's unit. */
  readonly budget: number;
  /** `drag` trades accuracy for a frame in time; only `rest` is fingerprinted. */
  readonly quality: 'drag' | 'rest';
}

/** `values` may be overwritten once the run goes on. */
export type Frame = { readonly kind: 'frame'; readonly replica: number; readonly index: number; readonly values: Float64Array };
export type Passage = {
  readonly kind: 'passage';
  readonly replica: number;
  readonly question: number;
  readonly level: number;
  readonly time: number;
};
export type Pause = { readonly kind: 'pause' };
export type End = 'done' | 'converged' | 'learned' | 'diverged' | 'budget' | 'stalled';
export interface Outcome {
  readonly replica: number;
  readonly end: End;
  readonly time: number;
  readonly reason: string;
}
export type Run = Generator<Frame | Passage | Pause, Outcome[]>;

export interface Engine<P> {
  readonly side: Side;
  readonly label: string;
  /** Of a theory: the limit in which it holds, or what it supposes. Rich. */
  readonly limit?: string;
  readonly clock: string;
  /** Grows whenever the engine's numbers change; stands in the fingerprint. */
  readonly version: number;
  /** Does the replica matter under these parameters? Otherwise one is run. */
  readonly random: (p: P) => boolean;
  /** Of a theory: does it start where the runs do? It does unless told. */
  readonly sameStart?: (p: P) => boolean;
  /** Of a theory: what must not be believed of it under these parameters, a rich sentence; '' where nothing. */
  readonly caution?: (p: P) => string;
  readonly bounds?: (p: P) => Bounds;
  /** What it is not offered for. */
  readonly problems?: (p: P) => readonly Problem[];
  /** Replicas that run side by side, for little more than the time of one; 1 unless told. */
  readonly lanes?: number;
  /** A replica up to `time`, its lanes being full: nanoseconds of one ordinary core, and bytes of its state. */
  readonly cost: (p: P, time: number) => { work: number; bytes: number };
  readonly run: (p: P, batch: Batch, plan: Plan, layout: Layout) => Run;
}

/** Limits that depend on the other parameters. */
export type Bounds = Readonly<Record<string, { readonly min?: number; readonly max?: number; readonly why: string }>>;
/** A value that is in range and yet impossible together with the others; `use` mends it. */
export interface Problem {
  readonly key: string;
  readonly why: string;
  readonly use: Params;
}

export interface Law {
  readonly label: string;
  readonly over: string;
  readonly clock: string;
  /** samples, or the times of one of the other clocks when it is that one's law ~ prefactor * x^exponent * (ln x)^logPower */
  readonly exponent: number;
  readonly logPower: number;
  readonly prefactor: number | null;
  /** Median, 10 % and 90 % quantile at the values asked for, in the clock's unit. */
  readonly median: readonly number[] | null;
  readonly low: readonly number[] | null;
  readonly high: readonly number[] | null;
  /** Added time per e-fold of x as x grows without bound. */
  readonly slopePerEfold: number | null;
  /** Exponents of the median at values far out, where the logarithm hides the limit. */
  readonly far?: readonly { readonly x: number; readonly exponent: number }[];
  readonly source: string;
  readonly badge: string;
}

export interface Mark {
  readonly id: string;
  /** An observable, a clock or a parameter. */
  readonly on: string;
  readonly value: number;
  readonly kind: 'level' | 'threshold' | 'rate';
  readonly label: string;
  /** Of a threshold of a parameter: what happens above it. */
  readonly warning?: string;
  readonly badge: string;
}

export interface Description {
  readonly laws: readonly Law[];
  readonly marks: readonly Mark[];
}

/** A further picture beside the two charts; drawn in a worker when it is chosen. */
export interface PictureSource<P> {
  readonly title: string;
  readonly when?: (p: P) => boolean;
  /** Arrays of the picture are given away: new ones each time, no part of a larger buffer. */
  readonly draw: (p: P, seed: number) => Generator<Pause, Picture>;
}

export interface TourStep {
  readonly link: string;
  readonly title: string;
  readonly look: string;
  readonly question: string;
  readonly answer: string;
  /** Further configurations that the step speaks of. */
  readonly also?: readonly { readonly label: string; readonly link: string }[];
}

/** What the page needs at once. */
export interface Opening {
  readonly question: (p: Params) => string;
  readonly presets: readonly { readonly label: string; readonly link: string }[];
}

/** What is read when somebody asks for it. */
export interface About {
  readonly title: string;
  readonly summary: string;
  readonly symbols: readonly { readonly symbol: string; readonly meaning: string }[];
  readonly limits: readonly string[];
  readonly references: readonly { readonly text: string; readonly link: string }[];
  readonly tour: readonly TourStep[];
}

/** A published or independently computed value; the tests run them and the About panel shows them. */
export interface Check {
  readonly label: string;
  readonly expected: number;
  readonly tolerance: number;
  readonly source: string;
  readonly compute: () => number;
}

export interface Model<P> {
  readonly id: string;
  readonly name: string;
  /** How runs use their samples; 'One pass, every sample new' unless told. Rich. */
  readonly samples?: string;
  readonly params: Fields;
  /** The parameters shown first; the rest is folded by group. */
  readonly first: readonly string[];
  readonly observables: Readonly<Record<string, Observable<P>>>;
  /** The upper panel of the trajectory chart; the lower one shows what decides "learned". */
  readonly headline: string;
  readonly clocks: Readonly<Record<string, Clock>>;
  readonly otherClocks: Readonly<Record<string, OtherClock<P>>>;
  /** In the order of the menu; none: the clock of the engines alone. */
  readonly learningAxes?: Readonly<Record<string, LearningAxis<P>>>;
  readonly criteria: Readonly<Record<string, Criterion>>;
  readonly engines: Readonly<Record<string, Engine<P>>>;
  readonly headlinePair: { readonly simulation: string; readonly theory: string };
  readonly bounds?: (p: P) => Bounds;
  readonly problems?: (p: P) => readonly Problem[];
  /** Default end of a run that has not learned, in the clock's unit: a multiple of the predicted median. */
  readonly budget: (p: P, criterion: string, threshold: number) => number;
  readonly defaults: { readonly replicas: number; readonly duration: number; readonly points: number; readonly starts: number };
  /** Permutation of a frame's columns that pairs each student with its teacher at the end of the run. */
  readonly relabel?: (p: P, finalFrame: Float64Array, layout: Layout) => Int32Array;
  readonly sweep: { readonly over: string; readonly values: readonly number[]; readonly from: number };
  readonly scan: { readonly over: string; readonly values: readonly number[] };
  /** Laws and marks; runs in a worker. `xs` are values of the parameter `over`. */
  readonly describe: (p: P, over: string, xs: readonly number[], criterion: string, threshold: number) => Generator<Pause, Description>;
  readonly pictures?: Readonly<Record<string, PictureSource<P>>>;
  readonly opening: Opening;
  /** Prose, tour and checked values: loaded on demand, they are no part of the first load. */
  readonly more: () => Promise<About & { readonly checks: readonly Check[] }>;
}

export type AnyModel = Model<Params>;

/** Checks ids across all parts, then erases the parameter types: the one cast. */
export const defineModel = <const F extends Fields>(model: Model<ParamsOf<F>> & { readonly params: F }): AnyModel => {
  const has = (part: string, known: object, id: string) => {
    if (!Object.hasOwn(known, id)) throw new Error(`model ${model.id}: ${part} names ${id}, which it does not define`);
  };
  has('headline', model.observables, model.headline);
  has('headlinePair', model.engines, model.headlinePair.simulation);
  has('headlinePair', model.engines, model.headlinePair.theory);
  has('sweep', model.params, model.sweep.over);
  has('scan', model.params, model.scan.over);
  for (const key of model.first) has('first', model.params, key);
  for (const [id, c] of Object.entries(model.criteria)) has(`criterion ${id}`, model.observables, c.observable);
  for (const [id, e] of Object.entries(model.engines)) has(`engine ${id}`, model.clocks, e.clock);
  for (const [id, c] of Object.entries(model.otherClocks)) has(`clock ${id}`, model.clocks, c.of);
  for (const { behind = model.headline } of Object.values(model.observables)) has('behind', model.observables, behind);
  for (const [id, axis] of Object.entries(model.learningAxes ?? {})) {
    for (const key of Object.keys(axis.params ?? {})) has(`axis ${id}`, model.params, key);
    if (axis.clock !== undefined) has(`axis ${id}`, model.otherClocks, axis.clock);
  }
  return model as unknown as AnyModel;
};
