import { describe, expect, test } from 'vitest';
import { resultBytes, runCell, startCell, type Cell, type CellResult } from '../../src/jobs/cell.ts';
import type { Config } from '../../src/jobs/config.ts';
import { frameBytes, readLink, withParams, writeLink } from '../../src/jobs/link.ts';
import { requestOf } from '../../src/jobs/tasks.ts';
import type { AnyModel } from '../../src/models/contract.ts';
import { layoutOf } from '../../src/models/layout.ts';
import type { Params, Value } from '../../src/models/params.ts';
import { models } from '../../src/models/registry.ts';
import { linearGrid } from '../../src/numerics/linearGrid.ts';
import { pictureTests } from './pictureTests.ts';
import { makeUniform, randomChanges, type Uniform } from '../jobs/linkTools.ts';

/**
 * Models no run of which diverges, as their weights stay on a sphere; or so few that forty short runs hold none: descent never raises the risk, message
 * passing for a loss is damped, that of phase retrieval leaves in one run of eleven at d = 10 to 100, within hundreds of iterations: a test of that
 * model's engines has it.
 */
const bounded: ReadonlySet<string> = new Set(['hebbianIca', 'sequenceMultiIndex']);

/** Nanoseconds of predicted work of a test run: a long time for a small system, a short one for a large one. */
const workOfARun = 2e6;

export const settled = (model: AnyModel, engine: string, params: Params): Params =>
  withParams(readLink(`${model.id}?engine=${engine}&dimension=100`).config, { params }).params;

export const shortCell = (model: AnyModel, engine: string, params: Params, changes: Partial<Cell> = {}, work = workOfARun): Cell => {
  const budget = Math.min(model.defaults.duration, work / model.engines[engine]!.cost(params, 1).work);
  const questions = Object.entries(model.criteria).map(([criterion, { default: level }]) => ({ criterion, levels: [level] }));
  const plan = { saveAt: linearGrid(0, budget, 9), questions, budget, quality: 'rest' } as const;
  return { model: model.id, engine, params, seed: 7, firstReplica: 0, count: 1, plan, ...changes };
};

/** What must hold of any run: finite frames up to its end, and an end that says why frames are missing. */
export const faultsOf = (cell: Cell, { frames, saved, passages, outcomes }: CellResult): string[] => {
  const faults: string[] = [];
  const check = (holds: boolean, fault: string) => holds || faults.push(fault);
  const points = cell.plan.saveAt.length;
  // The last step may lie half a step beyond the budget: 1/N, or a batch of samples where time is counted in those.
  const { engines, clocks } = models[cell.model]!;
  const step = clocks[engines[cell.engine]!.clock]!.scale === 'integers' ? ((cell.params['batch'] ?? 1) as number) : 1 / (cell.params['dimension'] as number);
  const latest = cell.plan.budget + 0.5 * step;
  const size = frames.length / (cell.count * points);
  check(size === layoutOf(models[cell.model]!.observables, cell.params).size, 'frames have not the size of the layout');
  check(outcomes.map(({ replica }) => replica).join() === Array.from({ length: cell.count }, (_, i) => cell.firstReplica + i).join(), 'outcomes of other replicas');
  outcomes.forEach(({ end, time, reason }, lane) => {
    const kept = frames.subarray(lane * points * size, (lane * points + saved[lane]!) * size);
    check(kept.every(Number.isFinite), `replica ${lane}: a frame before the end is not finite`);
    check(saved[lane]! > 0, `replica ${lane}: no frame`);
    check(saved[lane] === points || end === 'diverged', `replica ${lane}: ${saved[lane]} frames and yet ${end}`);
    check(time >= 0 && (end !== 'done' || time <= latest), `replica ${lane}: ends at ${time}`);
    check(reason !== '', `replica ${lane}: no reason`);
  });
  check(passages.every((time) => time === -1 || (time >= 0 && time <= latest)), 'a passage outside of the run');
  return faults;
};

const faultsOfRun = (cell: Cell): string[] => faultsOf(cell, runCell(cell));

const endsOf = (model: AnyModel): [string, Value][] =>
  Object.entries(model.params).flatMap(([key, field]): [string, Value][] => {
    if (field.kind === 'number') return [[key, field.min], [key, field.max]];
    if (field.kind === 'choice') return Object.keys(field.options).map((id) => [key, id]);
    return field.kind === 'flag' ? [[key, false], [key, true]] : [];
  });

/** Each number at one of its ends; the smallest system, which diverges first. */
const cornerOf = (uniform: Uniform, model: AnyModel): Params =>
  Object.fromEntries(
    Object.entries(model.params).flatMap(([key, field]) => {
      if (field.kind !== 'number') return [];
      return [[key, key === 'dimension' || uniform() < 0.5 ? field.min : field.max]];
    }),
  );

/** The results of cells that together hold the replicas of one. */
const joined = (results: readonly CellResult[]): CellResult => ({
  frames: Float64Array.from(results.flatMap(({ frames }) => [...frames])),
  saved: Int32Array.from(results.flatMap(({ saved }) => [...saved])),
  passages: Float64Array.from(results.flatMap(({ passages }) => [...passages])),
  outcomes: results.flatMap(({ outcomes }) => outcomes),
});

/** Bytes of a request's most demanding cell: state and result. */
const largestCell = (model: AnyModel, config: Config): number => {
  let most = 0;
  for (const { cells, params, engine } of requestOf(config).tasks) {
    const { size } = layoutOf(model.observables, params);
    for (const cell of cells) most = Math.max(most, model.engines[engine]!.cost(params, cell.plan.budget).bytes + resultBytes(cell, size));
  }
  return most;
};

/** Everything that the contract promises, of one model: a file for each model, so that they run side by side. */
export const contractTests = (id: string): void => {
  describe(id, async () => {
    const model = models[id]!;
    const more = await model.more();
    describe.each(Object.keys(model.engines))('%s', (engine) => {
      const { random, side } = model.engines[engine]!;
      const params = settled(model, engine, {});
      const five = shortCell(model, engine, params, { count: 5 }, workOfARun / 4);

      test('same seed, same bytes; another seed, others', () => {
        const result = runCell(five);
        expect(faultsOf(five, result)).toEqual([]);
        expect(runCell(structuredClone(five))).toEqual(result);
        if (random(params)) expect(runCell({ ...five, seed: 8 }).frames).not.toEqual(result.frames);
      });

      test('neither the split into cells nor the order nor the slices matter', () => {
        const whole = runCell(five);
        for (const counts of [[1, 1, 1, 1, 1], [2, 3], [4, 1]]) {
          let firstReplica = 0;
          const cells = counts.map((count): Cell => {
            firstReplica += count;
            return { ...five, firstReplica: firstReplica - count, count };
          });
          expect(joined(cells.map(runCell))).toEqual(whole);
          expect(joined(cells.toReversed().map(runCell).toReversed())).toEqual(whole);
          const runs = cells.map(startCell);
          const open = new Set(runs);
          while (open.size > 0) for (const run of open) if (run.advance()) open.delete(run);
          expect(joined(runs.map(({ result }) => result))).toEqual(whole);
        }
      });

      test('it pauses between pieces of work', () => {
        const long = shortCell(model, engine, params, { count: 3 * (model.engines[engine]!.lanes ?? 1) });
        const run = startCell(long);
        let pauses = 0;
        while (!run.advance()) pauses++;
        expect(pauses).toBeGreaterThanOrEqual(3);
      });

      test.each(endsOf(model))('%s = %s', (key, value) => {
        const cell = shortCell(model, engine, settled(model, engine, { [key]: value }));
        expect(faultsOfRun(cell)).toEqual([]);
      });

      test('anywhere else in the space of parameters', () => {
        const uniform = makeUniform(1);
        const ends = new Set<string>();
        for (let i = 0; i < 40; i++) {
          const drawn = settled(model, engine, i % 2 === 0 ? randomChanges(uniform, model).params! : cornerOf(uniform, model));
          const cell = shortCell(model, engine, drawn);
          const result = runCell(cell);
          for (const { end } of result.outcomes) ends.add(end);
          expect(faultsOf(cell, result), JSON.stringify(drawn)).toEqual([]);
        }
        if (side === 'simulation') expect([...ends]).toEqual(expect.arrayContaining(bounded.has(model.id) ? ['done'] : ['done', 'diverged']));
      });

      test('a passage is the crossing of its own trajectory, whatever is kept or asked besides', () => {
        let crossings = 0;
        for (const [criterion, { observable, direction, default: level }] of Object.entries(model.criteria)) {
          const budget = model.budget(params, criterion, level) / 2;
          const asked = shortCell(model, engine, params, { plan: { saveAt: new Float64Array(0), questions: [{ criterion, levels: [level] }], budget, quality: 'rest' } });
          const time = runCell(asked).passages[0]!;
          if (time < 0) continue;
          crossings++;
          const others = Object.entries(model.criteria).map(([id, c]) => ({ criterion: id, levels: [c.default] }));
          const shown = { ...asked, plan: { ...asked.plan, saveAt: Float64Array.of(0, time), questions: [{ criterion, levels: [level] }, ...others] } };
          const { frames, passages } = runCell(shown);
          expect(passages[0]).toBe(time);
          const { offsets, size } = layoutOf(model.observables, params);
          const past = (frames[size + offsets[observable]!]! - level) * (direction === 'above' ? 1 : -1);
          // A theory stands on the level up to rounding, a simulation is the first tested step at or beyond it.
          if (side === 'theory') expect(Math.abs(past)).toBeLessThan(1e-9);
          else expect(past).toBeGreaterThanOrEqual(0);
          expect((frames[offsets[observable]!]! - level) * (direction === 'above' ? 1 : -1)).toBeLessThan(0);
        }
        expect(crossings).toBeGreaterThan(0);
      });
    });

    pictureTests(model, endsOf(model), (changes) => settled(model, Object.keys(model.engines)[0]!, changes));

    const links = [...model.opening.presets, ...more.tour].map(({ link }) => link);

    test.each(links)('link %s', (link) => {
      const { config, notices } = readLink(link);
      expect(notices).toEqual([]);
      expect(config.model).toBe(model.id);
      const written = writeLink(config);
      expect(readLink(written)).toEqual({ config, notices: [] });
      expect(writeLink(readLink(written).config)).toBe(written);
    });

    test('names are distinct', () => {
      const labels = more.checks.map(({ label }) => label);
      expect(new Set(labels).size).toBe(labels.length);
      for (const [key, value] of [...endsOf(model), ['dimension', 100] as [string, Value]]) {
        const { names, size } = layoutOf(model.observables, settled(model, Object.keys(model.engines)[0]!, { [key]: value }));
        expect(new Set(names).size).toBe(names.length);
        expect(names.length).toBe(size);
      }
      for (const part of [model.engines, model.criteria, model.clocks, model.otherClocks]) expect(Object.keys(part).filter((id) => Object.hasOwn(model.params, id))).toEqual([]);
    });

    const tops = Object.entries(model.params).filter(([, field]) => field.kind === 'number').map(([key, field]) => `${key}=${'max' in field ? field.max : ''}`);
    const engines = Object.keys(model.engines).map((id) => `engine=${id}`);

    test.each([...tops, tops.join('&'), ...engines, `${tops.join('&')}&engine=${Object.keys(model.engines).join(',')}`])('memory: %s', (keys) => {
      for (const view of ['trajectory', 'sweep', 'scan', 'map&over2=dimension'] as const) {
        const { config, notices } = readLink(`${model.id}?${keys}&points=100001&replicas=10000&starts=10000&view=${view}`);
        const reduced = config.points < 100_001 || config.replicas < 10_000;
        expect(notices.some(({ key }) => key === 'points' || key === 'replicas')).toBe(reduced);
        expect(reduced || view !== 'trajectory').toBe(true);
        expect(frameBytes(config)).toBeLessThanOrEqual(268_435_456);
        expect(largestCell(model, config)).toBeLessThanOrEqual(250e6);
      }
    });
  });
};
