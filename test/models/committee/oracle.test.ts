import { describe, expect, it } from 'vitest';
import { errorsOf, oracleCases } from '../../support/committee/oracle.ts';

// Ten times the relative tolerance of a step: 1e-8 at rest, 1e-5 while a slider is dragged.
describe.each(oracleCases)('equations against an independent solution: $name', (reference) => {
  it.each([['rest', 1e-7], ['drag', 1e-4]] as const)('%s: error below %g', (quality, tolerance) => {
    const errors = errorsOf(reference, quality);
    expect(Object.keys(errors)).toEqual(['generalisationError', 'Q', 'R', 'v']);
    for (const error of Object.values(errors)) expect(error).toBeLessThanOrEqual(tolerance);
  });
});
