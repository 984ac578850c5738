/** How numbers are written on the page and in the charts: 1,000, a true minus, powers of ten with a raised exponent. */

const minus = '−';

/** A number of at most `digits` decimals, grouped by thousands: 12345.678 -> '12,345.68'. Trailing zeros go unless `fixed`. */
export function formatDecimal(value: number, digits = 2, fixed = false): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? `${minus}∞` : '–';
  let text = Math.abs(value).toFixed(Math.min(20, Math.max(0, digits)));
  if (!fixed && text.includes('.')) text = text.replace(/\.?0+$/, '');
  const [whole = '0', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = value < 0 && /[1-9]/.test(text) ? minus : '';
  return sign + (fraction === undefined ? grouped : `${grouped}.${fraction}`);
}

/** Whole numbers: 30000 -> '30,000'. */
export function formatInteger(value: number): string {
  return formatDecimal(Math.round(value), 0);
}

/**
 * `digits` significant digits, never more than the value needs: 0.020704 -> '0.0207', 1234.5 -> '1,230' at 3.
 * Values below 1e-4 or from 1e7 on become a mantissa times a power of ten, in rich text: '2.1 × 10^{-6}'.
 */
export function formatSignificant(value: number, digits = 3): string {
  if (value === 0 || !Number.isFinite(value)) return formatDecimal(value);
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  const exponent = Math.floor(Math.log10(size) + 1e-12);
  if (size < 1e-4 || size >= 1e7) return formatScientific(rounded, digits);
  return formatDecimal(rounded, Math.max(0, digits - 1 - exponent));
}

/** '2.1 × 10^{-6}' in rich text; a mantissa of 1 is left out. */
export function formatScientific(value: number, digits = 2): string {
  if (value === 0) return '0';
  const [mantissa = '1', exponent = '0'] = value.toExponential(Math.max(0, digits - 1)).split('e');
  const power = formatPower(Number(exponent), true);
  const short = formatDecimal(Number(mantissa), digits);
  if (short === '1') return power;
  return short === `${minus}1` ? minus + power : `${short} × ${power}`;
}

/** 10^{-3} in rich text; the exponents 0 and 1 read '1' and '10' unless `strict`. */
export function formatPower(exponent: number, strict = false): string {
  if (!strict && exponent === 0) return '1';
  if (!strict && exponent === 1) return '10';
  return `10^{${formatInteger(exponent)}}`;
}

/** A value with the two digits of its error: (20.213, 0.94) -> '20.2'; the last digit is the error's second. */
export function formatWithError(value: number, error: number): string {
  if (!(error > 0) || !Number.isFinite(error)) return formatSignificant(value);
  const last = Math.floor(Math.log10(error) + 1e-12) - 1;
  if (last < 0) return formatDecimal(value, -last, true);
  return formatInteger(Math.round(value / 10 ** last) * 10 ** last);
}

/** A share as a percentage: 0.1 -> '10 %', with a narrow no-break space. */
export function formatPercent(share: number, digits = 0): string {
  return `${formatDecimal(100 * share, digits)} %`;
}
