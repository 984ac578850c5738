import { describe, expect, it } from 'vitest';
import { kernels } from '../../src/kernels/load.ts';
import { reserve, type Block } from '../../src/kernels/memory.ts';
import { writeStreams } from '../../src/kernels/streams.ts';
import { fillNormals } from '../../src/numerics/random/normal.ts';
import { makeStream } from '../../src/numerics/random/stream.ts';
import { withDesk } from '../support/kernelDesk.ts';
import * as twin from './twins/manifold.ts';

const normals = (n: number, ...key: readonly (number | string)[]): Float64Array => {
  const out = new Float64Array(n);
  fillNormals(makeStream('manifold kernels', ...key), out, n);
  return out;
};

const integers = (n: number, unit: number, ...key: readonly (number | string)[]): Int16Array => Int16Array.from(normals(n, ...key), (x) => Math.round(unit * x));
const i16 = (block: Block, byteOffset: number, length: number): Int16Array => new Int16Array(block.u32(0, 1).buffer, block.pointer + byteOffset, length);
const i32 = (block: Block, byteOffset: number, length: number): Int32Array => new Int32Array(block.u32(0, 1).buffer, block.pointer + byteOffset, length);

/** Rows of `width` numbers, `stride` places apart. */
const writeRows = (out: Int16Array | Float64Array, values: ArrayLike<number>, width: number, stride: number): void => {
  for (let i = 0; i < values.length; i++) out[Math.floor(i / width) * stride + (i % width)] = values[i]!;
};

const latentsFor = (D: number): Int16Array[] => Array.from({ length: 8 }, (_, s) => integers(D, 2048, 'c', D, s));

/** All eight parts; numbers of sample s from s `padded` on. */
const inputsOf = ({ block, padded }: twin.Bench, latents: number, out: number): Float32Array => {
  for (let part = 0; part < 8; part++) kernels().manifoldPart(block.pointer, block.pointer + latents, block.pointer + out, part);
  return block.f32(out, 8 * padded).slice();
};

describe('latents', () => {
  it('rounds halves to even and keeps within 16 bits', () => {
    const x = Float32Array.of(0.5, 1.5, -0.5, -2.5, 2.4999, 1e9, -1e9, 0, 3.7, -3.7, 32766.5, 12.5, 13.5, -12.5, 0.49999997, -1.5);
    withDesk(1024, (desk) => {
      const from = desk.put(x, false);
      const out = desk.put(new Float32Array(8), false);
      kernels().roundSingles(from, 1, out, 16);
      const found = new Int16Array(desk.bytes(out, 32).buffer.slice(out, out + 32));
      expect([...found]).toEqual(Array.from(x, (value) => Math.max(-32768, Math.min(32767, twin.roundHalfEven(value))) + 0));
    });
  });

  it.each([2, 8, 13, 515, 1100])('%i latents a sample: rounded normals, zeros behind them', (D) => {
    const stride = Math.ceil(D / 8) * 8;
    const bench = twin.makeBench({ N: 4, D, kind: 0, fold: 3, scale: 1 }, 128 + 48 * stride);
    const { block, room } = bench;
    const states = [1, 2, 3, 4].map((part) => makeStream('latents', part).state);
    writeStreams(block, room, states);
    writeStreams(block, room + 64, states);
    kernels().manifoldLatents(block.pointer, block.pointer + room, block.pointer + room + 128);
    kernels().fillSingleNormals(block.pointer + room + 64, block.pointer + room + 128 + 16 * stride, stride);
    const found = i16(block, room + 128, 8 * stride);
    const raw = block.f32(room + 128 + 16 * stride, 8 * stride);
    expect([...found]).toEqual(Array.from(raw, (x, i) => (i % stride < D ? twin.roundHalfEven(2048 * x) + 0 : 0)));
    expect([...block.u32(room, 16)]).toEqual([...block.u32(room + 64, 16)]);
    block.release();
  });
});

describe('features times latents', () => {
  it.each([[4, 2], [5, 3], [8, 8], [9, 16], [17, 63], [30, 520], [12, 1030], [131, 20]])('dense, %i x %i: the bits of the twin', (N, D) => {
    const scale = 2 ** -23 / Math.sqrt(D);
    const shape = { N, D, kind: 0, fold: 3, scale };
    const [padded, stride] = [Math.ceil(N / 8) * 8, Math.ceil(D / 8) * 8];
    const bench = twin.makeBench(shape, 2 * padded * stride + 16 * stride + 32 * padded);
    const { block, room } = bench;
    const F = integers(N * D, 4096, 'F', N, D);
    const latents = latentsFor(D);
    writeRows(i16(block, room, padded * stride), F, D, stride);
    const at = room + 2 * padded * stride;
    latents.forEach((c, s) => i16(block, at + 2 * s * stride, D).set(c));
    bench.point('features', room);
    const u = inputsOf(bench, at, at + 16 * stride);
    latents.forEach((c, s) => {
      expect([...u.subarray(s * padded, s * padded + N)]).toEqual(Array.from({ length: N }, (_, i) => twin.denseRow(F, i, D, c, scale)));
      expect(u.subarray(s * padded + N, (s + 1) * padded).every((x) => x === 0)).toBe(true);
    });
    block.release();
  });

  it.each([[4, 3, 4], [5, 8, 8], [16, 7, 16], [40, 64, 64], [100, 300, 512]])('Hadamard, %i x %i of order %i: the explicit matrix', (N, D, order) => {
    const [padded, stride] = [Math.ceil(N / 8) * 8, Math.ceil(D / 8) * 8];
    const scale = 2 ** -11 / Math.sqrt(D);
    const bench = twin.makeBench({ N, D, kind: 1, fold: 3, scale, order }, 4 * (padded + stride) + 16 * stride + 16 * order + 32 * padded);
    const { block, room } = bench;
    // Any rows and different columns.
    const rows = Int32Array.from({ length: N }, (_, i) => (5 * i + 3) % order);
    const columns = Int32Array.from({ length: D }, (_, j) => (3 * j + 1) % order);
    const minus = Int32Array.from(normals(D, 'signs'), (x) => (x < 0 ? 1 : 0));
    i32(block, room, N).set(rows);
    i32(block, room + 4 * padded, D).set(columns.map((q, j) => 2 * q + minus[j]!));
    const latents = latentsFor(D);
    const at = room + 4 * (padded + stride);
    latents.forEach((c, s) => i16(block, at + 2 * s * stride, D).set(c));
    bench.point('features', room);
    bench.point('columns', room + 4 * padded);
    bench.point('work', at + 16 * stride);
    const u = inputsOf(bench, at, at + 16 * stride + 16 * order);
    latents.forEach((c, s) => {
      for (let i = 0; i < N; i++) {
        let sum = 0;
        for (let j = 0; j < D; j++) sum += (twin.isOdd(rows[i]! & columns[j]!) !== (minus[j] === 1) ? -1 : 1) * c[j]!;
        expect(u[s * padded + i]).toBe(Math.fround(Math.fround(sum) * Math.fround(scale)) + 0);
      }
    });
    block.release();
  });

  it('without features the inputs are the latents', () => {
    const bench = twin.makeBench({ N: 13, D: 13, kind: 2, fold: 3, scale: 2 ** -11 }, 16 * 16 + 32 * 16);
    const { block, room } = bench;
    const latents = latentsFor(13);
    latents.forEach((c, s) => i16(block, room + 32 * s, 13).set(c));
    const u = inputsOf(bench, room, room + 256);
    latents.forEach((c, s) => expect([...u.subarray(16 * s, 16 * s + 13)]).toEqual(Array.from(c, (x) => x / 2048)));
    block.release();
  });

  it.each([[4, 2], [5, 3], [9, 16], [18, 63], [131, 20]])('transposed, %i x %i: the bits of the twin', (N, D) => {
    const [padded, stride] = [Math.ceil(N / 8) * 8, Math.ceil(D / 8) * 8];
    const block = reserve(2 * padded * stride + 4 * padded + 8 * stride);
    const F = integers(N * D, 4096, 'F', N, D);
    const w = Float32Array.from(normals(N, 'w'));
    writeRows(i16(block, 0, padded * stride), F, D, stride);
    const at = 2 * padded * stride;
    block.f32(at, N).set(w);
    kernels().featuresTransposed(block.pointer, padded, stride, block.pointer + at, block.pointer + at + 4 * padded);
    expect([...block.f64(at + 4 * padded, D)]).toEqual([...twin.transposed(F, N, D, w)]);
    block.release();
  });
});

describe('inputs and teachers', () => {
  it.each([0, 1, 2, 3, 4])('fold %i: the bits of the twin, zeros behind the last input', (fold) => {
    const N = 1203;
    const bench = twin.makeBench({ N, D: 2, kind: 0, fold, scale: 1 }, 4 * 1208);
    const { block, room, padded } = bench;
    const u = Float32Array.from(normals(N, 'u', fold), (x, i) => (i % 50 === 0 ? 0 : x));
    block.f32(room, N).set(u);
    kernels().manifoldFold(block.pointer, block.pointer + room);
    expect([...block.f32(room, padded)]).toEqual(Array.from({ length: padded }, (_, i) => (i < N ? twin.folds[fold]!(u[i]!) : 0)));
    block.release();
  });

  it.each([[0, 3], [0, 40], [1, 9], [1, 41]])('teacher %i on %i numbers: the bits of the twin', (teacher, n) => {
    const factor = 1 / Math.sqrt(n);
    const bench = twin.makeBench({ N: n, D: n, kind: 0, fold: 3, teacher, scale: 1, factor }, 20 * 8 * n + 512);
    const { block, room, padded } = bench;
    const B = normals(2 * n, 'B', n);
    writeRows(block.f64(room, 2 * padded), B, n, padded);
    const at = room + 16 * padded;
    const x = teacher === 0 ? integers(n, 2048, 'c') : Float32Array.from(normals(n, 'x'));
    if (teacher === 0) i16(block, at, n).set(x);
    else block.f32(at, n).set(x);
    bench.point('teacher', room);
    for (const m of [0, 1]) expect(kernels().manifoldTeacher(block.pointer, m, block.pointer + at, block.pointer + at)).toBe(factor * twin.teacherSum(B.subarray(m * n, m * n + n), x));
    block.release();
  });
});
