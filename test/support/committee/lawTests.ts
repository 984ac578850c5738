import { beforeAll, describe, expect, it } from 'vitest';
import type { P } from '../../../src/models/committee/params.ts';
import { makeDraws, type Draws } from '../../models/committee/twins/chain.ts';
import { requestOfLink } from '../runLink.ts';
import { compareLaws, engineSamples, lawCases, mutantSamples, withDegrees, withoutRest, type Samples } from './law.ts';
import { exactChange, sampledChange } from './oneStep.ts';

/** Chain and brute force are the same random process: each seeded on its own, from random or given starts. */
export const testLaws = (sizes: { readonly seeds: number; readonly until: number; readonly report: (line: string) => void }): void => {
  describe.each(lawCases)('chain and brute force, $name', (full) => {
    const law = { ...full, times: full.times.filter((t) => t <= sizes.until) };
    let direct: Samples;
    beforeAll(() => {
      direct = engineSamples(law, 'direct', sizes.seeds, 3);
    });

    it('have one law', () => {
      const { tests, smallestP, where } = compareLaws(direct, engineSamples(law, 'chain', sizes.seeds, 4));
      sizes.report(`${law.name}, ${sizes.seeds} seeds: smallest p of ${tests} is ${smallestP.toPrecision(2)} (${where})`);
      expect(tests).toBeGreaterThanOrEqual(3 * law.times.length);
      expect(smallestP).toBeGreaterThan(0.01 / tests);
    });

    it('differ once the part of the input outside the weights is left out', () => {
      const { smallestP } = compareLaws(direct, mutantSamples(law, withoutRest, sizes.seeds, 2));
      sizes.report(`${law.name}, without the chi-square: ${smallestP.toPrecision(2)}`);
      expect(smallestP).toBeLessThan(1e-20);
    });

    // At larger N a few degrees more are a small change.
    if (!law.name.includes('N = 8')) return;
    it('differ with N or N - K degrees of freedom', () => {
      for (const degrees of [withDegrees((p) => p.dimension), withDegrees((p) => p.dimension - p.hiddenUnits)]) {
        const { smallestP } = compareLaws(direct, mutantSamples(law, degrees, sizes.seeds, 2));
        sizes.report(`${law.name}, wrong degrees of freedom: ${smallestP.toPrecision(2)}`);
        expect(smallestP).toBeLessThan(1e-6);
      }
    });
  });
};

const oneStepLinks = {
  'K = M = 1, noise and decay':
    'committee?dimension=8&hiddenUnits=1&teacherUnits=1&learningRate=3&labelNoise=0.3&weightDecay=0.5&start=broken&initialOverlap=0.4',
  'K = 2, M = 1, given output weights':
    'committee?dimension=8&teacherUnits=1&learningRate=3&start=custom&norms=0.6,0.2;0.2,0.5&overlaps=0.4;-0.1&studentOutput=1,0.5',
};

/** Mean and variance of the first change of V; the variance tells a chi-square from its mean, which the laws above cannot. */
export const testOneStep = (sizes: { readonly samples: number; readonly report: (line: string) => void }): void => {
  describe.each(Object.entries(oneStepLinks))('first change of V, %s', (name, link) => {
    const p = requestOfLink(link).config.params as unknown as P;
    const degrees = p.dimension - p.hiddenUnits - p.teacherUnits;
    const exact = exactChange(p);
    /** Deviations in standard errors, largest first. */
    const deviations = (draws: Draws): { mean: number; variance: number } => {
      const sampled = sampledChange(p, draws, sizes.samples);
      const most = (zs: readonly number[]): number => zs.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
      return {
        mean: most(sampled.map((s, i) => (s.mean - exact[i]!.mean) / s.meanError)),
        variance: most(sampled.map((s, i) => (s.variance - exact[i]!.variance) / s.varianceError)),
      };
    };
    const print = (draws: string, { mean, variance }: { mean: number; variance: number }): void =>
      sizes.report(`first change of V, ${name}, ${draws}: mean off by ${mean.toFixed(1)}, variance by ${variance.toFixed(1)} standard errors`);

    it('has the mean and variance of its formula', () => {
      const z = deviations(makeDraws(p, 3, 0, degrees));
      print('chi-square', z);
      expect(Math.abs(z.mean)).toBeLessThan(4);
      expect(Math.abs(z.variance)).toBeLessThan(4);
    });

    it('has too small a variance when the chi-square is replaced by its mean', () => {
      const draws = makeDraws(p, 3, 0, degrees);
      const z = deviations({ ...draws, refill: () => (draws.refill(), draws.rest.fill(degrees), undefined) });
      print('its mean', z);
      expect(Math.abs(z.mean)).toBeLessThan(4);
      expect(z.variance).toBeLessThan(-10);
    });
  });
};
