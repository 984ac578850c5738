import { testLaws, testOneStep } from '../support/committee/lawTests.ts';

testLaws({ seeds: 3000, until: Infinity, report: console.log });
testOneStep({ samples: 1_000_000, report: console.log });
