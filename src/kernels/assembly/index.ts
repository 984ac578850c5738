import { prepareErf } from './vectorMath';

prepareErf();

export { fillNormals } from './normals';

/** First byte that no static data uses. */
export function heapBase(): usize {
  return __heap_base;
}
