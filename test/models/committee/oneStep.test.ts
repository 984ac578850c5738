import { testOneStep } from '../../support/committee/lawTests.ts';

testOneStep({ samples: 200_000, report: () => {} });
