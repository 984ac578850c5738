import type { Block } from './memory.ts';

/** Writes the states of four streams side by side where a kernel expects them: word by word of the four lanes. */
export const writeStreams = (block: Block, byteOffset: number, states: readonly Uint32Array[]): void => {
  const words = block.u32(byteOffset, 16);
  for (let lane = 0; lane < 4; lane++) for (let word = 0; word < 4; word++) words[4 * word + lane] = states[Math.min(lane, states.length - 1)]![word]!;
};
