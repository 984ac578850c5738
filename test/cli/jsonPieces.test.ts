import { expect, test } from 'vitest';
import { blocksOf, jsonPieces } from '../../src/cli/jsonPieces.ts';

test.each([
  [{ a: 1, b: [1, null, 2.5e-7], c: { 'd"': [], e: {}, f: [{ g: 'h\n' }, { i: [[1], [2, 3]] }] }, j: null, k: true }],
  [{}], [[]], [[[]]], [null], [3], ['text'], [[null, [1]]], [[1, 'two', false]],
])('%j in pieces is the same text', (value) => {
  expect([...jsonPieces(value)].join('')).toBe(JSON.stringify(value));
});

test('pieces are small, blocks are not', () => {
  const value = { rows: Array.from({ length: 3000 }, (_, i) => ({ i, xs: Array.from({ length: 20 }, (_, j) => i / (j + 1)) })) };
  const text = JSON.stringify(value);
  expect(Math.max(...[...jsonPieces(value)].map((piece) => piece.length))).toBeLessThan(1000);
  const blocks = [...blocksOf(jsonPieces(value))];
  expect(blocks.join('')).toBe(text);
  expect(blocks.slice(0, -1).every((block) => block.length > 65_536 && block.length < 70_000)).toBe(true);
});
