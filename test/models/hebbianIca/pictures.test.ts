import { describe, expect, it } from 'vitest';
import { readLink } from '../../../src/jobs/link.ts';
import { opening } from '../../../src/models/hebbianIca/opening.ts';
import { params, type P } from '../../../src/models/hebbianIca/params.ts';
import { pictures } from '../../../src/models/hebbianIca/pictures.ts';
import { arraysOf, drawn, pictureFaults, sharedArrays } from '../../support/pictureFaults.ts';
import { everySource, paramsWith } from '../../support/hebbianIca/tools.ts';

const ends = Object.entries(params).flatMap(([key, field]) =>
  field.kind === 'number' ? [field.min, field.max].map((value) => [`${key} = ${value}`, shownWith(key as keyof P, value)] as const) : [],
);

/** A parameter in use: together with the choice that shows it. */
function shownWith(key: keyof P, value: number): P {
  const field = params[key];
  const when = 'shownWhen' in field ? { [field.shownWhen.key]: field.shownWhen.values[0] } : {};
  const linear = key === 'variance' ? { nonlinearity: 'linear', allFeatures: false } : key === 'probability' ? { nonlinearity: 'square' } : {};
  return paramsWith({ ...when, ...linear, [key]: value } as Partial<P>);
}

const presets = opening.presets.map(({ label, link }) => [label, readLink(link).config.params as unknown as P] as const);
const further: readonly (readonly [string, P])[] = [
  ['several neurons', paramsWith({ neurons: 4, dimension: 12 })],
  ['several neurons, few sources', paramsWith({ neurons: 8, dimension: 10, allFeatures: false, features: 3, decorrelation: 'deflation', batch: 10 })],
  ['several neurons, warm-up', paramsWith({ neurons: 2, dimension: 8, rateRule: 'warmUp' })],
  ['several neurons, too small a rate', paramsWith({ neurons: 2, learningRate: 1e-7 })],
  ['start given', paramsWith({ start: 'given' })],
  ['one skewed source', paramsWith({ allFeatures: false, source: 'exponential', nonlinearity: 'square' })],
  ['fixed rate', paramsWith({ rateRule: 'fixed', learningRate: 100 })],
  ['f = 0', paramsWith({ nonlinearity: 'linear', subtractLinear: true })],
  ...everySource.flatMap((source) => (['cubic', 'rectifiedSquare', 'linear'] as const).map((nonlinearity) => [`${JSON.stringify(source)}, ${nonlinearity}`, paramsWith({ ...source, nonlinearity, dimension: 16 })] as const)),
];

/** Frugal: the pictures of runs at few settings, those of formulas at all. */
const isOfRuns = (id: string): boolean => ['starts', 'distribution', 'collapse', 'neurons', 'found', 'searching'].includes(id);

describe('every picture can be drawn', () => {
  it.each([['defaults', paramsWith({})] as const, ...presets, ...ends])('%s', (_, p) => {
    for (const [id, source] of Object.entries(pictures)) {
      if (source.when?.(p) === false) continue;
      expect({ id, faults: pictureFaults(drawn(source, p)) }).toEqual({ id, faults: [] });
    }
  }, 60_000);

  it.each(further)('%s', (name, p) => {
    for (const [id, source] of Object.entries(pictures)) {
      if (source.when?.(p) === false || (isOfRuns(id) && name.startsWith('{'))) continue;
      expect({ id, faults: pictureFaults(drawn(source, p)) }).toEqual({ id, faults: [] });
    }
  }, 60_000);

  it('the same seed draws the same numbers, in arrays of their own; another seed other runs', () => {
    for (const [id, source] of Object.entries(pictures)) {
      const p = paramsWith({ dimension: 12, neurons: id === 'neurons' || id === 'found' ? 3 : 1 });
      const [first, second] = [drawn(source, p, 5), drawn(source, p, 5)];
      expect(second).toEqual(first);
      expect(sharedArrays(first, second)).toBe(0);
      if (isOfRuns(id)) expect(arraysOf(drawn(source, p, 6))).not.toEqual(arraysOf(first));
    }
  });

  it('nothing is shown that makes no sense', () => {
    const shown = (p: P): string => Object.entries(pictures).flatMap(([id, { when }]) => (when?.(p) === false ? [] : [id])).join(' ');
    expect(shown(paramsWith({}))).toBe('collapse starts potential phases schedule order nonlinearities budget inputs distribution searching');
    expect(shown(paramsWith({ source: 'gaussian', variance: 1 }))).toBe('');
    expect(shown(paramsWith({ source: 'gaussian', nonlinearity: 'linear', allFeatures: false }))).toBe('collapse starts phases schedule order nonlinearities budget inputs distribution searching');
    expect(shown(paramsWith({ start: 'given' }))).not.toContain('starts');
    expect(shown(paramsWith({ neurons: 4 }))).toContain('neurons found');
    expect(shown(paramsWith({ neurons: 4, dimension: 3 }))).not.toContain('neurons');
  });
});
