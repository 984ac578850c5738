// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/charts/richText.ts';
import type { LearningPoint } from '../../src/charts/learningTimeData.ts';
import { sentenceOf, type Facts } from '../../src/ui/select/sentence.ts';

const point: LearningPoint = { x: 1000, median: 80.2, medianLow: 76, medianHigh: 85, low: 65.1, high: 110.4, learned: 100, total: 100, current: true, budget: 300 };
const facts: Facts = {
  where: '$N$ = 1,000', unit: 'samples per dimension', clock: 't', quantity: 'specialisation', direction: 'above', threshold: 0.5, startName: 'the start of run 7', theoryAlone: false, runName: 'run 7', duration: 160, moving: false,
  point, wanted: 100, waits: false, theoryTime: 78.3, theoryShown: true, saturation: null, final: null, diverged: 0, unstable: null, symbol: '$N$', sweepSoFar: null, powers: '',
  slopes: { runs: { slope: 20.213, low: 18.68, high: 22.24 }, theory: 20.91, limit: 19.48, law: '', formula: '', from: 300 },
};
const text = (change: Partial<Facts> = {}): string => plainText(sentenceOf({ ...facts, ...change }).map((piece) => piece.text).join('')).replaceAll('\u2060', '').replaceAll('\u00a0', ' ');

describe('the result sentence', () => {
  it('is that of the design', () => {
    expect(text()).toBe(
      'At N = 1,000 half of the runs have learned after 80 samples per dimension (10–90 % of runs: 65–110). Each tenfold N adds 20.2 [18.7, 22.2]; theory says 20.9 here, 19.5 as N → ∞.',
    );
  });
  it('colours simulation and theory as the charts do', () => {
    expect(sentenceOf(facts).filter(({ tone }) => tone !== undefined).map(({ text: words, tone }) => `${tone} ${words}`)).toEqual(['sim **80**', 'sim **20.2**', 'ink **20.9**']);
  });
  it('says what it is based on while runs are missing', () => {
    expect(text({ point: { ...point, total: 12, learned: 12 }, wanted: 32, sweepSoFar: 6 })).toMatch(/\(10–90 % of runs: 65–110; 12 of 32 runs so far\)\..*\(6 runs each so far\)/);
  });
  it('does not know a median that is not known', () => {
    const lost = { ...point, median: null, high: null, learned: 21, budget: 100 };
    expect(text({ point: lost, slopes: null })).toBe('At N = 1,000 only 21 of 100 runs have learned within t = 100: the median is not known, only that it is above 100.');
    expect(text({ point: { ...lost, learned: 0 }, slopes: null })).toMatch(/none of 100 runs has learned/);
  });
  it('names the runs that learned where the upper end is not known', () => {
    expect(text({ point: { ...point, high: null, learned: 85 } })).toMatch(/\(85 of 100 runs learned by 300\)/);
    expect(text({ point: { ...point, low: null, high: null, learned: 4, total: 4 }, wanted: 4 })).toMatch(/\(4 runs\)/);
  });
  it('says that theory saturates, and gives no slope then', () => {
    expect(text({ saturation: 0.318, point: null })).toBe('At N = 1,000 theory stops at specialisation 0.32 for good, never above 0.5.');
    expect(text({ saturation: 0.318, point: { ...point, median: null, learned: 0, total: 32, budget: 160 }, wanted: 32 })).toBe('At N = 1,000 none of 32 runs learns. Theory stops at specialisation 0.32 for good, never above 0.5.');
  });
  it('puts a rate above the largest stable one first', () => {
    const unstable = { what: '$η$ = 2.6', limit: 2.3068, error: 0.0391, rests: true, name: 'error' };
    expect(text({ unstable })).toMatch(/^η = 2\.6 is above the largest stable rate 2\.31: the units specialise, yet the error stops at 0\.039\. At N/);
    expect(text({ unstable, theoryTime: null })).toMatch(/2\.31: the error stops at 0\.039/);
    expect(text({ unstable: { ...unstable, rests: false } })).toMatch(/does not go to 0, and ends at 0\.039/);
    expect(text({ unstable: { ...unstable, error: null } })).toMatch(/^η = 2\.6 is above the largest stable rate 2\.31\. At N/);
  });
  it('speaks of theory before a run is there, and while something moves', () => {
    expect(text({ point: null, slopes: null })).toBe('At N = 1,000 theory learns after 78 samples per dimension, from the start of run 7. The runs are on their way.');
    expect(text({ point: null, slopes: null, waits: true })).toMatch(/The runs wait for a yes\.$/);
    expect(text({ point: null, moving: true })).toBe('At N = 1,000 theory learns after 78 samples per dimension, from the start of run 7.');
    expect(text({ point: null, moving: true, theoryTime: null })).toBe('At N = 1,000 theory has not learned by t = 160.');
  });
  it('knows no time of runs that start beyond the threshold, and one of a thing', () => {
    expect(text({ point: { ...point, median: 0, low: 0, high: 0 } })).toBe('At N = 1,000 half of the runs are above 0.5 from the start: no time to learn.');
    expect(text({ unit: 'iterations', slopes: null, point: { ...point, median: 1, low: 1, high: 2 } })).toBe('At N = 1,000 half of the runs have learned after 1 iteration (10–90 % of runs: 1–2).');
  });
  it('counts runs that diverged', () => {
    expect(text({ diverged: 1 })).toMatch(/ 1 run diverged\./);
  });
  it('speaks of exponents in the view of total samples', () => {
    expect(text({ powers: 'samples', slopes: { runs: { slope: 1.096, low: 1.01, high: 1.16 }, theory: 1.12, limit: 1, law: '', formula: '', from: 300 }, point: { ...point, median: 80200, low: 65100, high: 110400 } })).toBe(
      'At N = 1,000 half of the runs have learned after 80,200 samples (10–90 % of runs: 65,100–110,000). The exponent of total samples is 1.096 [1.010, 1.160]; theory says 1.12 here, 1 as N → ∞.',
    );
  });
  it('gives the final value in a scan', () => {
    const final = { name: 'generalisation error', point: { ...point, median: 0.0051, low: 0.004, high: 0.0062, total: 32 }, theory: 0.0048 };
    expect(text({ final, where: '$η$ = 1' })).toBe('At η = 1 the generalisation error at t = 160 is 0.0051 (median of 32 runs, 10–90 % of them 0.004 to 0.0062); theory says 0.0048.');
    expect(text({ final: { ...final, point: null } })).toMatch(/is not known yet/);
  });
});
