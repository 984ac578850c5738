import { contractTests } from '../../support/contractTests.ts';

contractTests('hebbianIca');
