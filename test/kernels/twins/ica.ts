import { log } from '../../../src/numerics/log.ts';
import { fillNormals } from '../../../src/numerics/random/normal.ts';
import { nextUint32, type Stream } from '../../../src/numerics/random/stream.ts';
import { tanh } from '../../../src/numerics/tanh.ts';
import { dot } from './linear.ts';

/** Plain twins of `src/kernels/assembly/{sources,icaStep}.ts`, on four streams of `src/numerics`: the same operations in the same order. */
export type Streams = readonly [Stream, Stream, Stream, Stream];

export const rademacher = 0;
export const uniform = 1;
export const gaussian = 2;
export const laplace = 3;

export const makeStreams = (words: Uint32Array): Streams => {
  const lane = (l: number): Stream => ({ state: Uint32Array.of(words[l]!, words[4 + l]!, words[8 + l]!, words[12 + l]!), spare: new Float64Array([NaN]) });
  return [lane(0), lane(1), lane(2), lane(3)];
};

const nextLaplace = (stream: Stream): number => {
  const coarse = nextUint32(stream);
  const second = nextUint32(stream);
  const size = log((coarse * 1048576 + ((second >>> 12) + 1)) * 2.220446049250313e-16) * -Math.SQRT1_2;
  return (second & 1) === 1 ? -size : size;
};

/** `blocks` numbers of one lane. */
const laneOf = (stream: Stream, kind: number, blocks: number): Float64Array => {
  const out = new Float64Array(blocks);
  if (kind === gaussian) {
    const pairs = new Float64Array(2 * Math.ceil(blocks / 2));
    fillNormals(stream, pairs, pairs.length);
    return pairs.subarray(0, blocks);
  }
  let word = 0;
  for (let i = 0; i < blocks; i++) {
    if (kind === rademacher) {
      if (i % 32 === 0) word = nextUint32(stream);
      out[i] = (word << i % 32) < 0 ? -1 : 1;
    } else if (kind === uniform) out[i] = ((nextUint32(stream) | 0) + 0.5) * 8.065490087349327e-10;
    else out[i] = nextLaplace(stream);
  }
  return out;
};

/** 4 `blocks` numbers, number i from lane i mod 4. */
export const fillSources = (streams: Streams, kind: number, blocks: number): Float64Array => {
  const lanes = streams.map((stream) => laneOf(stream, kind, blocks));
  return Float64Array.from({ length: 4 * blocks }, (_, i) => lanes[i % 4]![i >> 2]!);
};

export const drawSources = (streams: Streams, n: number, features: number, kind: number): Float64Array => {
  const s = new Float64Array(n + 8);
  const whole = features - (features % 4);
  if (kind === gaussian || features < n) {
    const from = kind === gaussian ? 0 : whole;
    s.set(fillSources(streams, gaussian, 2 * Math.ceil((n - from) / 8)), from);
  }
  if (kind !== gaussian) s.set(fillSources(streams, kind, Math.ceil(features / 4)).subarray(0, features));
  return s.subarray(0, n);
};

export const nonlinearities: readonly ((y: number) => number)[] = [
  (y) => y,
  (y) => y * y,
  (y) => y * y - 1,
  (y) => y * (y * y),
  (y) => y * (y * y - 3),
  (y) => (y > 0 ? y : 0),
  (y) => (y > 0 ? y * y : 0),
  tanh,
  () => 1,
];

const sumOf = (x: Float64Array, y: Float64Array): number => {
  const p = new Float64Array(4);
  const whole = x.length - (x.length % 4);
  for (let i = 0; i < whole; i++) p[i % 4]! += x[i]! * y[i]!;
  let sum = p[0]! + p[2]! + (p[1]! + p[3]!);
  for (let i = whole; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
};

export interface Unit {
  readonly w: Float64Array;
  readonly features: number;
  readonly code: number;
  readonly rate: number;
  readonly warm: number;
  readonly slope: number;
  scale: number;
  tau: number;
}

const growth = (v: Float64Array, scale: number): number => {
  const squares = v.map((x) => x * x);
  return scale * scale * (Math.max(0, ...squares) - scale * scale * sumOf(squares, squares));
};

/** One step, in place. */
export const icaStep = (unit: Unit, s: Float64Array): void => {
  const { w, rate, warm, scale } = unit;
  const least = Math.abs(rate);
  const eta = warm > 0 ? Math.max(least, warm * growth(w.subarray(0, unit.features), scale)) : least;
  unit.tau += eta;
  const y = scale * dot(w, s);
  const force = (rate < 0 ? -eta : eta) * (nonlinearities[unit.code]!(y) - unit.slope * y);
  const keep = (1 - force * y) * scale;
  for (let i = 0; i < w.length; i++) w[i] = keep * w[i]! + force * s[i]!;
  unit.scale = 1 / Math.sqrt(dot(w, w));
};
