import { prepareErf } from './vectorMath';

prepareErf();

export { fillNormals } from './normals';
export { fillSingleNormals } from './singleNormals';
export { fillChiSquares } from './chiSquares';
export { directBytes, directFlush, directGram, directSteps } from './direct';
export { chainBytes, chainSteps } from './chain';

/** First byte that no static data uses. */
export function heapBase(): usize {
  return __heap_base;
}
