import { testSweep } from '../support/committee/sweepTests.ts';

testSweep({
  dimensions: [300, 1000, 3000, 10_000, 30_000], replicas: 32, starts: 200, seeds: [7, 8, 9], largestError: 1.4,
  reference: { value: 9.07, error: 0.15 }, report: console.log,
});
