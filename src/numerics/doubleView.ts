/** One shared double and its two 32-bit words: write `doubleView[0]`, read `wordView[highWord]`, and leave nothing behind for later. */
export const doubleView = new Float64Array(1);
export const wordView = new Int32Array(doubleView.buffer);
doubleView[0] = 1;
export const highWord = wordView[0] === 0 ? 1 : 0;
export const lowWord = 1 - highWord;
