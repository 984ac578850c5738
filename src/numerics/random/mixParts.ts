import { doubleView, highWord, lowWord, wordView } from '../doubleView.ts';

const NUMBER = 1;
const STRING = 2;

/**
 * Four words that depend on every bit of a key.
 *
 * each word of an unambiguous encoding (number of parts; then tag and two words of a double, or tag, length and code units of a text)
 * is added into a state of four words and stirred in by four quarter rounds of ChaCha; eight more at the end
 *
 * @param out 4 words, overwritten; never all zero
 * @param parts finite numbers (-0 counts as 0) and texts, told apart by kind, order and number
 * Cost: about 20 ns a word. A hash for distinct streams, not a cryptographic one.
 * Source: quarter round of D. J. Bernstein, ChaCha, a variant of Salsa20 (2008).
 */
export function mixParts(out: Uint32Array, parts: readonly (number | string)[]): void {
  out.set([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]);
  absorb(out, parts.length);
  for (const part of parts) {
    if (typeof part === 'number') absorbNumber(out, part);
    else absorbString(out, part);
  }
  for (let round = 0; round < 8; round++) quarterRound(out);
  if ((out[0]! | out[1]! | out[2]! | out[3]!) === 0) out[0] = 1;
}

function absorbNumber(out: Uint32Array, value: number): void {
  if (!(value - value === 0)) throw new RangeError(`a part of a stream's key must be finite, got ${value}`);
  doubleView[0] = value + 0;
  const low = wordView[lowWord]!;
  const high = wordView[highWord]!;
  absorb(out, NUMBER);
  absorb(out, low);
  absorb(out, high);
}

function absorbString(out: Uint32Array, text: string): void {
  absorb(out, STRING);
  absorb(out, text.length);
  for (let i = 0; i < text.length; i++) absorb(out, text.charCodeAt(i));
}

function absorb(out: Uint32Array, word: number): void {
  out[0]! ^= word;
  for (let round = 0; round < 4; round++) quarterRound(out);
}

// The quarter round of ChaCha, a permutation of the four words.
function quarterRound(w: Uint32Array): void {
  let a = w[0]!;
  let b = w[1]!;
  let c = w[2]!;
  let d = w[3]!;
  a = (a + b) | 0;
  d = rotate(d ^ a, 16);
  c = (c + d) | 0;
  b = rotate(b ^ c, 12);
  a = (a + b) | 0;
  d = rotate(d ^ a, 8);
  c = (c + d) | 0;
  b = rotate(b ^ c, 7);
  w[0] = a;
  w[1] = b;
  w[2] = c;
  w[3] = d;
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
