import { describe, expect, test } from 'vitest';
import { formatDecimal, formatInteger, formatPercent, formatPower, formatScientific, formatSignificant, formatWithError } from '../../src/charts/formatNumber.ts';
import { parseRich, plainText } from '../../src/charts/richText.ts';
import { textWidth } from '../../src/charts/textWidth.ts';

describe('numbers', () => {
  test('grouping and true minus', () => {
    expect(formatInteger(30000)).toBe('30,000');
    expect(formatInteger(1234567)).toBe('1,234,567');
    expect(formatInteger(-1000)).toBe('−1,000');
    expect(formatDecimal(-0.031, 2, true)).toBe('−0.03');
    expect(formatDecimal(-0.001, 2, true)).toBe('0.00');
    expect(formatDecimal(1234.5, 2)).toBe('1,234.5');
    expect(formatDecimal(NaN)).toBe('–');
    expect(formatDecimal(-Infinity)).toBe('−∞');
  });

  test('significant digits', () => {
    expect(formatSignificant(0.020704)).toBe('0.0207');
    expect(formatSignificant(80)).toBe('80');
    expect(formatSignificant(1234.5)).toBe('1,230');
    expect(formatSignificant(999.9)).toBe('1,000');
    expect(formatSignificant(0)).toBe('0');
    expect(formatSignificant(-0.00123, 2)).toBe('−0.0012');
    expect(formatSignificant(2.1e-6)).toBe('2.1 × 10^{−6}');
    expect(formatSignificant(3e7)).toBe('3 × 10^{7}');
  });

  test('powers and mantissas', () => {
    expect(formatPower(-3)).toBe('10^{−3}');
    expect([formatPower(0), formatPower(1), formatPower(1, true)]).toEqual(['1', '10', '10^{1}']);
    expect(formatScientific(1e-6)).toBe('10^{−6}');
    expect(formatScientific(-1e6)).toBe('−10^{6}');
    expect(formatScientific(0)).toBe('0');
  });

  test('two digits of the error', () => {
    expect(formatWithError(20.213, 0.94)).toBe('20.21');
    expect(formatWithError(20.213, 9.4)).toBe('20.2');
    expect(formatWithError(20.2, 10)).toBe('20');
    expect(formatWithError(123456, 2345)).toBe('123,500');
    expect(formatWithError(1.5, NaN)).toBe('1.5');
  });

  test('percent with a space that does not break', () => {
    expect(formatPercent(0.1)).toBe('10\u202f%');
  });
});

describe('rich text', () => {
  test('symbols, bold, raised and lowered', () => {
    const runs = parseRich('**$N$ = 1,000** and 10^{−3}, T_{0}');
    expect(runs.map((run) => run.text)).toEqual(['N', ' = 1,000', ' and 10', '−3', ', T', '0']);
    expect(runs[0]).toEqual({ text: 'N', italic: true, bold: true, shift: 0 });
    expect(runs[3]!.shift).toBe(1);
    expect(runs[5]!.shift).toBe(-1);
  });

  test('a lone dollar, star, brace or caret stands for itself', () => {
    expect(parseRich('5 $ and 3 * 2 ^ {x}').map((run) => run.text)).toEqual(['5 $ and 3 * 2 ^ {x}']);
  });

  test('plain words for aria-labels', () => {
    expect(plainText('$N$ = 10^{3}')).toBe('N = 10^3');
  });

  test('widths: raised is smaller, bold is wider, proportional to the size', () => {
    expect(textWidth('10^{−3}', 10)).toBeLessThan(textWidth('10−3', 10));
    expect(textWidth('theory', 13.5, true)).toBeGreaterThan(textWidth('theory', 13.5));
    expect(textWidth('theory', 27)).toBeCloseTo(2 * textWidth('theory', 13.5));
    // Measured in Chromium at 13.5 px with the bundled fonts.
    expect(Math.abs(textWidth('samples seen per input dimension, $t = n/N$', 13.5) - 239.8)).toBeLessThan(3.5);
  });
});
