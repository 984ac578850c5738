import { createStore } from 'zustand/vanilla';
import type { Cell, CellResult } from '../jobs/cell.ts';
import type { Config } from '../jobs/config.ts';
import type { Notice } from '../jobs/link.ts';
import type { Request } from '../jobs/tasks.ts';
import type { Description, Picture } from '../models/contract.ts';

/** One theory curve from the start of replica 0, fast while a slider moves, exact at rest. */
export interface TheoryCurve {
  readonly config: Config;
  readonly request: Request;
  readonly cell: Cell;
  readonly result: CellResult;
}

/** Results of a request as they come in; `revision` counts, the map is grown in place. */
export interface Live {
  readonly request: Request;
  readonly results: ReadonlyMap<Cell, CellResult>;
  readonly revision: number;
  /** Frames of replica 0 while it still runs: `count` of them are there. */
  readonly head: { readonly frames: Float64Array; readonly count: number } | null;
  /** Whole runs there and wanted, on the simulation side. */
  readonly runs: number;
  readonly wanted: number;
  readonly status: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  readonly failure: string | null;
  /** Share of the predicted work done, 0 to 1, and seconds left at the speed seen so far; of a request that waits for a yes, all of them. */
  readonly progress: number;
  readonly secondsLeft: number | null;
}

export interface Pin {
  readonly config: Config;
  readonly curve: TheoryCurve;
}

/** Laws and marks, and the configuration that they describe. */
export type Described = Description & { readonly config: Config };

/** The further picture that the link asks for. */
export interface Pictured {
  readonly id: string;
  readonly status: 'drawing' | 'done' | 'failed';
  /** What the newest answer was asked with: while another is drawn the former stays. */
  readonly drawn: { readonly key: string; readonly picture: Picture } | null;
  readonly failure: string | null;
}

export interface AppState {
  readonly config: Config;
  readonly notices: readonly Notice[];
  /** Key of the slider or threshold that is being moved, or null at rest. */
  readonly dragging: string | null;
  readonly theory: TheoryCurve | null;
  /** The theory before the last change, and the keys that differ. */
  readonly ghost: TheoryCurve | null;
  readonly trajectory: Live | null;
  readonly sweep: Live | null;
  readonly scan: Live | null;
  /** A sweep computed earlier by the runner, of the same request: shown until the live one is there. */
  readonly stored: Live | null;
  readonly description: Described | null;
  /** null: none is asked for, or there is none of that name. */
  readonly picture: Pictured | null;
  readonly pins: readonly Pin[];
  /** Time of the cursor in the clock's unit; null: where replica 0 learned. */
  readonly cursor: number | null;
  readonly playing: boolean;
  readonly speed: number;
  readonly theme: 'light' | 'dark' | null;
  readonly threads: number;
}

export type Store = ReturnType<typeof makeStore>;

export const makeStore = (config: Config, notices: readonly Notice[], threads: number) =>
  createStore<AppState>()(() => ({
    config,
    notices,
    dragging: null,
    theory: null,
    ghost: null,
    trajectory: null,
    sweep: null,
    scan: null,
    stored: null,
    description: null,
    picture: null,
    pins: [],
    cursor: null,
    playing: false,
    speed: 1,
    theme: null,
    threads,
  }));
