import type { AnyModel } from '../models/contract.ts';
import { layoutOf } from '../models/layout.ts';
import { axesOf } from './axesOf.ts';
import type { Config } from './config.ts';
import { modelOf } from './config.ts';
import { enginesIn } from './enginesInUse.ts';

export const mostBytes = 268_435_456;

/** Bytes that one frame of every run takes, by number of runs that `replicas` counts and of those it does not. */
const shapeOf = (config: Config, model: AnyModel) => {
  const { simulation, theory } = enginesIn(model, config);
  const engines = [...simulation, ...theory].map((id) => model.engines[id]!);
  const random = engines.filter((engine) => engine.random(config.params)).length;
  const size = config.view === 'sweep' ? 1 : layoutOf(model.observables, config.params).size;
  const { first, second } = config.view === 'trajectory' ? { first: null, second: null } : axesOf(config, model);
  const frames = first === null ? config.points : first.values.length * (second?.values.length ?? 1);
  return { random, fixed: engines.length - random, frame: 8 * size, frames };
};

/** Memory of what a request keeps: its frames times its runs; of a sweep one time each. */
export const frameBytes = (config: Config, model: AnyModel = modelOf(config)): number => {
  const { random, fixed, frame, frames } = shapeOf(config, model);
  return frame * frames * (random * config.replicas + fixed);
};

/** The request with as many frames, then as many replicas, as fit into the memory; `report` hears of each reduced key. */
export const fitMemory = (config: Config, model: AnyModel, report: (key: 'points' | 'replicas', why: string) => void): Config => {
  if (frameBytes(config, model) <= mostBytes) return config;
  const { random, fixed, frame, frames } = shapeOf(config, model);
  const why = 'must be small enough for the frames to fit into 256 MiB of memory';
  const trajectory = config.view === 'trajectory';
  const points = trajectory ? Math.max(2, Math.floor(mostBytes / (frame * (random * config.replicas + fixed)))) : config.points;
  if (points < config.points) report('points', why);
  const fitting = { ...config, points };
  if (random === 0 || frameBytes(fitting, model) <= mostBytes) return fitting;
  report('replicas', why);
  const runs = Math.floor(mostBytes / (frame * (trajectory ? points : frames)));
  return { ...fitting, replicas: Math.max(1, Math.floor((runs - fixed) / random)) };
};
