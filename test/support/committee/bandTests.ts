import { describe, expect, it } from 'vitest';
import type { Description } from '../../../src/models/contract.ts';
import { committee } from '../../../src/models/committee/index.ts';
import { requestOfLink } from '../runLink.ts';
import { apart, quantileOf, runSweep, shown } from './medians.ts';

/** Laws and marks that belong to a link. */
export const describeLink = (link: string): Description => {
  const { config, over } = requestOfLink(link);
  const run = committee.describe(config.params, over?.over ?? 'dimension', over?.values ?? [], config.criterion, config.threshold);
  for (;;) {
    const { done, value } = run.next();
    if (done === true) return value;
  }
};

const parts = [['median', 0.5], ['low', 0.1], ['high', 0.9]] as const;

interface Sizes {
  readonly dimensions: readonly number[];
  readonly starts: number;
  readonly rates: readonly number[];
  readonly report: (line: string) => void;
}

/** The closed band T = c + ln N / (2 kappa) - ln|g| / kappa and the quantiles of the equations' learning times. */
const compare = ({ dimensions, starts, report }: Sizes, rate: number, criterion: string) => {
  const threshold = criterion === 'specialised' ? 0.5 : 0.001;
  const link = `committee?view=sweep&only=theory&learningRate=${rate}&criterion=${criterion}&threshold=${threshold}&dimensions=${dimensions.join(',')}&starts=${starts}`;
  const [law] = describeLink(link).laws;
  const { series } = runSweep(link).of('ode');
  const rows = parts.flatMap(([part, q]) =>
    dimensions.map((dimension, i) => {
      const measured = quantileOf(series.times[i]!, q);
      const predicted = { value: law![part]![i]!, error: 0 };
      report(`rate ${rate}, ${criterion}, N = ${dimension}, ${part}: band ${predicted.value.toFixed(2)}, equations ${shown(measured)} (${starts} starts)`);
      return { part, predicted: predicted.value, measured: measured.value, z: apart(predicted, measured) };
    }),
  );
  return { law: law!, rows };
};

/** At large N the band and the ensemble agree within the ensemble's errors. */
export const testBand = (sizes: Sizes): void => {
  describe.each(sizes.rates)(`closed band, K = M = 2, N = ${sizes.dimensions.join(', ')}, rate %f`, (rate) => {
    it.each(['specialised', 'errorBelow'])('holds the quantiles of the equations: %s', (criterion) => {
      for (const { z } of compare(sizes, rate, criterion).rows) expect(Math.abs(z)).toBeLessThan(3);
    });
  });
};

/**
 * The band is the limit: its distance to the ensemble's quantiles shrinks as N grows, by less and less.
 * All N share their starts, whose sampling error is a constant part of the distance and drops out of the differences.
 */
export const testLimit = (sizes: Sizes): void => {
  it.each(sizes.rates)('the ensemble approaches the closed band as N grows, rate %f', (rate) => {
    const { rows } = compare(sizes, rate, 'specialised');
    for (const [part] of parts) {
      const gaps = rows.filter((row) => row.part === part).map(({ predicted, measured }) => predicted - measured);
      const gained = gaps.slice(1).map((gap, i) => gaps[i]! - gap);
      expect(gained.every((gain) => gain > 0)).toBe(true);
      for (let i = 1; i < gained.length; i++) expect(gained[i]!).toBeLessThan(gained[i - 1]!);
    }
  });
};
