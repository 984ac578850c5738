import type { Config } from '../jobs/config.ts';
import { modelOf } from '../jobs/config.ts';
import type { Changes, Notice } from '../jobs/link.ts';
import { enginesOf } from '../jobs/enginesInUse.ts';

/** Numbers and choices that were entered and could not be used as they are: each is named, with the value used instead. */
export const entryNotices = (changes: Changes, config: Config): Notice[] => {
  const model = modelOf(config);
  const engines = enginesOf(config);
  const parts = [model, ...[...engines.simulation, ...engines.theory].map((id) => model.engines[id]!)];
  const reason = (key: string, value: number | string, used: number | string): string => {
    const field = model.params[key];
    const bound = parts.map(({ bounds }) => bounds?.(config.params)[key]).find((one) => one !== undefined && (one.min === used || one.max === used));
    if (bound !== undefined) return bound.why;
    const problem = typeof value === 'string' ? parts.flatMap(({ problems }) => problems?.({ ...config.params, [key]: value }) ?? []).find((one) => one.key === key) : undefined;
    if (problem !== undefined) return problem.why;
    return field?.kind === 'number' ? `from ${field.min} to ${field.max}` : 'the nearest possible value';
  };
  const entries: [string, unknown, unknown][] = [
    ...Object.entries(changes.params ?? {}).map(([key, value]): [string, unknown, unknown] => [key, value, config.params[key]]),
    ...Object.entries(changes).map(([key, value]): [string, unknown, unknown] => [key, value, config[key as keyof Config]]),
  ];
  return entries.flatMap(([key, value, used]) =>
    (typeof value === 'number' || (typeof value === 'string' && model.params[key]?.kind === 'choice')) && typeof used === typeof value && value !== used
      ? [{ key, received: String(value), used: String(used), why: reason(key, value, used as number | string), entered: true }]
      : [],
  );
};
