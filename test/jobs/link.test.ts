import { describe, expect, test } from 'vitest';
import { commonKeys, pageKeys } from '../../src/jobs/commonKeys.ts';
import type { Config } from '../../src/jobs/config.ts';
import { enginesIn } from '../../src/jobs/enginesInUse.ts';
import { frameBytes } from '../../src/jobs/frameBytes.ts';
import { errorLine, noticeLine, readLink, withParams, writeLink } from '../../src/jobs/link.ts';
import { makeCodec } from '../../src/jobs/makeCodec.ts';
import { usedText } from '../../src/jobs/writeLink.ts';
import type { AnyModel } from '../../src/models/contract.ts';
import { firstModelId, models } from '../../src/models/registry.ts';
import { faultsOf, makeUniform, pick, randomChanges } from './linkTools.ts';
import type { Uniform } from './linkTools.ts';
import { toyModel } from './toyModel.ts';

const registered = { readLink, writeLink, withParams };
const toy = makeCodec({ models: { toy: toyModel }, ids: ['toy'], first: 'toy' });
const codecOf = (model: AnyModel) => (model === toyModel ? toy : registered);
const everyModel = [toyModel, ...Object.values(models)];

const randomConfig = (uniform: Uniform, model: AnyModel): Config => {
  const { readLink, withParams } = codecOf(model);
  return withParams(readLink(model.id).config, randomChanges(uniform, model));
};

describe.each(everyModel)('links of $id', (model) => {
  const { readLink, writeLink, withParams } = codecOf(model);
  const plain = readLink(model.id).config;

  test('no key of the schema is a common key or a key of the page', () => {
    const taken = new Set<string>([...commonKeys, ...Object.keys(pageKeys), 'v', 'model']);
    expect(Object.keys(model.params).filter((key) => taken.has(key))).toEqual([]);
  });

  test('the defaults are valid and leave nothing to say', () => {
    expect(faultsOf(model, plain)).toEqual([]);
    expect(writeLink(plain)).toBe(`#/${model.id}?v=1`);
    expect(readLink(`#/${model.id}?v=1`)).toEqual({ config: plain, notices: [] });
  });

  test('a thousand random configurations survive the round trip', () => {
    const uniform = makeUniform(1);
    const links = new Set<string>();
    for (let i = 0; i < 1000; i++) {
      const config = randomConfig(uniform, model);
      const link = writeLink(config);
      expect(faultsOf(model, config), link).toEqual([]);
      expect(readLink(link), link).toEqual({ config, notices: [] });
      expect(writeLink(readLink(link).config)).toBe(link);
      expect(link.endsWith('v=1')).toBe(true);
      expect(readLink(writeLink(config, { page: false }))).toEqual({ config: { ...config, page: {} }, notices: [] });
      links.add(link);
    }
    expect(links.size).toBeGreaterThan(950);
  });

  const faulty: [key: string, text: string][] = [];
  for (const [key, field] of Object.entries(model.params)) {
    const wrong = ['', 'NaN', 'Infinity', 'null', '%20', '<script>alert(1)</script>', '%zz', '1%2F2'];
    if (field.kind === 'number') wrong.push(String(field.min - 1), String(field.max * 1.5), '-1e400', '1e400', '0x10', '1_000', '1,5', '1e', '--1', `${'9'.repeat(500)}`);
    if (field.kind === 'number' && field.scale.toLowerCase().includes('integer')) wrong.push(`${field.min}.5`);
    if (field.kind === 'choice') wrong.push(`${field.default}x`, 'constructor', '__proto__', field.default.toUpperCase());
    if (field.kind === 'matrix') wrong.push('1,1,1,1,1,1,1,1,1,1,1,1,1', ';', '1;;1', `${field.max * 2}`, '0,NaN;0,0', '1e400,1;1,1');
    for (const text of wrong) faulty.push([key, text]);
  }

  test.each(faulty)('%s=%s is noticed', (key, text) => {
    const { config, notices } = readLink(`${model.id}?${key}=${text}`);
    expect(faultsOf(model, config)).toEqual([]);
    const notice = notices.find((n) => n.key === key);
    expect(notice).toMatchObject({ used: usedText(model, config, key) });
    expect(readLink(writeLink(config)).notices).toEqual([]);
  });

  test('a repeated key counts once', () => {
    for (const key of Object.keys(model.params)) {
      const text = usedText(model, plain, key);
      const { config, notices } = readLink(`${model.id}?${key}=${text}&${key}=17`);
      expect(config).toEqual(plain);
      expect(notices).toEqual([{ key, received: '17', used: text, why: 'must stand once: the first counts' }]);
    }
  });

  test('two thousand mutations of good links: always a valid configuration, and nothing changed silently', () => {
    const uniform = makeUniform(2);
    for (let i = 0; i < 2000; i++) {
      let text = writeLink(randomConfig(uniform, model));
      for (let edits = 1 + Math.floor(uniform() * 3); edits > 0; edits--) text = mutated(uniform, text);
      const { config, notices } = readLink(text);
      // A mutation may hit the name of the model: then the first one is opened.
      expect(faultsOf(model.id === config.model ? model : models[firstModelId]!, config), text).toEqual([]);
      expect(readLink(writeLink(config)), text).toEqual({ config, notices: [] });
      if (notices.length === 0) expect(silentChanges(model, config, text), text).toEqual([]);
    }
  });

  test('hostile text is harmless', () => {
    const values = [
      '<script>alert(1)</script>', '"onload="x', '\0', '%00', '%', '%E0%A4%A', '1e400', '-0', '\ud800', '٣', '９', '🙂', '\u202e1',
      '9'.repeat(9999), '__proto__',
    ];
    const keys = [
      ...Object.keys(model.params), ...commonKeys, ...Object.keys(pageKeys), 'v', '__proto__', 'constructor', 'toString', 'hasOwnProperty',
      '',
    ];
    for (const key of keys) {
      for (const value of values) {
        for (const text of [`#/${model.id}?${key}=${value}`, `${value}?${key}=${value}&${value}`, `https://x/?${value}#/${model.id}?view=map&${key}=${value}`]) {
          const { config, notices } = readLink(text);
          expect(faultsOf(model.id === config.model ? model : models[firstModelId]!, config), text).toEqual([]);
          expect(readLink(writeLink(config))).toEqual({ config, notices: [] });
          expect(notices.length).toBeLessThanOrEqual(50);
          for (const notice of notices) expect(`${noticeLine(notice)}${errorLine(notice)}`).not.toMatch(/[\0\n\u202e]/);
        }
      }
    }
    expect(Object.prototype).not.toHaveProperty('polluted');
    expect(Object.getPrototypeOf(readLink(`${model.id}?__proto__=1`).config.page)).toBe(Object.prototype);
  });

  test('a long hostile link takes no long time', () => {
    const key = Object.keys(model.params).find((id) => model.params[id]!.kind === 'matrix') ?? 'values';
    const fill = (part: string) => part.repeat(Math.floor(99_000 / part.length));
    const long = [
      fill('&a'), fill('&seedd=1'), fill('&seed=1'), fill('&values=1,2'), fill('/'), fill('#'), fill('?'), `?${fill('%')}`, `?seed=${fill('1')}x`, fill('%2'),
      `?values=${fill('1,')}`, `?dimensions=${fill('123,')}`, `?engine=${fill('a,')}`, `?${key}=${fill(';')}`, `?${key}=${fill(',')}`, `?pin=${fill('p')}`, fill('&pin=p'),
      Array.from({ length: 9000 }, (_, i) => `&k${i}=${i}`).join(''), `?seed=${fill(' ')}1`, fill(' '), fill('😀'), `?values=${Array.from({ length: 15_000 }, (_, i) => 1000 + i).join()}`,
    ];
    for (const tail of long) {
      const start = performance.now();
      const { config, notices } = readLink(`#/${model.id}${tail}`);
      expect(performance.now() - start).toBeLessThan(1000);
      expect(faultsOf(model.id === config.model ? model : models[firstModelId]!, config)).toEqual([]);
      expect(notices.length).toBeLessThanOrEqual(50);
    }
    expect(readLink(`#/${model.id}?seed=8&x=${'a'.repeat(100_000)}`)).toMatchObject({ config: { seed: 7 }, notices: [{ key: 'link', used: 'ignored' }] });
  });

  test('changes from the interface end at a valid configuration', () => {
    const uniform = makeUniform(3);
    let config = plain;
    for (let i = 0; i < 500; i++) {
      const changes = randomChanges(uniform, model);
      config = withParams(config, { params: { [pick(uniform, Object.keys(model.params))]: NaN, ...changes.params } });
      const key = pick(uniform, commonKeys);
      config = withParams(config, { [key]: changes[key] });
      expect(faultsOf(model, config)).toEqual([]);
    }
    expect(withParams(plain, { params: { dimension: NaN, nonsense: 1 }, seed: Infinity })).toEqual(plain);
    const themed = withParams(plain, { page: { theme: 'dark', y: 'log' } });
    expect(withParams(themed, { page: { theme: '' } }).page).toEqual({ y: 'log' });
  });
});

const hostile = [...'&=?#/,;.%+-_eE0519xNa \0"<', '%zz', '%2', '%26', '&&', '1e400', 'NaN', '__proto__', '&seed=3', '&v=2', '&learningRat=2', '🙂', '\ud83d'];

const mutated = (uniform: Uniform, text: string): string => {
  const at = Math.floor(uniform() * (text.length + 1));
  const until = at + 1 + Math.floor(uniform() * 6);
  const [head, part, tail] = [text.slice(0, at), text.slice(at, until), text.slice(until)];
  return pick(uniform, [head + tail, head + pick(uniform, hostile) + part + tail, head + pick(uniform, hostile) + tail, head, head + part + part + tail, head + tail + part]);
};

/** Entries of a link without notices that do not stand in its configuration: read by another, simpler route. */
const silentChanges = (model: AnyModel, config: Config, text: string): string[] => {
  const plainOf = (value: string) =>
    value.split(/[,;]/).map((part) => part.trim()).map((part) => (/\d/.test(part) && Number.isFinite(Number(part)) ? `${Number(part) + 0}` : part)).sort().join();
  const query = text.slice(text.indexOf('#') + 1).trim().replace(/^[^?&]*[?&]?/, '');
  const changes: string[] = [];
  for (const entry of query.split('&').filter((part) => part !== '')) {
    const [key, ...rest] = entry.split('=');
    const [said, used] = [decodeURIComponent(rest.join('=')), usedText(model, config, decodeURIComponent(key!))];
    const flag = model.params[key!]?.kind === 'flag' ? { true: '1', false: '0' }[said] : undefined;
    if (key === 'pin' ? !config.page.pin!.split('\n').includes(said) : plainOf(flag ?? said) !== plainOf(used)) changes.push(entry);
  }
  return changes;
};

describe('forms of a link', () => {
  const meant = toy.readLink('#/toy?dimension=300&seed=8&v=1').config;
  test.each([
    'https://host/path/#/toy?dimension=300&seed=8&v=1', 'file:///home/me/plateau.html#/toy?dimension=300&seed=8&v=1',
    'https://host/e.html?embed=1&seed=9#/toy?dimension=300&seed=8',
    '#/toy?dimension=300&seed=8&v=1', '/toy?dimension=300&seed=8', 'toy?dimension=300&seed=8', 'toy/?seed=8&dimension=3e2',
    ' toy?seed=008&&dimension=+300. ', '#toy?%73eed=%38&dimension=300',
  ])('%s', (text) => {
    expect(toy.readLink(text)).toEqual({ config: meant, notices: [] });
    expect(toy.writeLink(meant)).toBe('#/toy?dimension=300&seed=8&v=1');
  });
  test.each(['', '#', '#/', 'toy', '#/toy', 'https://host/path/', '?', '  '])('"%s" is the defaults', (text) => {
    expect(toy.readLink(text)).toEqual({ config: toy.readLink('toy').config, notices: [] });
  });
  test('an unknown model', () => {
    const { config, notices } = toy.readLink('#/tou?seed=8&learningRate=1');
    expect(config).toMatchObject({ model: 'toy', seed: 8 });
    expect(notices).toEqual([
      { key: 'model', received: 'tou', used: 'toy', why: 'must be one of toy; did you mean "toy"?' },
      { key: 'learningRate', received: '1', used: 'ignored', why: 'is no key of toy' },
    ]);
    for (const name of ['__proto__', 'constructor', '?seed=8']) expect(toy.readLink(`#/${name}`).notices[0]).toMatchObject({ key: 'model', used: 'toy' });
  });
  test('a URL whose state is lost', () => expect(toy.readLink('https://host/toy?seed=8').notices).toMatchObject([{ key: 'link', used: 'ignored' }]));
});

describe('common keys', () => {
  test.each([
    ['seed=-1', 'seed', '0'], ['seed=4294967296', 'seed', '4294967295'], ['seed=2.5', 'seed', '3'], ['seed=abc', 'seed', '7'],
    ['seed', 'seed', '7'], ['seed=%zz', 'seed', '7'], ['seed=1&seed=2', 'seed', '1'], ['view=swep', 'view', 'trajectory'],
    ['view=toString', 'view', 'trajectory'], ['only=both', 'only', 'default'], ['replicas=0', 'replicas', '1'],
    ['replicas=1e5&points=2', 'replicas', '10000'], ['starts=1e9', 'starts', '10000'], ['duration=0', 'duration', '0.001'],
    ['duration=1e8', 'duration', '10000000'], ['points=1', 'points', '2'], ['points=1e6&replicas=1', 'points', '100001'],
    ['criterion=lo', 'criterion', 'low'], ['threshold=2', 'threshold', '1'], ['threshold=0', 'threshold', '0.000001'],
    ['threshold=-3&criterion=high', 'threshold', '0'], ['threshold=x&criterion=high', 'threshold', '0.5'], ['budget=0', 'budget', '0.001'],
    ['budget=x', 'budget', 'default'], ['engine=fastt', 'engine', 'default'], ['engine=flow,flow', 'engine', 'flow'],
    ['engine=flow,no', 'engine', 'flow'], ['fitfrom=0', 'fitfrom', '1e-12'], ['fp=a%20b', 'fp', 'default'], ['fp=', 'fp', 'default'],
    ['v=2', 'v', '1'], ['v=', 'v', '1'], ['dimensions=', 'dimensions', 'default'], ['dimensions=10,x,20', 'dimensions', '10,20'],
    ['dimensions=10,20,10', 'dimensions', '10,20'], ['dimensions=3,4,5,9', 'dimensions', '5,9'],
    ['dimensions=10,2000&engine=exact', 'dimensions', '10,1000'], ['dimensions=50,2e9', 'dimensions', '50,1000000'],
    ['over=rule', 'over', 'dimension'], ['over=rate&values=0,1', 'values', '1e-9,1'], ['view=scan&values=1,x', 'values', '1'],
    ['dimension=9&over=units&values=1,5,9', 'values', '1,5'], ['over=offset&rule=batch&values=-1,1', 'values', '0,1'],
    ['over2=dimension', 'over2', 'default'], ['values2=1', 'values2', 'default'], ['view=map&values2=10', 'over2', 'dimension'],
    ['view=map&over2=offset', 'values2', '-5,-3,-1,1,3,5'], ['view=map&over=rate&over2=rate&values2=10', 'over2', 'dimension'],
    ['dimension=3', 'dimension', '5'], ['dimension=2000&engine=exact', 'dimension', '1000'],
    ['units=12&targets=12&dimension=9', 'dimension', '25'], ['rule=batch&offset=-1', 'offset', '0'], ['theme=%00', 'theme', 'ignored'],
    ['theme=', 'theme', 'ignored'], ['theme=a%0Ab', 'theme', 'ab'], [`pin=a&pin=b${'&pin=c'.repeat(5)}`, 'pin', 'a, b, c, c, c, c'],
    ['Seed=1', 'Seed', 'ignored'], ['=1', '', 'ignored'], ['overlaps=0,0;0', 'overlaps', '0,0;0,1'],
    ['overlaps=9,NaN;0,0', 'overlaps', '2,0;0,0'], ['weights=1', 'weights', '1,1'], ['units=3&weights=2,2', 'weights', '2,2,1'],
  ])('%s', (query, key, used) => {
    const { config, notices } = toy.readLink(`toy?${query}`);
    expect(faultsOf(toyModel, config)).toEqual([]);
    expect(notices.filter((notice) => notice.key === key).map((notice) => notice.used)).toEqual([used]);
    expect(readLinkTwice(config)).toEqual([]);
  });
  const readLinkTwice = (config: Config) => toy.readLink(toy.writeLink(config)).notices;

  test('good values are taken as they are', () => {
    const query = 'weights=1;2&bias=true&values=3,1,2&over=rate&engine=exact,fast&fp=a:1-2.b&budget=1e3&pin=x&pin=y%26z&cursor=3';
    const { config, notices } = toy.readLink(`toy?${query}`);
    expect(notices).toEqual([]);
    expect(config).toMatchObject({ params: { weights: [1, 2], bias: true }, values: [1, 2, 3], engine: ['exact', 'fast'], fp: 'a:1-2.b', budget: 1000, page: { pin: 'x\ny&z' } });
    expect(toy.writeLink(config)).toBe('#/toy?bias=1&weights=1,2&over=rate&values=1,2,3&budget=1000&engine=exact,fast&fp=a:1-2.b&cursor=3&pin=x&pin=y%26z&v=1');
  });

  test('the memory of frames is capped', () => {
    const { config, notices } = toy.readLink('toy?points=100001&replicas=10000');
    expect(notices).toMatchObject([{ key: 'points', received: '100001' }]);
    expect(frameBytes(config, toyModel)).toBeLessThanOrEqual(268_435_456);
    expect(frameBytes(toy.withParams(config, { points: config.points + 1 }), toyModel)).toBe(frameBytes(config, toyModel));
    const many = Array.from({ length: 64 }, (_, i) => i + 30).join();
    const map = toy.readLink(`toy?view=map&units=12&targets=12&values=${many}&over2=dimension&values2=${many}&replicas=10000`);
    expect(map.notices).toMatchObject([{ key: 'replicas', received: '10000', used: String(map.config.replicas) }]);
  });

  test('engines in use', () => {
    const of = (query: string) => enginesIn(toyModel, toy.readLink(`toy?${query}`).config);
    expect(of('')).toEqual({ simulation: ['fast'], theory: ['flow'] });
    expect(of('engine=exact,fast')).toEqual({ simulation: ['exact', 'fast'], theory: ['flow'] });
    expect(of('engine=exact&only=theory')).toEqual({ simulation: [], theory: ['flow'] });
  });

  test('what depends on a changed key follows it', () => {
    const { config } = toy.readLink('toy?overlaps=.5,.25;.125,2&criterion=high&threshold=.9&view=sweep&values=100,200');
    expect(toy.withParams(config, { params: { units: 3, targets: 1 } }).params).toMatchObject({ overlaps: [0.5, 0.125, 1], weights: [1, 1, 1] });
    expect(toy.withParams(config, { criterion: 'low' }).threshold).toBe(0.1);
    expect(toy.withParams(config, { view: 'scan' }).values).toBeNull();
    expect(toy.withParams(config, { view: 'map' })).toMatchObject({ over2: 'dimension', values2: [5, 10, 100] });
    expect(toy.withParams(config, { params: { units: 12, targets: 12, dimension: 4 } }).params.dimension).toBe(25);
  });

  test('lines for people', () => {
    const [notice] = toy.readLink('toy?offset=abc').notices;
    expect(noticeLine(notice!)).toBe('offset: the link says "abc"; the page uses 0 (a number from -5 to 5)');
    expect(errorLine(notice!)).toBe('offset: got "abc"; must be a number from -5 to 5');
    expect(noticeLine(toy.readLink('toy?ofset=1').notices[0]!)).toBe('ofset: the link says "1"; the page ignores it (no key of toy; did you mean "offset"?)');
    expect(toy.readLink(`toy?${Array.from({ length: 99 }, (_, i) => `k${i}=1`).join('&')}`).notices).toHaveLength(50);
  });
});
