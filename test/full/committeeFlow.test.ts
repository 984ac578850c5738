import { testIncrements } from '../support/committee/increments.ts';

testIncrements({ samples: 10_000_000, report: console.log });
