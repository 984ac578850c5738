/** Plain twins of `src/kernels/assembly/{linear,gram,cholesky}.ts`: the same operations in the same order. */

export const dot = (x: Float64Array, y: Float64Array): number => {
  const s = new Float64Array(8);
  const whole = x.length - (x.length % 8);
  for (let i = 0; i < whole; i++) s[i % 8]! += x[i]! * y[i]!;
  let sum = s[0]! + s[2]! + (s[4]! + s[6]!) + (s[1]! + s[3]! + (s[5]! + s[7]!));
  for (let i = whole; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
};

/** Over n places from `from` (x) and `start` (y) on. */
export const rowDot = (x: Float64Array, from: number, y: Float64Array, start: number, n: number): number => {
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < n; i += 2) {
    even += x[from + i]! * y[start + i]!;
    odd += x[from + i + 1]! * y[start + i + 1]!;
  }
  return n % 2 === 1 ? even + odd + x[from + n - 1]! * y[start + n - 1]! : even + odd;
};

export const matvec = (a: Float64Array, rows: number, cols: number, x: Float64Array): Float64Array =>
  Float64Array.from({ length: rows }, (_, i) => rowDot(a, i * cols, x, 0, cols));

export const matvecTransposed = (a: Float64Array, rows: number, cols: number, x: Float64Array): Float64Array => {
  const out = new Float64Array(cols);
  const whole = rows - (rows % 4);
  for (let j = 0; j < cols; j++) {
    const term = (i: number): number => a[i * cols + j]! * x[i]!;
    for (let i = 0; i < whole; i += 4) out[j]! += term(i) + term(i + 1) + (term(i + 2) + term(i + 3));
    for (let i = whole; i < rows; i++) out[j]! += term(i);
  }
  return out;
};

const PIECE = 256;

export const gram = (a: Float64Array, rows: number, cols: number): Float64Array => {
  const out = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < rows; j++)
      for (let k = 0; k < cols; k += PIECE) out[i * rows + j]! += rowDot(a, i * cols + k, a, j * cols + k, Math.min(PIECE, cols - k));
  return out;
};

const PANEL = 32;

export const choleskyFactor = (a: Float64Array, n: number): { factor: Float64Array; rank: number } => {
  const factor = new Float64Array(n * n);
  let rank = 0;
  const reduced = (i: number, k: number): number => {
    const panel = k - (k % PANEL);
    let value = a[i * n + k]!;
    for (let m = 0; m < panel; m += PIECE) value -= rowDot(factor, i * n + m, factor, k * n + m, Math.min(PIECE, panel - m));
    return value - rowDot(factor, i * n + panel, factor, k * n + panel, k - panel);
  };
  for (let k = 0; k < n; k++) {
    const pivot = reduced(k, k);
    const zero = pivot <= 1e-13 * a[k * n + k]!;
    if (!zero) rank++;
    const root = zero ? 0 : Math.sqrt(pivot);
    factor[k * n + k] = root;
    for (let i = k + 1; i < n; i++) factor[i * n + k] = zero ? 0 : reduced(i, k) / root;
  }
  return { factor, rank };
};

export const choleskySolve = (factor: Float64Array, b: Float64Array): Float64Array => {
  const n = b.length;
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    const pivot = factor[i * n + i]!;
    x[i] = pivot === 0 ? 0 : (x[i]! - dot(factor.subarray(i * n, i * n + i), x.subarray(0, i))) / pivot;
  }
  for (let i = n - 1; i >= 0; i--) {
    const pivot = factor[i * n + i]!;
    x[i] = pivot === 0 ? 0 : x[i]! / pivot;
    for (let j = 0; j < i; j++) x[j]! += -x[i]! * factor[i * n + j]!;
  }
  return x;
};
