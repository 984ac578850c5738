import { exp } from './exp.ts';

const STRIDE = 10;
const LAST = 192;

/** Row i holds erf and its Taylor coefficients about i/32: value, its low part, the slope less 1, then the powers 2..8. */
export const erfTable = makeErfTable();

/** 1 - erf(x) for 0 <= x < 6, without rounding erf(x) first. */
export function erfComplement(x: number): number {
  const i = Math.floor(32 * x + 0.5);
  const h = x - i / 32;
  const row = STRIDE * i;
  let slope = 0;
  for (let power = 8; power >= 1; power--) slope = slope * h + erfTable[row + 1 + power]!;
  const value = erfTable[row]!;
  const rest = 1 - value;
  const lost = 1 - rest - value;
  return rest + (lost - (h + (erfTable[row + 1]! + h * slope)));
}

function makeErfTable(): Float64Array {
  const table = new Float64Array((LAST + 1) * STRIDE);
  const before = new Float64Array(15);
  const here = new Float64Array(15);
  let value = 0;
  let low = 0;
  for (let i = 0; i <= LAST; i++) {
    writeTaylor(here, i / 32);
    if (i > 0) {
      const step = growth(before, 1 / 64) - growth(here, -1 / 64) + low;
      const sum = value + step;
      low = step - (sum - value);
      value = sum;
    }
    table[i * STRIDE] = value;
    table[i * STRIDE + 1] = low;
    table[i * STRIDE + 2] = here[1]! - 1;
    for (let power = 2; power <= 8; power++) table[i * STRIDE + 1 + power] = here[power]!;
    before.set(here);
  }
  return table;
}

// The density g = (2 / sqrt pi) exp(-x^2) obeys g' = -2 x g; erf integrates its series term by term.
function writeTaylor(out: Float64Array, centre: number): void {
  let previous = 0;
  let current = 1.1283791670955126 * exp(-centre * centre);
  for (let n = 0; n < 14; n++) {
    out[n + 1] = current / (n + 1);
    const next = (-2 * (centre * current + previous)) / (n + 1);
    previous = current;
    current = next;
  }
}

function growth(series: Float64Array, h: number): number {
  let sum = 0;
  for (let n = 14; n >= 1; n--) sum = h * (series[n]! + sum);
  return sum;
}
