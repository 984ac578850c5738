import { testLaws } from '../../support/committee/lawTests.ts';

testLaws({ seeds: 1000, until: 16, report: () => {} });
