import { describe, expect, test } from 'vitest';
import { budgetAt, inOrder, requestOf, workOf } from '../../src/jobs/tasks.ts';
import { configOf, requestFor } from './sample.ts';

const counts = (link: string) => requestFor(link).tasks.map(({ cells }) => cells.map(({ count }) => count));

describe('tasks', () => {
  test('a trajectory: the first replica alone, then as many as run side by side, else pairs', () => {
    const request = requestFor('committee?replicas=6&points=5&duration=8');
    expect(request.over).toBeNull();
    expect(request.tasks.map(({ engine, side, replicas, budget }) => [engine, side, replicas, budget])).toEqual([['chain', 'simulation', 6, 8], ['ode', 'theory', 6, 8]]);
    expect(request.tasks.map(({ cells }) => cells.map(({ firstReplica, count }) => [firstReplica, count]))).toEqual([[[0, 1], [1, 4], [5, 1]], [[0, 1], [1, 2], [3, 2], [5, 1]]]);
    for (const { cells } of request.tasks) {
      for (const { plan } of cells) expect(plan).toEqual({ saveAt: Float64Array.of(0, 2, 4, 6, 8), questions: [{ criterion: 'specialised', levels: [0.5] }], budget: 8, quality: 'rest' });
    }
    expect(requestOf(configOf('committee?replicas=6'), 'drag').tasks[0]!.cells[0]!.plan.quality).toBe('drag');
  });

  test.each([
    ['committee?replicas=1', [[1], [1]]],
    ['committee?replicas=2', [[1, 1], [1, 1]]],
    ['committee?replicas=4&start=broken', [[1, 3], [1]]],
    ['committee?replicas=4&engine=direct&only=simulation', [[1, 2, 1]]],
    ['committee?replicas=2&engine=direct,chain,ode&only=simulation', [[1, 1], [1, 1]]],
    ['committee?replicas=2&only=theory', [[1, 1]]],
    ['committee?view=sweep&dimensions=100,200&replicas=5&starts=12', [[4, 1], [4, 1], [10, 2], [10, 2]]],
    ['committee?view=sweep&dimensions=100&replicas=3&starts=50&start=broken', [[3], [1]]],
    ['committee?view=scan&values=0.5,1&replicas=3&only=simulation', [[3], [3]]],
    ['committee?view=map&over=learningRate&values=0.5,1&over2=labelNoise&values2=0,1,2&replicas=1&only=simulation', [[1], [1], [1], [1], [1], [1]]],
  ])('cells of %s', (link, expected) => expect(counts(link)).toEqual(expected));

  test('a sweep: the parameters at each value, its own budget, levels up to the threshold, no frames', () => {
    const { tasks, over } = requestFor('committee?view=sweep&dimensions=100,10000&replicas=2&starts=2&threshold=0.2');
    expect(over).toEqual({ over: 'dimension', values: [100, 10000] });
    expect(tasks.map(({ params, index, engine }) => [engine, params['dimension'], index])).toEqual([['chain', 100, 0], ['chain', 10000, 1], ['ode', 100, 0], ['ode', 10000, 1]]);
    const { plan } = tasks[1]!.cells[0]!;
    expect(plan.saveAt).toHaveLength(0);
    expect(plan.questions[0]!.levels.at(-1)).toBe(0.2);
    expect(plan.questions[0]!.levels.length).toBeGreaterThan(1);
    expect(tasks[1]!.budget).toBeGreaterThan(tasks[0]!.budget);
    expect(plan.budget).toBe(tasks[1]!.budget);
    expect(requestFor('committee?view=sweep&budget=12').tasks.every(({ budget, cells }) => budget === 12 && cells[0]!.plan.budget === 12)).toBe(true);
    expect(budgetAt(configOf('committee?budget=3'), {})).toBe(3);
  });

  test('a scan and a map: one frame at the end, nothing asked, matrices resized, second parameter inside', () => {
    const scan = requestFor('committee?view=scan&over=hiddenUnits&values=1,3&start=custom&duration=4&only=simulation&replicas=1').tasks;
    expect(scan.map(({ params }) => (params['norms'] as readonly number[]).length)).toEqual([1, 9]);
    expect(scan[0]!.cells[0]!.plan).toEqual({ saveAt: Float64Array.of(4), questions: [], budget: 4, quality: 'rest' });
    const map = requestFor('committee?view=map&over=learningRate&values=0.5,1&over2=labelNoise&values2=0,1,2&only=theory').tasks;
    expect(map.map(({ index, index2, params }) => [index, index2, params['learningRate'], params['labelNoise']])).toEqual([
      [0, 0, 0.5, 0], [0, 1, 0.5, 1], [0, 2, 0.5, 2], [1, 0, 1, 0], [1, 1, 1, 1], [1, 2, 1, 2],
    ]);
  });

  test('order: every cell once; rounds over all values, theory first, costly values first', () => {
    const request = requestFor('committee?view=sweep&dimensions=100,1000&replicas=8&starts=100');
    const ordered = inOrder(request);
    expect(new Set(ordered.map(({ cell }) => cell))).toEqual(new Set(request.tasks.flatMap(({ cells }) => cells)));
    expect(ordered).toHaveLength(request.tasks.flatMap(({ cells }) => cells).length);
    const simulated = ordered.filter(({ task }) => task.side === 'simulation').map(({ cell }) => [cell.params['dimension'], cell.firstReplica]);
    expect(simulated).toEqual([[1000, 0], [100, 0], [1000, 4], [100, 4]]);
    const roundOf = (firstReplica: number) => (firstReplica < 2 ? 0 : firstReplica < 6 ? 1 : firstReplica < 14 ? 2 : 3);
    const ranks = ordered.map(({ task, cell }) => 2 * roundOf(task.side === 'theory' ? cell.firstReplica / 10 : cell.firstReplica) + (task.side === 'theory' ? 0 : 1));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  test('predicted work grows with runs, time and size', () => {
    const cell = (link: string, i = 0) => requestFor(link).tasks[0]!.cells[i]!;
    const one = workOf(cell('committee?replicas=3&duration=10'));
    // Lanes side by side cost the same, full or not.
    expect(workOf(cell('committee?replicas=4&duration=10', 1))).toBe(one);
    expect(workOf(cell('committee?replicas=3&duration=10&engine=direct', 1))).toBe(2 * workOf(cell('committee?replicas=3&duration=10&engine=direct')));
    expect(workOf(cell('committee?duration=20'))).toBeCloseTo(2 * one, 6);
    expect(workOf(cell('committee?duration=10&dimension=10000'))).toBeGreaterThan(5 * one);
  });
});
