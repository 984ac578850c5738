import { describe, expect, it } from 'vitest';
import { checks } from '../../../src/models/sequenceMultiIndex/checks.ts';

describe('published and independent values', () => {
  for (const check of checks) {
    it(check.label, () => expect(Math.abs(check.compute() - check.expected)).toBeLessThanOrEqual(check.tolerance));
  }
});
