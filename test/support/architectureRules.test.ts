import { describe, expect, test } from 'vitest';
import { cycleFaults, engineFaults, importFaults, lockFaults, modelFaults, placeFaults, sizeFaults, suppressionFaults, topFaults } from './architectureRules.ts';
import { codeOf, importsOf, withoutComments } from './sourceText.ts';

const only = (path: string, text: string) => new Map([[path, text]]);

describe('reading sources', () => {
  test('comments and quotes', () => {
    const text = "a; // b 'c\nd /* e\nf */ + 'g // h' + `i ${j + 'k' + `${l}`} m` + /[/'\"]n/.test(o) / p / q";
    expect(withoutComments(text)).toBe("a;        \nd     \n     + 'g // h' + `i ${j + 'k' + `${l}`} m` + /[/'\"]n/.test(o) / p / q");
    expect(codeOf(text).replaceAll(/\s+/g, ' ')).toBe("a; d + ' ' + ` ${j + ' ' + `${l}`} ` + / /.test(o) / p / q");
  });

  test.each([
    ["import { a, type B } from './a.ts';", './a.ts', false],
    ["import type {\n  A,\n} from './a.ts';", './a.ts', true],
    ["import './a.css';", './a.css', false],
    ["export { a } from './a.ts';", './a.ts', false],
    ["export * from './a.ts';", './a.ts', false],
    ["export type { A } from './a.ts';", './a.ts', true],
    ["const a = await import('./a.ts');", './a.ts', false],
    ["let a: import('./a.ts').A;", './a.ts', false],
    ["new Worker(new URL('./a.ts', import.meta.url))", './a.ts', false],
    ['const a = import(b);', 'computed', false],
  ])('%s', (text, to, typeOnly) => expect(importsOf(text)).toEqual([{ to, typeOnly }]));

  test('what only looks like an import', () => {
    expect(importsOf("// import { a } from './a.ts';\nexport const from = 'x'; Array.from('y');")).toEqual([]);
  });
});

describe('every rule can fail', () => {
  test.each([
    ['src/numerics/a.ts', "import type { Field } from '../models/params.ts';"],
    ['src/numerics/a.ts', "import { thing } from 'some-package';"],
    ['src/models/a/index.ts', "import { b } from '../b/index.ts';"],
    ['src/models/a/index.ts', "import { models } from '../registry.ts';"],
    ['src/models/registry.ts', "import { start } from './a/start.ts';"],
    ['src/models/contract.ts', "import { a } from './a/index.ts';"],
    ['src/jobs/a.ts', "const a = import('../models/committee/start.ts');"],
    ['src/jobs/a.ts', "import { makePool } from '../workers/pool.ts';"],
    ['src/jobs/a.ts', "import { readFileSync } from 'node:fs';"],
    ['src/workers/pool.ts', "import { Worker } from 'node:worker_threads';"],
    ['src/workers/pool.ts', "export { a } from '../state/store.ts';"],
    ['src/state/a.ts', "import { a } from '../workers/protocol.ts';"],
    ['src/state/a.ts', "new URL('../workers/entry.browser.ts', import.meta.url)"],
    ['src/state/a.ts', "import { wrap } from 'comlink';"],
    ['src/state/a.ts', "import { useState } from 'react';"],
    ['src/charts/a.ts', "import type { Config } from '../jobs/config.ts';"],
    ['src/charts/a.ts', "import { createElement } from 'react';"],
    ['src/ui/A.tsx', "import { makePool } from '../workers/pool.ts';"],
    ['src/ui/A.tsx', "import { select } from 'd3-selection';"],
    ['src/ui/A.tsx', "import { start } from '../models/committee/start.ts';"],
    ['src/cli/a.ts', "import { makeStore } from '../state/store.ts';"],
    ['src/cli/a.ts', "import { create } from 'zustand/vanilla';"],
    ['src/cli/a.ts', 'const a = await import(name);'],
    ['src/main.tsx', "import { a } from './numerics/a.ts';"],
    ['src/stray/a.ts', ''],
    ['src/stray.ts', ''],
  ])('imports: %s %s', (path, text) => expect(importFaults(only(path, text))).toHaveLength(1));

  test.each([
    ['src/models/a/simulation/b.ts', "import { c } from '../start.ts'; import { exp } from '../../../numerics/exp.ts'; import { stepped } from '../../stepped.ts';"],
    ['src/workers/thread.node.ts', "import { Worker } from 'node:worker_threads'; new URL('./thread.js', import.meta.url); import e from 'comlink/dist/esm/node-adapter.mjs';"],
    ['src/state/a.ts', "import type { Chunk } from '../workers/protocol.ts';"],
    ['src/ui/A.tsx', "import './a.css';"],
  ])('and pass: %s', (path, text) => expect(importFaults(only(path, text))).toEqual([]));

  test('cycles', () => {
    const sources = new Map([
      ['src/jobs/a.ts', "import { b } from './b.ts';"],
      ['src/jobs/b.ts', "import { c } from './c.ts'; import { d } from './d.ts';"],
      ['src/jobs/c.ts', "import type { A } from './a.ts';"],
      ['src/jobs/d.ts', "import { c } from './c.ts';"],
    ]);
    expect(cycleFaults(sources)).toEqual(['src/jobs/a.ts -> src/jobs/b.ts -> src/jobs/c.ts -> src/jobs/a.ts']);
    sources.set('src/jobs/c.ts', '');
    expect(cycleFaults(sources)).toEqual([]);
  });

  test('files of a model', () => {
    const names = ['index', 'params', 'equations', 'learning', 'checks', 'about', 'theory', 'simulation/chain'];
    const sources = new Map(names.map((name) => [`src/models/a/${name}.ts`, '']));
    expect(modelFaults(sources)).toEqual(['src/models/registry.ts has no line for a']);
    sources.set('src/models/registry.ts', "import { a } from './a/index.ts';");
    expect(modelFaults(sources)).toEqual([]);
    for (const name of names) {
      const without = new Map([...sources].filter(([path]) => path !== `src/models/a/${name}.ts`));
      expect(modelFaults(without)).toHaveLength(1);
    }
  });

  test('sizes', () => {
    expect(sizeFaults(only('test/a.ts', 'x\n'.repeat(400)))).toEqual([]);
    expect(sizeFaults(only('test/a.ts', 'x\n'.repeat(401)))).toEqual(['test/a.ts: 401 lines']);
    expect(sizeFaults(only('src/jobs/a.ts', 'x\n'.repeat(119)))).toEqual([]);
    expect(sizeFaults(only('src/jobs/a.ts', 'x\n'.repeat(120)))).toHaveLength(1);
  });

  test.each([
    'x ** 2', 'x **= 2', 'Math.sin(x)', 'Math.PI', 'Math.random()', "Math['exp'](x)", 'const { pow } = Math', 'Date.now()', 'new Date()', 'performance.now()', 'window.x', 'globalThis.x',
    'crypto.subtle', 'setTimeout(f)', 'document.body', 'process.env', 'console.log(x)', 'x.toLocaleString()', '`${Math.cos(x)}`', "a.localeCompare('b')",
  ])('engines: %s', (text) => {
    expect(engineFaults(only('src/models/a/b.ts', `// fine\n${text};`))).toHaveLength(1);
    expect(engineFaults(only('src/models/a/b.ts', `// fine\n${text};`))[0]).toMatch(/^src\/models\/a\/b\.ts:2: /);
    expect(engineFaults(only('src/ui/b.ts', text))).toEqual([]);
  });

  test('engines may speak of it', () => {
    const text = "/** Math.sin(x) ** 2 */ const a = 'Math.exp, Date' + x.document + Math.sqrt(y) * Math.imul(1, 2); const updated = performanceOf(x); document.params; // window";
    expect(engineFaults(only('src/numerics/a.ts', text))).toEqual([]);
  });

  test('top level, suppressions, places, lock file', () => {
    expect(topFaults(['src/a.ts', '.npmrc', 'README.md'])).toEqual([]);
    expect(topFaults(['notes.md', 'kernels/a.ts', 'kernels/b.ts'])).toHaveLength(2);
    // In pieces, so that this file does not break the rule.
    for (const [head, tail] of [['// @ts', '-ignore'], ['// @ts', '-expect-error'], ['/* eslint', '-disable */'], ['// oxlint', '-disable-next-line x'], ['x as', ' any'], ["test.skip", "('a')"], ['describe.only', '('], ["it.todo", "('b')"]] as const) {
      const bad = `${head}${tail}`;
      expect(suppressionFaults(only('test/a.test.ts', bad)), bad).toHaveLength(1);
      expect(suppressionFaults(only('README.md', bad))).toEqual([]);
    }
    expect(suppressionFaults(only('src/a.ts', 'x as many; list.skipped(1)'))).toEqual([]);
    for (const [head, tail] of [['https://registry', '.example.org/a'], ['see /work', '/a'], ["'/home", "/me/b'"], ['C:', '\\Users']] as const) expect(placeFaults(only('a.md', `${head}${tail}`)), head).toHaveLength(1);
    expect(placeFaults(only('a.ts', "'../work/a' 'test/home/b' https://x.org/home/c models/registry.ts"))).toEqual([]);
    expect(lockFaults('{ "resolved": "https://x.org/a.tgz" }')).toHaveLength(1);
    expect(lockFaults('{ "version": "1.0.0" }')).toEqual([]);
  });
});
