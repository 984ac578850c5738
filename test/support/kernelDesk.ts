import { reserve } from '../../src/kernels/memory.ts';

const CANARY = 0xa5;
const GAP = 24;

/** Memory of the kernels for one test: arrays laid at the given distance from a multiple of 64 bytes, untouchable bytes between them. */
export const makeDesk = (bytes: number) => {
  const block = reserve(bytes);
  const memory = (): Uint8Array => new Uint8Array(block.f64(0, 1).buffer, block.pointer, block.bytes);
  memory().fill(CANARY);
  const taken: [from: number, to: number][] = [];
  let next = GAP;
  const room = (size: number, unit: number): number => {
    const from = Math.ceil(next / unit) * unit;
    next = from + size + GAP;
    if (next > block.bytes) throw new RangeError(`the desk has ${block.bytes} bytes, not ${next}`);
    taken.push([from, from + size]);
    return from;
  };
  return {
    pointer: block.pointer,
    /** A copy of the numbers in memory; 8 bytes (f32: 4) past a multiple of 16 whenever `odd`. */
    put: (values: Float64Array | Float32Array, odd = true): number => {
      const unit = values.BYTES_PER_ELEMENT;
      while (odd ? Math.ceil(next / unit) * unit % 16 !== unit : next % 16 !== 0) next++;
      const from = room(values.byteLength, unit);
      if (unit === 8) block.f64(from, values.length).set(values);
      else block.f32(from, values.length).set(values);
      return block.pointer + from;
    },
    f64: (pointer: number, n: number): Float64Array => block.f64(pointer - block.pointer, n).slice(),
    f32: (pointer: number, n: number): Float32Array => block.f32(pointer - block.pointer, n).slice(),
    bytes: (pointer: number, n: number): DataView => new DataView(memory().buffer, pointer, n),
    /** Whether everything outside of the arrays is as it was. */
    intact: (): boolean => {
      const all = memory();
      for (const [from, to] of taken) all.fill(CANARY, from, to);
      return all.every((byte) => byte === CANARY);
    },
    release: block.release,
  };
};

export type Desk = ReturnType<typeof makeDesk>;

/** Runs `body` with a desk, then looks whether it wrote outside of its arrays. */
export const withDesk = <T>(bytes: number, body: (desk: Desk) => T): T => {
  const desk = makeDesk(bytes);
  try {
    const result = body(desk);
    if (!desk.intact()) throw new Error('a kernel wrote outside of its arrays');
    return result;
  } finally {
    desk.release();
  }
};
