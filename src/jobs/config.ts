import type { AnyModel } from '../models/contract.ts';
import { models } from '../models/registry.ts';
import type { Params } from '../models/params.ts';

export type View = 'trajectory' | 'sweep' | 'scan' | 'map';

/** Everything a link says, checked and completed; `null` means "not said: the model's default". */
export interface Config {
  readonly model: string;
  readonly params: Params;
  readonly seed: number;
  readonly view: View;
  readonly only: 'simulation' | 'theory' | null;
  readonly replicas: number;
  readonly starts: number;
  readonly duration: number;
  readonly points: number;
  readonly criterion: string;
  readonly threshold: number;
  readonly budget: number | null;
  readonly dimensions: readonly number[] | null;
  readonly over: string | null;
  readonly values: readonly number[] | null;
  readonly over2: string | null;
  readonly values2: readonly number[] | null;
  readonly fitfrom: number | null;
  /** Engine ids named in the link; a named engine replaces its own side only. */
  readonly engine: readonly string[] | null;
  /** A fingerprint the link claims for its simulation. */
  readonly fp: string | null;
  /** Options of the page (axes, cursor, theme, ...): kept as text, of no effect on any number. */
  readonly page: Readonly<Record<string, string>>;
}

export const modelOf = (config: Config): AnyModel => models[config.model]!;
