import { describe, expect, it } from 'vitest';
import { oneSampleKolmogorovSmirnov, twoSampleKolmogorovSmirnov } from './kolmogorovSmirnov.ts';

// Values of scipy 1.17.1, kstest and ks_2samp(method='asymp').
describe('Kolmogorov-Smirnov', () => {
  const grid = Float64Array.from({ length: 2000 }, (_, i) => (i + 0.5) / 2000);
  const uniform = (x: number): number => x;

  it('measures one sample', () => {
    expect(oneSampleKolmogorovSmirnov([0.9, 0.1, 0.35, 0.2], uniform).statistic).toBeCloseTo(0.4, 12);
    const bent = oneSampleKolmogorovSmirnov(
      grid.map((x) => x ** 1.1),
      uniform,
    );
    expect(bent.statistic).toBeCloseTo(0.03529938440759561, 12);
    expect(bent.p / 0.013361114469784866).toBeCloseTo(1, 1);
    expect(oneSampleKolmogorovSmirnov(grid, uniform).p).toBe(1);
  });

  it('measures two samples', () => {
    expect(twoSampleKolmogorovSmirnov([1, 2, 3, 4, 5], [7, 2.5, 3.5, 6]).statistic).toBeCloseTo(0.5, 12);
    const half = grid.slice(0, 1000).map((x) => x ** 1.2);
    expect(twoSampleKolmogorovSmirnov(grid, half).statistic).toBeCloseTo(0.565, 12);
    expect(twoSampleKolmogorovSmirnov(grid, half).p).toBeLessThan(1e-180);
    expect(twoSampleKolmogorovSmirnov(grid, grid)).toEqual({ statistic: 0, p: 1 });
  });

  it('does not hide a NaN', () => {
    expect(oneSampleKolmogorovSmirnov([0.1, 0.5], () => NaN).p).toBeNaN();
  });
});
