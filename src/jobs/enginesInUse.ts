import type { AnyModel, Side } from '../models/contract.ts';
import type { Config } from './config.ts';
import { modelOf } from './config.ts';

export interface EnginesInUse {
  readonly simulation: string[];
  readonly theory: string[];
}

/** The engines a request runs: the headline pair; an engine named replaces its own side only; `only` removes a side. */
export const enginesIn = (model: AnyModel, { engine, only }: Pick<Config, 'engine' | 'only'>): EnginesInUse => {
  const of = (side: Side): string[] => {
    if (only !== null && only !== side) return [];
    const named = (engine ?? []).filter((id) => model.engines[id]!.side === side);
    return named.length > 0 ? named : [model.headlinePair[side]];
  };
  return { simulation: of('simulation'), theory: of('theory') };
};

export const enginesOf = (config: Config): EnginesInUse => enginesIn(modelOf(config), config);
