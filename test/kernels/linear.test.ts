import { describe, expect, it } from 'vitest';
import { kernels } from '../../src/kernels/load.ts';
import { fillNormals } from '../../src/numerics/random/normal.ts';
import { makeStream } from '../../src/numerics/random/stream.ts';
import { withDesk } from '../support/kernelDesk.ts';
import * as twin from './twins/linear.ts';
import * as twin32 from './twins/linear32.ts';

const sizes = [0, 1, 2, 3, 5, 8, 17, 100];
const shapes = [...sizes.flatMap((rows) => sizes.map((cols) => [rows, cols] as const)), [6, 7], [7, 6], [11, 12], [13, 300]] as const;

const normals = (n: number, ...key: readonly (number | string)[]): Float64Array => {
  const out = new Float64Array(n);
  fillNormals(makeStream('linear kernels', ...key), out, n);
  return out;
};

const exact = (x: Float64Array, y: Float64Array, map = (v: number): number => v): number => x.reduce((sum, value, i) => sum + map(value * y[i]!), 0);

describe.each([...sizes, 40, 133, 300, 1000])('vectors of %i numbers', (n) => {
  const x = normals(n, 'x', n);
  const y = normals(n, 'y', n);
  const most = 32 * n + 512;
  const bound = 2 ** -53 * exact(x, y, Math.abs);

  it.each([true, false])('dot and rowDot, off a multiple of 16: %s', (odd) => {
    withDesk(most, (desk) => {
      const [px, py] = [desk.put(x, odd), desk.put(y)];
      const found = kernels().dot(px, py, n);
      expect(found).toBe(twin.dot(x, y));
      expect(Math.abs(found - exact(x, y))).toBeLessThanOrEqual((n / 8 + 11 + n) * bound);
      expect(kernels().rowDot(px, py, n)).toBe(twin.rowDot(x, 0, y, 0, n));
    });
  });

  it('axpy, scale and largestSize', () => {
    withDesk(most, (desk) => {
      const [px, py] = [desk.put(x), desk.put(y)];
      kernels().axpy(-1.7, px, py, n);
      expect(desk.f64(py, n)).toEqual(y.map((value, i) => value + -1.7 * x[i]!));
      expect(kernels().largestSize(px, n)).toBe(Math.max(0, ...x.map(Math.abs)));
      kernels().scale(0.3, px, n);
      expect(desk.f64(px, n)).toEqual(x.map((value) => 0.3 * value));
    });
  });

  it('single precision', () => {
    withDesk(most, (desk) => {
      const [x32, y32] = [Float32Array.from(x), Float32Array.from(y)];
      const [px, py] = [desk.put(x32), desk.put(y32)];
      expect(kernels().dot32(px, py, n)).toBe(twin32.dot32(x32, y32));
      const alpha = Math.fround(-1.7);
      kernels().axpy32(alpha, px, py, n);
      expect(desk.f32(py, n)).toEqual(y32.map((value, i) => value + Math.fround(alpha * x32[i]!)));
    });
  });
});

describe('matrices', () => {
  it.each(shapes)('%i x %i', (rows, cols) => {
    const a = normals(rows * cols, 'a', rows, cols);
    const [x, z] = [normals(cols, 'x', cols), normals(rows, 'z', rows)];
    withDesk(8 * (rows * cols + 2 * rows + 2 * cols) + 512, (desk) => {
      const [pa, px, pz] = [desk.put(a), desk.put(x), desk.put(z)];
      const [out, across] = [desk.put(new Float64Array(rows).fill(NaN)), desk.put(new Float64Array(cols).fill(NaN))];
      kernels().matvec(pa, rows, cols, px, out);
      expect(desk.f64(out, rows)).toEqual(twin.matvec(a, rows, cols, x));
      kernels().matvecTransposed(pa, rows, cols, pz, across);
      expect(desk.f64(across, cols)).toEqual(twin.matvecTransposed(a, rows, cols, z));
      kernels().rankOne(0.7, pz, px, pa, rows, cols);
      expect(desk.f64(pa, rows * cols)).toEqual(a.map((value, i) => value + 0.7 * z[Math.floor(i / cols)]! * x[i % cols]!));
    });
  });

  it.each(shapes)('%i x %i in single precision', (rows, cols) => {
    const a = Float32Array.from(normals(rows * cols, 'a', rows, cols));
    const [x, z] = [Float32Array.from(normals(cols, 'x', cols)), Float32Array.from(normals(rows, 'z', rows))];
    withDesk(4 * (rows * cols + 2 * rows + 2 * cols) + 512, (desk) => {
      const [pa, px, pz] = [desk.put(a), desk.put(x), desk.put(z)];
      const [out, across] = [desk.put(new Float32Array(rows).fill(NaN)), desk.put(new Float32Array(cols).fill(NaN))];
      kernels().matvec32(pa, rows, cols, px, out);
      expect(desk.f32(out, rows)).toEqual(twin32.matvec32(a, rows, cols, x));
      kernels().matvecTransposed32(pa, rows, cols, pz, across);
      expect(desk.f32(across, cols)).toEqual(twin32.matvecTransposed32(a, rows, cols, z));
    });
  });

  it('a row gives the same bits wherever it stands, and a NaN stays in its row', () => {
    const cols = 37;
    const row = normals(cols, 'row');
    const x = normals(cols, 'x', cols);
    for (const rows of [1, 5, 6, 7, 9]) {
      const a = normals(rows * cols, 'others', rows);
      a.set(row, (rows - 1) * cols);
      if (rows > 1) a[3] = NaN;
      withDesk(8192, (desk) => {
        const [pa, px, out] = [desk.put(a), desk.put(x), desk.put(new Float64Array(rows))];
        kernels().matvec(pa, rows, cols, px, out);
        const found = desk.f64(out, rows);
        expect(found[rows - 1]).toBe(twin.rowDot(row, 0, x, 0, cols));
        expect([...found].map(Number.isNaN)).toEqual(Array.from({ length: rows }, (_, i) => rows > 1 && i === 0));
      });
    }
  });

  it('takes infinite entries as arithmetic does', () => {
    withDesk(1024, (desk) => {
      const pa = desk.put(Float64Array.of(Infinity, 1, 0, 2, -Infinity, 3));
      const [px, out] = [desk.put(Float64Array.of(1, 0)), desk.put(new Float64Array(3))];
      kernels().matvec(pa, 3, 2, px, out);
      expect([...desk.f64(out, 3)]).toEqual([Infinity, 0, -Infinity]);
      kernels().matvec(pa, 3, 2, px + 8, out);
      expect(Number.isNaN(desk.f64(out, 1)[0])).toBe(true);
      expect(kernels().largestSize(pa, 6)).toBe(Infinity);
    });
  });
});

describe('long sums of single precision', () => {
  const n = 100_003;
  const unit = 2 ** -24;
  // All products have one sign: the case where errors of plain accumulation grow fastest.
  const x = Float32Array.from(normals(n, 'long'), Math.abs);
  const y = Float32Array.from(normals(n, 'other'), Math.abs);
  const sum = exact(Float64Array.from(x), Float64Array.from(y));

  it('dot32 is good to 11 units of the sum of sizes, plain accumulation is not', () => {
    const found = withDesk(8 * n + 256, (desk) => kernels().dot32(desk.put(x), desk.put(y), n));
    expect(Math.abs(found - sum)).toBeLessThan(11 * unit * sum);
    const plain = x.reduce((total, value, i) => Math.fround(total + Math.fround(value * y[i]!)), 0);
    expect(Math.abs(plain - sum)).toBeGreaterThan(11 * unit * sum);
  });

  it('matvec32 is good to 19 units', () => {
    const rows = 5;
    const cols = 20_000;
    const found = withDesk(4 * rows * cols + 4 * cols + 512, (desk) => {
      const out = desk.put(new Float32Array(rows));
      kernels().matvec32(desk.put(x.subarray(0, rows * cols)), rows, cols, desk.put(y.subarray(0, cols)), out);
      return desk.f32(out, rows);
    });
    for (let i = 0; i < rows; i++) {
      const expected = exact(Float64Array.from(x.subarray(i * cols, (i + 1) * cols)), Float64Array.from(y.subarray(0, cols)));
      expect(Math.abs(found[i]! - expected)).toBeLessThan(19 * unit * expected);
    }
  });
});
