import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { models } from '../../src/models/registry.ts';
import { run, type Ended } from './run.ts';

const short = 'committee?dimension=60&duration=3&points=4&replicas=5';
const folder = mkdtempSync(join(tmpdir(), 'plateau-'));
const file = (name: string) => join(folder, name);

/** One line, no stack trace. */
const isOneLine = (text: string): boolean => /^plateau: [^\n]+\n$/.test(text) && !/\bat .+:\d+:\d+|node:internal/.test(text);

interface Shown {
  readonly fingerprint: { readonly simulation: string | null };
}
let first: Ended;
let fingerprint: string;

beforeAll(async () => {
  // The first launch may have to build the runner.
  first = await run([short]);
  fingerprint = (JSON.parse(first.out) as Shown).fingerprint.simulation!;
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('exit codes and streams', () => {
  test('0: one document on standard output, nothing else anywhere', () => {
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toBe(`${JSON.stringify(JSON.parse(first.out))}\n`);
    expect(fingerprint).toMatch(/^chain\.\d+-[0-9a-f]{16}$/);
  });

  test.each([
    ['a value out of range', ['committee?learningRate=99'], /learningRate: got "99"; must be a number from 0.01 to 10/],
    ['an unknown key', ['committee?ofset=1'], /ofset: got "1"/],
    ['another version', ['committee?v=2'], /v: got "2"/],
    ['a value that is not finite', ['committee?labelNoise=NaN'], /labelNoise: got "NaN"; must be a number from 0 to 2/],
    ['an unknown option', [short, '--fast'], /--fast/],
    ['no link', [], /link: got nothing/],
  ])('2: %s', async (_, args, line) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(line);
    expect(isOneLine(err), err).toBe(true);
  });

  test('3: verification; the document is written all the same', async () => {
    expect(await run([short, '--verify', fingerprint])).toEqual(first);
    expect(await run([`${short}&fp=${fingerprint}`])).toMatchObject({ code: 0, err: '' });
    for (const args of [[short, '--verify', 'chain.1-0000000000000000'], [`${short}&fp=chain.1-0`], [`${short}&fp=${fingerprint}`, '--verify', 'other']]) {
      const { code, out, err } = await run(args);
      expect(code).toBe(3);
      expect((JSON.parse(out) as Shown).fingerprint.simulation).toBe(fingerprint);
      expect(isOneLine(err) && err.includes(fingerprint), err).toBe(true);
    }
    const without = await run([short, '--only', 'theory', '--verify', fingerprint]);
    expect(without.code).toBe(3);
    expect(isOneLine(without.err)).toBe(true);
  });

  test('1: an output that cannot be written, at once', async () => {
    const { code, out, err } = await run([`${short}&dimension=100000`.replace('dimension=60&', ''), '--out', file('missing/a.json')]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(isOneLine(err), err).toBe(true);
    mkdirSync(file('taken.json'));
    const taken = await run([short, '--out', file('taken.json')]);
    expect(taken).toMatchObject({ code: 1, out: '' });
    expect(isOneLine(taken.err), taken.err).toBe(true);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('1: a reader that goes away', async () => {
    const { code, err } = await run(['committee?points=20000&duration=1&dimension=20&replicas=1'], (child) => child.stdout!.destroy());
    expect(code).toBe(1);
    expect(isOneLine(err), err).toBe(true);
  });

  test('130: interrupted; what was finished is kept', async () => {
    const target = file('long.json');
    const watcher = watch(folder);
    const ended = await run(['committee?dimension=100000&duration=1000&points=11&replicas=8&only=simulation', '--out', target, '--workers', '2'], (child) => {
      watcher.on('change', (_, name) => name === 'long.json.part' && child.kill('SIGINT'));
    });
    watcher.close();
    expect(ended).toMatchObject({ code: 130, signal: null, out: '' });
    expect(isOneLine(ended.err) && ended.err.includes('long.json.part'), ended.err).toBe(true);
    expect([existsSync(target), existsSync(`${target}.part`)]).toEqual([false, true]);
    rmSync(`${target}.part`);
  });

  test('130: the finished parts are lines of JSON', async () => {
    const target = file('parts.json');
    let sent = false;
    const ended = await run(['committee?view=scan&over=dimension&values=20,30,40,9000000&duration=5&replicas=2&only=simulation', '--out', target, '--workers', '2'], (child) => {
      const poll = setInterval(() => {
        if (existsSync(`${target}.part`) && readFileSync(`${target}.part`, 'utf8').split('\n').length > 2) {
          clearInterval(poll);
          sent = child.kill('SIGINT');
        }
      }, 20);
      child.on('close', () => clearInterval(poll));
    });
    expect([sent, ended.code]).toEqual([true, 130]);
    const lines = readFileSync(`${target}.part`, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.length).toBeGreaterThanOrEqual(2);
    for (const line of lines) expect(line).toMatchObject({ engine: 'chain', times: [5], count: 2 });
    expect(JSON.stringify(lines)).not.toMatch(/NaN|Infinity/);
  });
});

describe('output', () => {
  test('--out holds the same bytes, replaces an older file, and leaves nothing beside it', async () => {
    writeFileSync(file('a.json'), 'old');
    expect(await run([short, '--out', file('a.json')])).toEqual({ code: 0, signal: null, out: '', err: '' });
    expect(readFileSync(file('a.json'), 'utf8')).toBe(first.out);
    expect(readdirSync(folder).filter((name) => name.startsWith('a.json'))).toEqual(['a.json']);
  });

  test('--list and --help', async () => {
    const list = await run(['--list']);
    expect(list).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(list.out)).toMatchObject({ models: Object.keys(models).map((id) => ({ id })) });
    const help = await run(['--help']);
    expect(help).toMatchObject({ code: 0, err: '' });
    for (const option of ['view', 'only', 'format', 'out', 'progress', 'verify', 'workers', 'list']) expect(help.out).toContain(`--${option}`);
  });

  test('--progress speaks on standard error only', async () => {
    const { code, out, err } = await run([short, '--progress']);
    expect([code, out]).toEqual([0, first.out]);
    expect(err).toMatch(/(\d+) of \1 parts/);
  });

  test('CSV and JSON tell the same', async () => {
    const { code, out, err } = await run([short, '--format', 'csv']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [header, ...rows] = out.trimEnd().split('\n');
    expect(header).toBe('part,dimension,replica,time,observable,value');
    type Series = { time: number[] } & Record<'observables' | 'median' | 'low' | 'high', Record<string, number[]>>;
    const { simulation, theory } = JSON.parse(first.out) as { simulation: Series; theory: Series };
    const expected = (part: string, replica: string, columns: Record<string, number[]>) =>
      Object.entries(columns).flatMap(([name, values]) => values.map((value, i) => `${part},60,${replica},${simulation.time[i]},${name},${value}`));
    const wanted = [
      ...expected('chain', '0', simulation.observables), ...expected('ode', '0', theory.observables),
      ...(['median', 'low', 'high'] as const).flatMap((part) => expected(part, '', simulation[part])),
    ];
    expect(wanted.length).toBe(5 * 12 * 4);
    expect(wanted.filter((row) => !rows.includes(row))).toEqual([]);
    // Two sides, five runs, twelve columns, four times; a row a run for learning; three quantiles.
    expect(rows).toHaveLength(2 * 5 * 12 * 4 + 2 * 5 + 3 * 12 * 4);
  });
});

describe('the same link gives the same bytes', () => {
  test.each([
    ['trajectory', short],
    ['sweep', 'committee?view=sweep&dimensions=20,40&hiddenUnits=1&teacherUnits=1&replicas=5&starts=21'],
    ['scan', 'committee?view=scan&values=0.5,1,2&dimension=60&duration=3&replicas=5'],
    ['map', 'committee?view=map&over=learningRate&values=0.5,1&over2=labelNoise&values2=0,1&dimension=60&duration=3&replicas=3'],
  ])('%s: on 1, 2 and 4 workers, and again', async (view, link) => {
    const [one, two, four, again] = await Promise.all(['1', '2', '4', '4'].map((workers) => run([link, '--workers', workers])));
    expect(one).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(one!.out)).toMatchObject({ view });
    expect([two!.out === one!.out, four!.out === one!.out, again!.out === one!.out]).toEqual([true, true, true]);
  });

  test('the default request of 32 runs, twice', async () => {
    const [one, two] = await Promise.all([run(['committee', '--format', 'json']), run(['committee'])]);
    expect(one).toMatchObject({ code: 0, err: '' });
    expect(two).toEqual(one);
    expect(JSON.parse(one.out)).toMatchObject({ simulation: { replicas: 32 }, learning: { simulation: { censored: 0 } } });
  });
});
