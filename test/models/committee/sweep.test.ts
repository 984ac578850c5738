import { testSweep } from '../../support/committee/sweepTests.ts';

testSweep({ dimensions: [300, 1000, 3000], replicas: 24, starts: 60, seeds: [7], largestError: 2, reference: null, report: () => {} });
