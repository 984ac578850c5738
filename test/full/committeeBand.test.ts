import { testBand, testLimit } from '../support/committee/bandTests.ts';

testBand({ dimensions: [1e5, 1e6], starts: 200, rates: [1, 2], report: console.log });
testBand({ dimensions: [1e7], starts: 1000, rates: [1, 2], report: console.log });
testLimit({ dimensions: [1e3, 1e4, 1e5, 1e6, 1e7], starts: 200, rates: [0.3, 1], report: console.log });
