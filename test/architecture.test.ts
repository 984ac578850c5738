import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { cycleFaults, engineFaults, importFaults, lockFaults, modelFaults, placeFaults, sizeFaults, suppressionFaults, topFaults } from './support/architectureRules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const walk = (folder: string): string[] =>
  readdirSync(join(root, folder)).flatMap((name) => {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (['node_modules', 'dist', '.git'].includes(name)) return [];
    return statSync(join(root, path)).isDirectory() ? walk(path) : [path];
  });

/** The files of the repository; outside of one, all that is there. */
const listed = (...options: string[]): string[] => {
  try {
    const names = execFileSync('git', ['ls-files', '-z', ...options], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return names.split('\0').filter((name) => name !== '' && existsSync(join(root, name)));
  } catch {
    return walk('');
  }
};

const read = (paths: readonly string[]): Map<string, string> => new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
const tracked = listed();
const sources = read(listed('--cached', '--others', '--exclude-standard').filter((path) => /^(?:src|test)\//.test(path)));

describe('architecture', () => {
  test('there is something to look at', () => {
    expect([...sources.keys()].filter((path) => path.startsWith('src/')).length).toBeGreaterThan(100);
    expect(tracked).toContain('package-lock.json');
  });

  test.each([
    ['imports', importFaults],
    ['cycles', cycleFaults],
    ['files of a model', modelFaults],
    ['sizes', sizeFaults],
    ['engines', engineFaults],
    ['suppressions', suppressionFaults],
  ] as const)('%s', (_, faults) => expect(faults(sources)).toEqual([]));

  test('top level', () => expect(topFaults(tracked)).toEqual([]));
  test('hosts and paths', () => expect(placeFaults(read(tracked))).toEqual([]));
  test('lock file', () => expect(lockFaults(readFileSync(join(root, 'package-lock.json'), 'utf8'))).toEqual([]));
});
