import { parseArgs } from 'node:util';
import { sides } from '../jobs/commonKeys.ts';

/** A user's mistake: one line, exit 2. */
export class BadInput extends Error {}

export interface Options {
  readonly link: string | null;
  readonly view: string | null;
  readonly only: string | null;
  readonly format: 'json' | 'csv';
  readonly out: string | null;
  readonly progress: boolean | null;
  readonly verify: string | null;
  readonly workers: number | null;
  readonly list: boolean;
  readonly help: boolean;
}

const spec = {
  view: { type: 'string' },
  only: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  progress: { type: 'boolean' },
  verify: { type: 'string' },
  workers: { type: 'string' },
  list: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

export const views = ['trajectory', 'sweep', 'scan', 'map'] as const;
export const mostWorkers = 64;

const oneOf = <T extends string>(key: string, value: string | undefined, allowed: readonly T[]): T | null => {
  if (value === undefined) return null;
  if (!(allowed as readonly string[]).includes(value)) throw new BadInput(`--${key}: got "${value}"; must be one of ${allowed.join(', ')}`);
  return value as T;
};

/** The command line, checked; throws BadInput with the option, the value and the range. */
export const readOptions = (args: readonly string[]): Options => {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options: spec, allowPositionals: true, strict: true });
  } catch (reason) {
    throw new BadInput(String((reason as Error).message).split('\n')[0]!);
  }
  const { values, positionals } = parsed;
  if (positionals.length > 1) throw new BadInput(`link: got ${positionals.length} of them ("${positionals[1]!.slice(0, 80)}" is the second); give one, in quotes`);
  const workers = values.workers === undefined ? null : /^\d+$/.test(values.workers) ? Number(values.workers) : NaN;
  if (workers !== null && !(Number.isInteger(workers) && workers >= 1 && workers <= mostWorkers)) {
    throw new BadInput(`--workers: got "${values.workers!}"; must be a whole number from 1 to ${mostWorkers}`);
  }
  if (values.verify !== undefined && !/^[\w.:-]{1,64}$/.test(values.verify)) {
    throw new BadInput(`--verify: got "${values.verify.slice(0, 80)}"; must be a fingerprint: 1 to 64 letters, digits, dots, colons or dashes`);
  }
  if (values.out === '') throw new BadInput('--out: got ""; must name a file');
  return {
    link: positionals[0] ?? null,
    view: oneOf('view', values.view, views),
    only: oneOf('only', values.only, sides),
    format: oneOf('format', values.format, ['json', 'csv']) ?? 'json',
    out: values.out ?? null,
    progress: values.progress ?? null,
    verify: values.verify ?? null,
    workers,
    list: values.list ?? false,
    help: values.help ?? false,
  };
};
