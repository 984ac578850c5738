import { testApproach } from '../../support/committee/approach.ts';

testApproach({ replicas: 16, largestError: 0.03, report: () => {} });
