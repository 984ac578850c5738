import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../src/charts/charts.css', import.meta.url), 'utf8');

function tokensOf(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  expect(start, selector).toBeGreaterThanOrEqual(0);
  const block = css.slice(start, css.indexOf('}', start));
  return new Map([...block.matchAll(/--([\w-]+): ([^;]+);/g)].map((match) => [match[1]!, match[2]!]));
}

function luminance(hex: string): number {
  const digits = hex.length === 4 ? Array.from(hex.slice(1)).map((digit) => digit + digit) : [hex.slice(1, 3), hex.slice(3, 5), hex.slice(5, 7)];
  const [r, g, b] = digits.map((pair) => {
    const channel = Number.parseInt(pair, 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

const light = tokensOf(':root');
const dark = tokensOf("[data-theme='dark']");

test('the dark theme is the same by choice and by system', () => {
  expect(tokensOf(":root:not([data-theme='light'])")).toEqual(dark);
});

describe.each([['light', light], ['dark', dark]] as const)('contrast, %s', (_, tokens) => {
  const on = (text: string, ground: string): number => contrast(tokens.get(text)!, tokens.get(ground)!);

  test('all words reach 4.5 on their ground', () => {
    for (const text of ['ink', 'ink2', 'ink3', 'sim', 'warn', 'p1', 'p2', 'p3']) expect(on(text, 'paper'), text).toBeGreaterThanOrEqual(4.5);
    for (const text of ['ink', 'ink2', 'sim', 'plateau-text']) expect(on(text, 'plateau'), `${text} on plateau`).toBeGreaterThanOrEqual(4.5);
  });

  test('the ghost reaches 3', () => {
    expect(on('ghost', 'paper')).toBeGreaterThanOrEqual(3);
  });
});
