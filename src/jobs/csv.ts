import { collect, learningTimes } from './collected.ts';
import type { Cell, CellResult } from './cell.ts';
import { modelOf } from './config.ts';
import { columnBands, labelsOf } from './trajectory.ts';
import type { Request } from './tasks.ts';

const header = 'part,dimension,replica,time,observable,value';

const number = (x: number | null): string => (x === null || !Number.isFinite(x) ? '' : String(x));

/**
 * Long form, one number a line: `part,dimension,replica,time,observable,value`; a missing number is empty.
 *
 * Parts are engine ids; of a trajectory also `median`, `low` and `high` over the runs of the first simulation. In a sweep
 * the value is the learning time. A sweep over something else than the dimension says so in the part: `chain[learningRate=0.5]`.
 */
export function* csvOf(request: Request, results: ReadonlyMap<Cell, CellResult>): Generator<string> {
  const { config, over, over2 } = request;
  const criterion = modelOf(config).criteria[config.criterion]!;
  yield header;
  for (const task of request.tasks) {
    const c = collect(request, task, results);
    const dimension = String(task.params['dimension']);
    const places = [over, over2].filter((axis) => axis !== null && axis.over !== 'dimension').map((axis) => `${axis!.over}=${String(task.params[axis!.over])}`);
    const part = task.engine + (places.length > 0 ? `[${places.join(';')}]` : '');
    if (config.view === 'sweep') {
      for (const [replica, time] of learningTimes(c).entries()) yield `${part},${dimension},${replica},,learningTime,${number(time)}`;
      continue;
    }
    const times = task.cells[0]!.plan.saveAt;
    const rows = function* (name: string, replica: string, column: number, value: (i: number) => number) {
      for (let i = 0; i < c.points; i++) yield `${name},${dimension},${replica},${number(times[i]!)},${c.layout.names[column]!},${number(value(i))}`;
    };
    for (let r = 0; r < c.whole; r++) for (let column = 0; column < c.layout.size; column++) yield* rows(part, String(r), column, (i) => c.value(r, i, column));
    if (config.view !== 'trajectory') continue;
    for (const [r, time] of learningTimes(c).entries()) yield `${part},${dimension},${r},${number(time)},learned:${criterion.observable},${time === null ? '' : config.threshold}`;
    if (task.engine !== request.engines.simulation[0]) continue;
    const labels = labelsOf(config, c);
    for (let column = 0; column < c.layout.size; column++) {
      const bands = columnBands(c, labels, column);
      for (const key of ['median', 'low', 'high'] as const) yield* rows(key, '', column, (i) => bands[key][i]!);
    }
  }
}
