/**
 * Gram matrix of the rows of a matrix, out = A A^T.
 *
 * Layout: row-major doubles, out rows x rows, both triangles, exactly symmetric; out may not overlap A.
 *
 * Order of summation of an entry: from 0 on, the sums over columns 256 j .. 256 j + 255 one after another, each in the order of `rowDot`.
 * Error below (cols / 256 + 131) 2^-53 |a_i| |a_j|. rows^2 cols flops; blocks of 64 rows by 256 columns stay in the second cache.
 */
import { addProducts, PIECE } from './tiles';

const BLOCK: i32 = 64;

export function gram(a: usize, rows: i32, cols: i32, out: usize): void {
  const stride = <usize>cols << 3;
  const outStride = <usize>rows << 3;
  memory.fill(out, 0, <usize>rows * outStride);
  for (let k = 0; k < cols; k += PIECE) {
    const n = min(PIECE, cols - k);
    for (let j = 0; j < rows; j += BLOCK) {
      const start = a + <usize>j * stride + (<usize>k << 3);
      addProducts(start, stride, rows - j, start, stride, min(BLOCK, rows - j), n, 1, out + <usize>j * (outStride + 8), outStride);
    }
  }
  for (let j = 0; j < rows; j += BLOCK) {
    const end = min(j + BLOCK, rows);
    for (let i = j; i < rows; i++) {
      const row = out + <usize>i * outStride;
      for (let m = j; m < min(end, i); m++) store<f64>(out + <usize>m * outStride + (<usize>i << 3), load<f64>(row + (<usize>m << 3)));
    }
  }
}
