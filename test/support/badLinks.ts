import { commonFields, numberKeys, pageKeys } from '../../src/jobs/commonKeys.ts';
import { readLink, writeLink } from '../../src/jobs/link.ts';
import type { AnyModel } from '../../src/models/contract.ts';
import type { Field } from '../../src/models/params.ts';
import { models } from '../../src/models/registry.ts';
import { makeUniform, pick, type Uniform } from '../jobs/linkTools.ts';

const outside = (field: Field): string[] => {
  if (field.kind === 'number') return [String(field.max * 10 + 1), String(field.min - 1)];
  if (field.kind === 'matrix') return ['99', '1,2;3'];
  return ['nonsense'];
};

const sayIn = ({ id }: AnyModel) => (key: string, text: string): string => `#/${id}?${key}=${text}`;

const linksOfFields = (model: AnyModel, fields: Readonly<Record<string, Field>>): string[] => {
  const say = sayIn(model);
  return [
    ...Object.entries(fields).flatMap(([key, field]) => [...outside(field), 'NaN', 'Infinity', ''].map((text) => say(key, text))),
    ...Object.keys(fields).map((key) => `${say(key, 'NaN')}&${key}=1&${key}=2`),
  ];
};

/** Links with one fault in a parameter of the model: out of range, not a number, empty, misspelt, repeated. */
export const faultyParams = (model: AnyModel): string[] => linksOfFields(model, model.params);

/** Links with one fault in what all models share: common keys as above; unknown keys, models and versions. */
export const faultyLinks = (model: AnyModel): string[] => {
  const say = sayIn(model);
  const links = linksOfFields(model, commonFields(model, Object.keys(model.criteria)[0]!) as Readonly<Record<string, Field>>);
  for (const key of ['only', 'dimensions', 'over', 'values', 'over2', 'values2', 'budget', 'engine', 'fitfrom', 'fp']) {
    links.push(say(key, ''), say(key, 'NaN,<b>'), `${say(key, '1')}&${key}=2`);
  }
  links.push(...Object.keys(pageKeys).map((key) => say(key, '')));
  links.push(say('nosuchkey', '1'), say('dimensoin', '300'), say('__proto__', '1'), say('constructor', 'x'), say('v', '2'), say('v', '0'), say('v', ''));
  links.push('#/nosuchmodel', '#/hasOwnProperty?x=1', '#/%E0%A4%A', `#/${model.id}?seed=%E0%A4%A`, '#/<img src=x onerror=alert(1)>?dimension=300');
  links.push(say('theme', '<script>alert(1)</script>%00'), say('chart', 'javascript:alert(1)%0a'), `${say('dimension', '1e999')}&replicas=1e9&points=1e9&duration=1e9`);
  links.push(say('dimension', '9'.repeat(5000)), `#/${model.id}?${'a=1&'.repeat(3000)}`, `${say('hiddenUnits', '6')}&teacherUnits=6&dimension=3`, say('learningRate', '0x10'));
  return links;
};

const characters = [...'0123456789.,;:-+eE&=?#%/abcxyzN<>"\' ', '\u0000', '\u202e', 'é', '🙂', '%00', '%zz', 'NaN', '1e400', '&&', '=='];

/** A link with one to four characters changed, left out or put in. */
const mutated = (uniform: Uniform, link: string): string => {
  let text = link;
  const times = 1 + Math.floor(uniform() * 4);
  for (let i = 0; i < times; i++) {
    const at = 3 + Math.floor(uniform() * Math.max(1, text.length - 3));
    const kind = uniform();
    const drop = kind < 0.66 ? 1 : 0;
    const insert = kind < 0.33 ? '' : pick(uniform, characters);
    text = text.slice(0, at) + insert + text.slice(at + drop);
  }
  return text;
};

const seedsOf = (model: AnyModel): string[] => {
  const { presets } = model.opening;
  const own = [
    `${model.id}?${numberKeys(model).map((key) => `${key}=${readLink(model.id).config.params[key] as number}`).join('&')}&seed=8&replicas=3&points=11`,
    `${model.id}?start=custom&overlaps=0.1,0;0,0.1&norms=0.5,0.1;0.1,0.5&v=1`,
    `${model.id}?view=scan&over=learningRate&values=0.5,1&engine=chain,ode&cursor=10&y=samples&xmin=1`,
  ];
  return [...presets.map(({ link }) => link), ...own].map((link) => writeLink(readLink(link).config));
};

/** `count` links that random edits of valid ones gave and that have something to say; always the same. */
export const mutatedLinks = (model: AnyModel, count: number): string[] => {
  const uniform = makeUniform(20261122);
  const seeds = seedsOf(model);
  const links = new Set<string>();
  while (links.size < count) {
    const link = mutated(uniform, pick(uniform, seeds));
    // What a browser makes of it in an address is what the page reads.
    const hash = new URL(link, 'http://localhost/').hash;
    if (readLink(hash).notices.length > 0) links.add(hash);
  }
  return [...links];
};

export const allModels = (): AnyModel[] => Object.values(models);
