/**
 * Bartlett factor of a Wishart matrix.
 *
 * B lower triangular, B_ii = sqrt(chi2_{degrees - i}), B_ij ~ N(0, 1) for i > j: then B B^T ~ Wishart_size(degrees, I),
 * the law of X X^T for a size x degrees matrix X of independent N(0, 1)
 *
 * @param out size x size, row-major, receives B with zeros above the diagonal
 * @param size K >= 1
 * @param degrees >= K
 * @param normals the K (K - 1) / 2 entries below the diagonal, row after row
 * @param chiSquares entry i a chi-square variable of degrees - i degrees of freedom, i = 0..K-1
 * Source: M. S. Bartlett, Proc. R. Soc. Edinburgh 53 (1933) 260.
 */
export function writeBartlett(out: Float64Array, size: number, degrees: number, normals: Float64Array, chiSquares: Float64Array): void {
  if (!(degrees >= size)) throw new RangeError(`degrees must be at least ${size}, got ${degrees}`);
  let next = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) out[i * size + j] = normals[next++]!;
    out[i * size + i] = Math.sqrt(chiSquares[i]!);
    out.fill(0, i * size + i + 1, (i + 1) * size);
  }
}
