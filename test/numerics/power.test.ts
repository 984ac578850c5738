import { describe, expect, it } from 'vitest';
import { power } from '../../src/numerics/power.ts';

describe('power', () => {
  it('is exact where products are', () => {
    expect([power(3, 20), power(2, 60), power(2, -60), power(1.5, 3), power(-2, 3), power(9, 1.5), power(4, -0.5)]).toEqual([
      3486784401, 1152921504606846976, 8.673617379884035e-19, 3.375, -8, 27, 0.5,
    ]);
  });

  it('has its limits', () => {
    expect([power(0, 0), power(0, 2), power(0, -1), power(0, 0.3), power(0, -0.3), power(1, 1e300), power(Infinity, -0.3)]).toEqual([1, 0, Infinity, 0, Infinity, 1, 0]);
    expect(power(-2, 0.3)).toBeNaN();
    expect(power(NaN, 0.3)).toBeNaN();
    expect(power(2, NaN)).toBeNaN();
  });

  it('agrees with the platform to the stated accuracy', () => {
    let checked = 0;
    for (let x = 0.013; x < 40; x *= 1.37) {
      for (const y of [-64, -33.5, -7.3, -2, -0.5, 0.1, 1 / 3, 0.5, 1.5, 2.2, 3, 8, 21.7, 64, 64.5, 80]) {
        const allowed = (3 + 0.65 * Math.abs(y) + 2 * Math.abs(y * Math.log(x))) * 2 ** -52;
        expect(Math.abs(power(x, y) / Math.pow(x, y) - 1), `${x} ^ ${y}`).toBeLessThan(allowed);
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(300);
  });
});
