/**
 * Walsh-Hadamard transform in place: x_i <- sum_j (-1)^|i & j| x_j, |.| the number of bits set; the matrix is symmetric and its own inverse times n.
 *
 * `x`: n numbers, n a power of two.
 *
 * Accuracy: log2(n) 2^-53 sum_j |x_j|. n log2 n additions.
 */
export const walshHadamard = (x: Float64Array): void => {
  const n = x.length;
  if ((n & (n - 1)) !== 0) throw new RangeError(`the length must be a power of two, got ${n}`);
  for (let h = 1; h < n; h *= 2) {
    for (let group = 0; group < n; group += 2 * h) {
      for (let i = group; i < group + h; i++) {
        const a = x[i]!;
        const b = x[i + h]!;
        x[i] = a + b;
        x[i + h] = a - b;
      }
    }
  }
};
