import { symmetricEigen } from './symmetricEigen.ts';

export interface Measure {
  /** Nodes, in no order. */
  readonly values: Float64Array;
  /** `rows` runs of values.length numbers: component of each start vector on each node. */
  readonly components: Float64Array;
}

/** A vector whose part outside of the basis is smaller than this share of it lies in the basis. */
const dependent = 1e-11;

const dotOf = (x: Float64Array, y: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
};

/**
 * Matrix-valued Gauss rule of a symmetric operator A and some vectors s_a, by the block Lanczos method.
 *
 * s_a.f(A) s_b = sum_i f(value_i) component_ai component_bi, exact for polynomials f of degree 2 levels - 1, and for all f once the vectors
 * A^j s_a span no more dimensions.
 *
 * @param apply writes A x for each of the vectors x of a block into the vectors of `out`, which hold zeros; may yield on the way
 * @param start vectors of one length; not changed
 * @param levels how often A is applied to a block
 * Every vector is made orthogonal to all others twice, and left out where nothing is left of it. It yields after every application.
 * Accuracy: 1e-11 of |s_a| |s_b| max |f|. Cost: levels applications; with n = start.length levels, 4 n^2 length + 6 n^3 multiply-adds beside them.
 * Source: Golub, Meurant, Matrices, Moments and Quadrature (2010), chapter 4.
 */
export function* blockLanczos(
  apply: (block: readonly Float64Array[], out: readonly Float64Array[]) => Generator<void, void>, start: readonly Float64Array[], levels: number,
): Generator<void, Measure> {
  const basis: Float64Array[] = [];
  const images: Float64Array[] = [];
  const extend = (candidates: readonly Float64Array[]): Float64Array[] => {
    const fresh: Float64Array[] = [];
    for (const candidate of candidates) {
      const x = Float64Array.from(candidate);
      const whole = Math.sqrt(dotOf(x, x));
      for (let round = 0; round < 2; round++) {
        for (const v of basis) {
          const share = dotOf(v, x);
          for (let i = 0; i < x.length; i++) x[i] = x[i]! - share * v[i]!;
        }
      }
      const rest = Math.sqrt(dotOf(x, x));
      if (!(rest > dependent * whole) || basis.length === x.length) continue;
      for (let i = 0; i < x.length; i++) x[i] = x[i]! / rest;
      basis.push(x);
      fresh.push(x);
    }
    return fresh;
  };
  let block = extend(start);
  const first = basis.length;
  for (let level = 0; level < levels && block.length > 0; level++) {
    const out = block.map((x) => new Float64Array(x.length));
    yield* apply(block, out);
    images.push(...out);
    if (level + 1 < levels) block = extend(out);
    yield;
  }
  const n = basis.length;
  const projected = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      // A basis vector meets the images of its own block and of its neighbours only.
      if (i - j > 2 * start.length) continue;
      const element = dotOf(basis[i]!, images[j]!);
      projected[i * n + j] = element;
      projected[j * n + i] = element;
    }
  }
  const pairs = symmetricEigen(projected, n);
  if (pairs === null) throw new RangeError('the operator gives numbers that are not finite');
  const components = new Float64Array(start.length * n);
  start.forEach((s, a) => {
    for (let j = 0; j < first; j++) {
      const share = dotOf(basis[j]!, s);
      for (let i = 0; i < n; i++) components[a * n + i] = components[a * n + i]! + share * pairs.vectors[i * n + j]!;
    }
  });
  return { values: pairs.values, components };
}
