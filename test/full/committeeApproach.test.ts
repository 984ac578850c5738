import { testApproach } from '../support/committee/approach.ts';

testApproach({ replicas: 32, largestError: 0.02, report: console.log });
