import { prepareErf } from './vectorMath';

prepareErf();

export { fillNormals } from './normals';
export { axpy, dot, largestSize, matvec, matvecTransposed, rankOne, rowDot, scale } from './linear';
export { axpy32, dot32, matvec32, matvecTransposed32 } from './linear32';
export { gram } from './gram';
export { choleskyFactor, choleskySolve } from './cholesky';
export { erfMap, expMap, signMap, tanhMap } from './features';
export { fillLaplaces, fillRademachers, fillUniforms } from './sources';
export { icaBytes, icaNonlinearity, icaStep, icaSteps } from './icaStep';
export { fillSingleNormals } from './inputs';
export { fillChiSquares } from './chiSquares';
export { directBytes, directFlush, directGram, directSteps } from './direct';
export { roundSingles } from './latents';
export { featuresTransposed } from './featureMap';
export { manifoldFold, manifoldLatents, manifoldPart, manifoldSteps, manifoldTeacher } from './manifold';
export { chainBytes, chainSteps } from './chain';

/** First byte that no static data uses. */
export function heapBase(): usize {
  return __heap_base;
}
