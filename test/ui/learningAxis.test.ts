// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/charts/richText.ts';
import { runCell, type Cell, type CellResult } from '../../src/jobs/cell.ts';
import { modelOf, type Config } from '../../src/jobs/config.ts';
import { documentOf } from '../../src/jobs/document.ts';
import { readLink, withParams, writeLink } from '../../src/jobs/link.ts';
import { requestOf } from '../../src/jobs/tasks.ts';
import { initialRate } from '../../src/models/hebbianIca/rate.ts';
import type { P } from '../../src/models/hebbianIca/params.ts';
import { idleLive } from '../../src/state/liveRun.ts';
import type { Described, Live } from '../../src/state/store.ts';
import { chooseAxis, paramsFor } from '../../src/ui/select/chooseAxis.ts';
import { factsOf, type FactInputs } from '../../src/ui/select/facts.ts';
import { axesIn, axisIn, clockIn, powerUnit } from '../../src/ui/select/learningAxis.ts';
import { lawRich, learningView, slopesOf } from '../../src/ui/select/learningView.ts';
import { powerWords } from '../../src/ui/select/powerWords.ts';
import { sentenceOf } from '../../src/ui/select/sentence.ts';
import type { Shell } from '../../src/ui/shell/context.ts';

const config = (link: string): Config => readLink(link).config;
const dimensions = [8, 16, 32];
const ica = `hebbianIca?view=sweep&dimension=16&dimensions=${dimensions.join()}&replicas=24&starts=24`;

const liveOf = (of: Config): Live => {
  const request = requestOf({ ...of, view: 'sweep' });
  const results = new Map<Cell, CellResult>();
  for (const { cells } of request.tasks) for (const cell of cells) results.set(cell, runCell(cell));
  return { ...idleLive(request, 'done'), results };
};

const describedBy = (of: Config): Described => {
  const run = modelOf(of).describe(of.params, 'dimension', of.dimensions!, of.criterion, of.threshold);
  for (;;) {
    const { done, value } = run.next();
    if (done === true) return { ...value, config: of };
  }
};

const plain = config(ica);
const sweep = liveOf(plain);
const description = describedBy(plain);
const viewOf = (of: Config, shown: Described | null = description, live: Live | null = sweep) =>
  learningView({ config: of, sweep: live, scan: null, trajectory: null, description: shown, dragging: null, stored: false, guide: null }, null).data;
const words = (text: string): string => plainText(text).replaceAll(/[\u2060\u00a0]/g, (mark) => (mark === '\u00a0' ? ' ' : ''));

describe('vertical axes', () => {
  it('committee: its own clock, linear; total samples by the link', () => {
    const [time, samples] = [config('committee?view=sweep'), config('committee?view=sweep&y=samples')];
    expect(axesIn(time).map(([id, { label }]) => `${id} ${label(time.params)}`)).toEqual(['time Samples per dimension until learned', 'samples Total samples until learned']);
    expect([time, samples].map((of) => [axisIn(of)![0], clockIn(of), powerUnit(of)])).toEqual([['time', undefined, ''], ['samples', 'samples', 'samples']]);
    expect(axisIn(config('committee?y=nonsense'))![0]).toBe('time');
    expect(powerUnit(config('committee?view=scan&y=samples'))).toBe('');
    expect(paramsFor(time, 'samples', {})).toEqual({});
  });

  it('Hebbian ICA: gradient time by the link, samples by the rate rule', () => {
    const of = (more: string) => axisIn(config(`${ica}${more}`))![0];
    expect([of(''), of('&y=samples'), of('&y=gradientTime'), of('&rateRule=best'), of('&rateRule=best&y=gradientTime')]).toEqual(['samples', 'samples', 'gradientTime', 'best', 'gradientTime']);
    // A rate that rises has no gradient time at its first value.
    expect([of('&rateRule=warmUp&y=gradientTime'), of('&rateRule=fixed&learningRate=0.01')]).toEqual(['samples', 'samples']);
    expect(powerUnit(config(`${ica}&y=gradientTime`))).toBe('units of gradient time');
    expect(writeLink(config(`${ica}&y=gradientTime`))).toContain('y=gradientTime');
  });

  it('choosing the best rate sets the rule, leaving it puts back what was there', () => {
    let now = config(`${ica}&rateRule=fixed&learningRate=0.01`);
    const shell = {
      store: { getState: () => ({ config: now }) },
      controller: {
        page: ({ y }: { y: string | null }) => {
          const { y: _, ...page } = now.page;
          now = { ...now, page: y === null ? page : { ...page, y } };
        },
        change: (changes: Parameters<typeof withParams>[1]) => void (now = withParams(now, changes)),
      },
    } as unknown as Shell;
    const after = (id: string) => {
      chooseAxis(shell, id);
      return [axisIn(now)![0], now.params['rateRule']];
    };
    expect([after('best'), after('samples'), after('gradientTime'), after('best'), after('gradientTime'), after('samples')]).toEqual([
      ['best', 'best'], ['samples', 'fixed'], ['gradientTime', 'fixed'], ['best', 'best'], ['gradientTime', 'fixed'], ['samples', 'fixed'],
    ]);
    // Come by a link: the default.
    expect(paramsFor(config(`${ica}&rateRule=best`), 'samples', {})).toEqual({ rateRule: 'scaled' });
  });
});

describe('everything is in the unit of the axis', () => {
  const timed = config(`${ica}&y=gradientTime`);
  const [samples, tau] = [viewOf(plain), viewOf(timed)];
  const rate = (N: number): number => initialRate({ ...plain.params, dimension: N } as unknown as P);

  it('points, intervals, budgets, theory and its band', () => {
    expect(tau.points.map(({ x }) => x)).toEqual(dimensions);
    samples.points.forEach((point, i) => {
      for (const key of ['median', 'medianLow', 'medianHigh', 'low', 'high', 'budget'] as const) expect(tau.points[i]![key]! / (point[key]! * rate(point.x))).toBeCloseTo(1, 12);
    });
    for (const [a, b] of [[samples.theory!.y, tau.theory!.y], [samples.theoryBand!.low, tau.theoryBand!.low], [samples.theoryBand!.high, tau.theoryBand!.high]] as const) {
      a.forEach((n, i) => expect(b[i]! / (n * rate(dimensions[i]!))).toBeCloseTo(1, 12));
    }
    const [low, high] = tau.yDomain;
    tau.points.forEach(({ median }) => expect(median! > low && median! < high).toBe(true));
    expect(tau.yScale).toBe('log');
  });

  it('the quick law, as long as there is no ensemble', () => {
    const [quick, quickTau] = [viewOf(plain, description, null), viewOf(timed, description, null)];
    quick.theory!.y.forEach((n, i) => expect(quickTau.theory!.y[i]! / (n * rate(dimensions[i]!))).toBeCloseTo(1, 9));
    // The ensemble of 24 starts is near it.
    quick.theory!.y.forEach((n, i) => expect(Math.abs(Math.log(samples.theory!.y[i]! / n))).toBeLessThan(0.5));
  });

  it('exponents, limit, slope guide, sentence and note', () => {
    const [inSamples, inTime] = [plain, timed].map((of) => slopesOf(of, sweep, description));
    // The rate falls exactly as N^-2.
    expect(inTime!.runs!.slope).toBeCloseTo(inSamples!.runs!.slope - 2, 9);
    expect(inTime!.theory).toBeCloseTo(inSamples!.theory! - 2, 9);
    expect([inSamples!.limit, inSamples!.law, inTime!.limit, inTime!.law]).toEqual([3, '$N$^{3}/ln $N$', 1, '$N$/ln $N$']);
    expect([samples.guide!.label, tau.guide!.label]).toEqual(['slope 3', 'slope 1']);
    expect(samples.readouts.map(({ text }) => words(text)).join(' ')).toMatch(/^exponent [\d.]+ \[[\d.]+, [\d.]+\] theory here [\d.]+; N → ∞: N\^3\/ln N$/);
    const said = (of: Config): string => words(sentenceOf(factsOf({ config: of, theory: null, trajectory: null, sweep, scan: null, description, dragging: null } as FactInputs)).map(({ text }) => text).join(''));
    expect(said(timed)).toMatch(/^At N = 16 half of the runs have learned after [\d.]+ units of gradient time \(10–90 % of runs: [\d.]+–[\d.]+\)\. The exponent of gradient time is .*, N\/ln N as N → ∞\.$/);
    expect(said(plain)).toMatch(/after [\d,]+ samples .* The exponent of total samples is .*, N\^3\/ln N as N → ∞\.$/);
    expect(words(powerWords(timed, sweep, description))).toMatch(/^local slopes [\d.]+, [\d.]+\. The logarithm in N\/ln N fades slowly: theory has exponent 0\.86 at N = 10,000, 0\.916 at N = 1,000,000\. Theory is the gradient flow, without the noise/);
    expect(words(powerWords(plain, sweep, description))).toMatch(/The logarithm in N\^3\/ln N fades slowly: theory has exponent 2\.86 at N = 10,000, 2\.92 at N = 1,000,000\.$/);
    expect(powerWords(config('committee?view=sweep'), null, null)).toBe('');
  });

  it('the document has samples and their law alone', () => {
    const [a, b] = [sweep, liveOf(timed)].map(({ request, results }) => documentOf(request, results, description) as unknown as { law: { exponent: number }[] });
    expect(b).toEqual(a);
    expect(a!.law.map(({ exponent }) => exponent)).toEqual([3, 3]);
  });
});

describe('theory over random starts', () => {
  it('quantiles beyond the budget are those of the law of the initial overlap', () => {
    const one = config(`${ica}&allFeatures=false&starts=60`);
    const [live, law] = [liveOf(one), describedBy(one)];
    const { theoryBand } = viewOf(one, law, live);
    expect(Array.from(theoryBand!.x)).toEqual(dimensions);
    theoryBand!.high.forEach((high, i) => expect(high).toBeCloseTo(law.laws[0]!.high![i]!, 3));
    // Without the law there is no such quantile: one start in ten takes thirty times the median.
    expect(viewOf(one, null, live).theoryBand).toBeNull();
  });
});

describe('laws in words', () => {
  it('have the power of their logarithm', () => {
    expect([[3, -1], [3, -2], [1, 1], [2, -0.5], [0, 1], [0.5, -0.5], [3, 0], [0, -1]].map(([exponent, logPower]) => words(lawRich('$N$', exponent!, logPower!)))).toEqual([
      'N^3/ln N', 'N^3/(ln N)^2', 'N ln N', 'N^2/(ln N)^0.5', 'ln N', 'N^0.5/(ln N)^0.5', '', '1/ln N',
    ]);
  });
});
