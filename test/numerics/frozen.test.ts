import { describe, expect, it } from 'vitest';
import { acos, asin } from '../../src/numerics/asin.ts';
import { atan } from '../../src/numerics/atan.ts';
import { erf } from '../../src/numerics/erf.ts';
import { erfc } from '../../src/numerics/erfc.ts';
import { exp } from '../../src/numerics/exp.ts';
import { expm1 } from '../../src/numerics/expm1.ts';
import { linearGrid } from '../../src/numerics/linearGrid.ts';
import { log } from '../../src/numerics/log.ts';
import { log1p } from '../../src/numerics/log1p.ts';
import { logGrid } from '../../src/numerics/logGrid.ts';
import { normalCdf } from '../../src/numerics/normalCdf.ts';
import { normalQuantile } from '../../src/numerics/normalQuantile.ts';
import { power } from '../../src/numerics/power.ts';
import { fillChiSquares } from '../../src/numerics/random/chiSquare.ts';
import { fillNormals } from '../../src/numerics/random/normal.ts';
import { makeStream, nextUniform, runStream, startStream } from '../../src/numerics/random/stream.ts';
import { cosTwoPi, sinTwoPi } from '../../src/numerics/sinCos.ts';
import { tanh } from '../../src/numerics/tanh.ts';

/** FNV-1a over the little-endian bytes. */
function digest(values: Float64Array): string {
  const view = new DataView(new ArrayBuffer(8));
  let hash = 0x811c9dc5;
  for (const value of values) {
    view.setFloat64(0, value, true);
    for (let i = 0; i < 8; i++) hash = Math.imul(hash ^ view.getUint8(i), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function filled(write: (out: Float64Array) => void): Float64Array {
  const out = new Float64Array(1000);
  write(out);
  return out;
}

const wide = linearGrid(-30, 30, 3001);
const unit = linearGrid(0, 1, 3001);
const positive = logGrid(1e-150, 1e150, 3001).map((x) => x * x);
const key = { seed: 5, model: 'committee', engine: 'chain', dimension: 1000, replica: 3, purpose: 'data' };

// A change here changes every fingerprint that was ever published: raise the engines' versions with it.
describe('bits of', () => {
  it.each<[string, () => Float64Array, string]>([
    ['exp', () => wide.map(exp), '0a8163c5'],
    ['exp, far', () => linearGrid(-745, 710, 3001).map(exp), '57e71b5a'],
    ['expm1', () => wide.map(expm1), '6abf20d3'],
    ['log', () => positive.map(log), 'cf6295fd'],
    ['log1p', () => unit.map(log1p), 'c5a7271c'],
    ['erf', () => wide.map((x) => erf(x / 5)), '2cbc4695'],
    ['erfc', () => wide.map(erfc), '39cf5c05'],
    ['asin', () => unit.map(asin), '48376e97'],
    ['acos', () => unit.map((x) => acos(-x)), 'c77de90d'],
    ['atan', () => wide.map(atan), '05529810'],
    ['tanh', () => wide.map((x) => tanh(x / 3)), 'a6b472b6'],
    ['sinTwoPi', () => unit.map(sinTwoPi), 'bd98926e'],
    ['cosTwoPi', () => unit.map(cosTwoPi), 'f95eee6c'],
    ['normalCdf', () => wide.map(normalCdf), '6cd63153'],
    ['normalQuantile', () => unit.map(normalQuantile), '5316b04f'],
    ['power', () => wide.map((y) => power(1.7, y)), 'cfb4c8f4'],
    ['powers of a third', () => unit.map((x) => power(x, 1 / 3)), '77427b8a'],
    ['linearGrid', () => linearGrid(0.1, 7.3, 1001), '4a320940'],
    ['logGrid', () => logGrid(3, 1e7, 1001), 'c57b07e3'],
    ['uniforms', () => filled((out) => out.set(out.map(((stream) => () => nextUniform(stream))(runStream(key))))), '1e1dd6c0'],
    ['a run', () => filled((out) => fillNormals(runStream(key), out, 1000)), 'f0e79d8e'],
    ['a start', () => filled((out) => fillNormals(startStream(key), out, 1000)), 'f7ba0c63'],
    ['a key of all kinds', () => Float64Array.from(makeStream('é', '', -2.5, 0, 'abc', 1e300).state), '534f6c8c'],
    ['chi-squares of 1', () => filled((out) => fillChiSquares(runStream(key), 1, out, 1000)), 'cff56ede'],
    ['chi-squares of 46', () => filled((out) => fillChiSquares(runStream(key), 46, out, 1000)), '3bd333cb'],
    ['chi-squares of 10^6', () => filled((out) => fillChiSquares(runStream(key), 1e6, out, 1000)), '5c8ff81a'],
  ])('%s are frozen', (_, values, expected) => {
    expect(digest(values())).toBe(expected);
  });
});
