/** Adding and subtracting 1.5 * 2^52 rounds to the nearest integer. */
export const ROUNDER = 6755399441055744;
/** 2^27 + 1: x * SPLITTER - (x * SPLITTER - x) is x to 26 bits, whose square is exact (Veltkamp). */
export const SPLITTER = 134217729;
/** log 2 in two parts; the first has 32 bits, so that its product with an exponent is exact. */
export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;
export const INVERSE_LN2 = 1 / (LN2_HIGH + LN2_LOW);
