import { describe, expect, it } from 'vitest';
import { hebbianIca } from '../../../src/models/hebbianIca/index.ts';

describe('published and independent values', async () => {
  for (const check of (await hebbianIca.more()).checks) {
    it(check.label, () => expect(Math.abs(check.compute() - check.expected)).toBeLessThanOrEqual(check.tolerance));
  }
});
