import { formatDecimal } from '../../charts/formatNumber.ts';

/** A value as a field shows it: exact, grouped by thousands, powers of ten as people type them. */
export const fieldText = (value: number): string => {
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-4 || size >= 1e9)) return String(value).replace('e+', 'e').replace('-', '−').replace('e-', 'e−');
  const digits = String(value).split('.')[1]?.length ?? 0;
  return formatDecimal(value, Math.min(12, digits));
};
