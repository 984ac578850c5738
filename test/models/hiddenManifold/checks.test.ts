import { describe, expect, it } from 'vitest';
import { hiddenManifold } from '../../../src/models/hiddenManifold/index.ts';

describe('published and independent values', async () => {
  for (const check of (await hiddenManifold.more()).checks) {
    it(check.label, () => expect(Math.abs(check.compute() - check.expected)).toBeLessThanOrEqual(check.tolerance));
  }
});
