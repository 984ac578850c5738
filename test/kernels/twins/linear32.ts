/** Plain twins of `src/kernels/assembly/linear32.ts`: single precision by `Math.fround`, the same order. */

const f = Math.fround;

/** Groups of `width` places, `groups` of them a piece; the lanes of a piece in single precision, from `from` on. */
const pieceOf = (x: Float32Array, from: number, y: Float32Array, start: number, width: number, groups: number): Float32Array => {
  const lanes = new Float32Array(width);
  for (let i = 0; i < width * groups; i++) lanes[i % width] = f(lanes[i % width]! + f(x[from + i]! * y[start + i]!));
  return lanes;
};

export const dot32 = (x: Float32Array, y: Float32Array): number => {
  const whole = x.length - (x.length % 16);
  let first = 0;
  let second = 0;
  for (let i = 0; i < whole; i += 128) {
    const m = pieceOf(x, i, y, i, 16, Math.min(8, (whole - i) / 16));
    const lane = (l: number): number => f(f(m[l]! + m[4 + l]!) + f(m[8 + l]! + m[12 + l]!));
    first += lane(0) + lane(2);
    second += lane(1) + lane(3);
  }
  let sum = first + second;
  for (let i = whole; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
};

export const matvec32 = (a: Float32Array, rows: number, cols: number, x: Float32Array): Float32Array =>
  Float32Array.from({ length: rows }, (_, i) => {
    const whole = cols - (cols % 4);
    let sum = 0;
    for (let j = 0; j < whole; j += 64) {
      const m = pieceOf(a, i * cols + j, x, j, 4, Math.min(16, (whole - j) / 4));
      sum += m[0]! + m[2]! + (m[1]! + m[3]!);
    }
    for (let j = whole; j < cols; j++) sum += a[i * cols + j]! * x[j]!;
    return sum;
  });

export const matvecTransposed32 = (a: Float32Array, rows: number, cols: number, x: Float32Array): Float32Array => {
  const out = new Float32Array(cols);
  const whole = rows - (rows % 4);
  for (let j = 0; j < cols; j++) {
    const term = (i: number): number => f(a[i * cols + j]! * x[i]!);
    for (let i = 0; i < whole; i += 4) out[j] = f(out[j]! + f(f(term(i) + term(i + 1)) + f(term(i + 2) + term(i + 3))));
    for (let i = whole; i < rows; i++) out[j] = f(out[j]! + term(i));
  }
  return out;
};
