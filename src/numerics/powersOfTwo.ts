/** `powersOfTwo[k + powerOffset]` is 2^k for k = -1074..1023, exactly (the first 52 are subnormal). */
export const powersOfTwo = new Float64Array(2098);
export const powerOffset = 1074;

powersOfTwo[powerOffset] = 1;
for (let k = 1; k <= 1023; k++) powersOfTwo[powerOffset + k] = powersOfTwo[powerOffset + k - 1]! * 2;
for (let k = -1; k >= -1074; k--) powersOfTwo[powerOffset + k] = powersOfTwo[powerOffset + k + 1]! / 2;
