import { describe, expect, test } from 'vitest';
import { commonFields } from '../../src/jobs/commonKeys.ts';
import { writeLink } from '../../src/jobs/link.ts';
import { readConfiguration } from '../../src/cli/configuration.ts';
import { listing } from '../../src/cli/list.ts';
import { BadInput, readOptions } from '../../src/cli/options.ts';
import type { Field } from '../../src/models/params.ts';
import { models } from '../../src/models/registry.ts';

const refusal = (...args: readonly string[]): string => {
  try {
    readConfiguration(readOptions(args));
  } catch (reason) {
    if (reason instanceof BadInput) return reason.message;
    throw reason;
  }
  return 'accepted';
};
const configOf = (...args: readonly string[]) => readConfiguration(readOptions(args));

const faultsOf = (field: Field): string[] => {
  if (field.kind === 'choice') return ['', 'nonsense'];
  if (field.kind === 'flag') return ['', '2', 'yes'];
  if (field.kind === 'matrix') return ['', 'NaN', '1', '1,2;3', '99,99;99,99'];
  const beyond = [String(field.max * 2 + 1), field.min > 0 ? String(field.min / 2) : String(field.min - 1), '1e999', '-1e999'];
  const fraction = field.scale.toLowerCase().includes('integer') ? [String(field.min + 0.5)] : [];
  return ['', ' ', 'NaN', 'Infinity', 'abc', '0x10', '1,2', '--1', ...beyond, ...fraction];
};

const cases = Object.values(models).flatMap((model) => {
  const fields = { ...model.params, ...commonFields(model, Object.keys(model.criteria)[0]!) } as Readonly<Record<string, Field>>;
  return Object.entries(fields).map(([key, field]) => [model.id, key, field] as const);
});

describe('a faulty link is refused with the key, the value and the range', () => {
  test.each(cases)('%s: %s', (model, key, field) => {
    for (const text of faultsOf(field)) {
      const line = refusal(`${model}?${key}=${encodeURIComponent(text)}`);
      expect(line.startsWith(`${key}: got "${text}"; must be `), line).toBe(true);
      if (field.kind === 'number') expect(line).toContain(`number from ${String(field.min).replace('e+', 'e')} to ${String(field.max).replace('e+', 'e')}`);
      if (field.kind === 'choice') for (const id of Object.keys(field.options)) expect(line).toContain(id);
      expect(line).not.toContain('\n');
    }
    if (field.kind === 'number') expect(refusal(`${model}?${key}=${field.default}&${key}=${field.default}`)).toMatch(new RegExp(`^${key}: got ".*"; must stand once`));
  });

  test.each([
    ['committee?ofset=1', /^ofset: got "1"; is no key of committee/],
    ['committee?learningrate=1', /^learningrate: got "1"; .*did you mean "learningRate"/],
    ['comittee?seed=1', /^model: got "comittee"; must be one of .*committee.*did you mean "committee"/],
    ['committee?v=2', /^v: got "2"; must be 1/],
    ['committee?v=', /^v: got ""; must be 1/],
    ['committee?seed=%E0%A4', /^seed: got "%E0%A4"; has a malformed/],
    ['committee?only=both', /^only: got "both"; must be one of simulation, theory/],
    ['committee?engine=ode,fast', /^engine: got "ode,fast"; must be one of chain, direct, ode/],
    ['committee?engine=ode,ode', /^engine: got "ode,ode"; must be distinct/],
    ['committee?budget=0', /^budget: got "0"; must be a number from 0.001 to 1000000000/],
    ['committee?budget=NaN', /^budget: got "NaN"/],
    ['committee?dimensions=100,1', /^dimensions: got "100,1"; must be 1 to 64 distinct whole numbers from 3 to/],
    ['committee?dimensions=', /^dimensions: got ""/],
    ['committee?dimensions=100,100', /^dimensions: got "100,100"; .*distinct/],
    ['committee?view=scan&values=0.5,99', /^values: got "0.5,99"; .*from 0.01 to 10/],
    ['committee?over=start', /^over: got "start"; must be one of dimension/],
    ['committee?fp=a%20b', /^fp: got "a b"; must be 1 to 64/],
    ['committee?fitfrom=-1', /^fitfrom: got "-1"/],
    ['committee?dimension=4', /^dimension: got "4"; must be at least 5/],
    ['committee?dimension=20000&engine=direct', /^dimension: got "20000"; must be at most 10000/],
    ['committee?start=broken&initialNorm=0.25&initialOverlap=0.6', /^initialOverlap: got "0.6"; must be at most 0.5/],
    ['committee?criterion=errorBelow&threshold=2', /^threshold: got "2"; must be a number from 1e-9 to 1/],
    ['committee?points=100001&replicas=10000', /^points: got "100001"; must be small enough .* memory/],
    ['committee?values2=1', /^values2: got "1"; belongs to over2/],
    ['committee?seed=1%0A2', /^seed: got "1.2"; must be/],
  ])('%s', (link, line) => expect(refusal(link)).toMatch(line));

  test.each([
    [['committee', '--view', 'picture'], '--view: got "picture"; must be one of trajectory, sweep, scan, map'],
    [['committee', '--only', 'both'], '--only: got "both"; must be one of simulation, theory'],
    [['committee', '--format', 'xml'], '--format: got "xml"; must be one of json, csv'],
    [['committee', '--workers', '0'], '--workers: got "0"; must be a whole number from 1 to 64'],
    [['committee', '--workers', '1.5'], '--workers: got "1.5"; must be a whole number from 1 to 64'],
    [['committee', '--workers', 'NaN'], '--workers: got "NaN"; must be a whole number from 1 to 64'],
    [['committee', '--workers', '65'], '--workers: got "65"; must be a whole number from 1 to 64'],
    [['committee', '--workers', ''], '--workers: got ""; must be a whole number from 1 to 64'],
    [['committee', '--verify', ''], '--verify: got ""; must be a fingerprint: 1 to 64 letters, digits, dots, colons or dashes'],
    [['committee', '--out', ''], '--out: got ""; must name a file'],
  ])('%j', (args, line) => expect(refusal(...args)).toBe(line));

  test('other faults of the command line', () => {
    expect(refusal('committee', '--fast')).toMatch(/--fast/);
    expect(refusal('committee', '--view')).toMatch(/--view/);
    expect(refusal('committee', '--list=yes')).toMatch(/--list/);
    expect(refusal('committee', 'seed=1')).toMatch(/^link: got 2 of them \("seed=1" is the second\)/);
    expect(refusal()).toMatch(/^link: got nothing/);
    for (const args of [['committee', '--fast'], ['committee', '--view'], ['--', '-x', 'y']]) expect(refusal(...args)).not.toContain('\n');
  });
});

describe('what is accepted', () => {
  test.each([
    'committee', 'committee?', '#/committee', '/committee', '#/committee?v=1', 'https://example.org/plateau/#/committee?seed=7', 'https://example.org/plateau/index.html?utm=x#/committee', '  committee  ',
    'committee?y=samples&x=log&xmin=1&chart=trajectory&cursor=40&pin=committee&step=2&theme=dark&embed=1',
  ])('%s', (link) => expect(writeLink(configOf(link), { page: false })).toBe('#/committee?v=1'));

  test('an option is the same as its key in the link', () => {
    for (const [option, key] of [['view', 'scan'], ['view', 'trajectory'], ['only', 'theory']] as const) {
      for (const rest of ['', '&values=0.5,1', '&view=sweep', '&only=simulation', '&seed=3']) {
        const link = `committee?${`over=learningRate${rest}`}`;
        const said = link.includes(`${option}=`) ? link.replace(new RegExp(`${option}=\\w+`), `${option}=${key}`) : `${link}&${option}=${key}`;
        expect(configOf(link, `--${option}`, key), said).toEqual(configOf(said));
      }
    }
    // The values belong to the parameter that is scanned, which the option decides.
    expect(configOf('committee?values=0.5,1', '--view', 'scan').values).toEqual([0.5, 1]);
    expect(configOf('', '--view', 'sweep').view).toBe('sweep');
    expect(configOf('#/committee?view=sweep', '--view', 'scan', '--only', 'theory')).toMatchObject({ view: 'scan', only: 'theory' });
  });

  test('an option does not hide a fault', () => {
    expect(refusal('committee?view=picture', '--view', 'scan')).toMatch(/^view: got "picture"/);
    expect(refusal('committee?view=scan&view=sweep', '--view', 'map')).toMatch(/must stand once/);
    expect(refusal('nobody?view=scan', '--view', 'sweep')).toMatch(/^model: got "nobody"/);
    expect(refusal('https://example.org/?view=scan', '--view', 'sweep')).toMatch(/^link: /);
  });
});

describe('the list', () => {
  test('every model with its parameters, observables, engines, criteria and units', () => {
    const { models: listed } = listing();
    expect(listed.map(({ id }) => id)).toEqual(Object.keys(models));
    for (const entry of listed) {
      const model = models[entry.id]!;
      expect(entry.parameters.map(({ id }) => id)).toEqual(Object.keys(model.params));
      for (const parameter of [...entry.parameters, ...entry.common]) {
        for (const key of ['id', 'symbol', 'kind', 'default', 'meaning']) expect(Object.keys(parameter)).toContain(key);
        expect('min' in parameter ? typeof parameter.min === 'number' && typeof parameter.max === 'number' : 'options' in parameter, parameter.id).toBe(true);
        expect(parameter.meaning).not.toBe('');
      }
      for (const observable of entry.observables) expect(observable).toEqual({ id: expect.any(String), symbol: expect.any(String), meaning: expect.stringMatching(/./) });
      expect(entry.engines.map(({ id }) => id)).toEqual(Object.keys(model.engines));
      expect(entry.criteria.map(({ id }) => id)).toEqual(Object.keys(model.criteria));
      expect(entry.clocks.every(({ unit }) => unit !== '')).toBe(true);
      expect(JSON.parse(JSON.stringify(entry))).toEqual(entry);
    }
  });
});
