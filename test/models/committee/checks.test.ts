import { describe, expect, it } from 'vitest';
import { committee } from '../../../src/models/committee/index.ts';

describe('published and independent values', async () => {
  for (const check of (await committee.more()).checks) {
    it(check.label, () => expect(Math.abs(check.compute() - check.expected)).toBeLessThanOrEqual(check.tolerance));
  }
});
