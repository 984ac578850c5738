import { params, type P } from '../../../src/models/hiddenManifold/params.ts';
import { completeParams, type Params } from '../../../src/models/params.ts';

export const paramsWith = (given: Partial<P> = {}): P => completeParams(params, given as Params) as unknown as P;
