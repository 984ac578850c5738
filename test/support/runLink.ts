import { runCell, type Cell, type CellResult } from '../../src/jobs/cell.ts';
import { collect, type Collected } from '../../src/jobs/collected.ts';
import { readLink } from '../../src/jobs/link.ts';
import { requestOf, type Request } from '../../src/jobs/tasks.ts';
import type { Plan } from '../../src/models/contract.ts';

export interface LinkRun {
  readonly request: Request;
  /** Results of an engine's tasks, in the order of the values of a sweep. */
  readonly of: (engine: string) => readonly Collected[];
}

/** The request of a link of which nothing had to be changed. */
export const requestOfLink = (link: string, quality: Plan['quality'] = 'rest'): Request => {
  const { config, notices } = readLink(link);
  if (notices.length > 0) throw new Error(notices.map(({ key, received, used, why }) => `${key}=${received} ${why}; used ${used}`).join('\n'));
  return requestOf(config, quality);
};

/** Everything a link asks for, run to its end on this thread. */
export const runLink = (link: string, quality: Plan['quality'] = 'rest'): LinkRun => {
  const request = requestOfLink(link, quality);
  const results = new Map<Cell, CellResult>();
  for (const { cells } of request.tasks) for (const cell of cells) results.set(cell, runCell(cell));
  const collected = request.tasks.map((task) => collect(request, task, results));
  return { request, of: (engine) => collected.filter(({ task }) => task.engine === engine) };
};
