// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import type { Example } from './example.ts';

const modules = import.meta.glob<{ example: Example }>('./examples/*.ts', { eager: true });

function drawn(example: Example): string {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  example.draw(svg);
  return svg.outerHTML.replaceAll(/(<(?:g|svg|path|rect|line|circle|text)\b)/g, '\n$1').trim() + '\n';
}

describe('gallery', () => {
  for (const [file, { example }] of Object.entries(modules)) {
    test(example.name, async () => {
      expect(file).toBe(`./examples/${example.name}.ts`);
      const text = drawn(example);
      expect(text).not.toMatch(/NaN|Infinity|undefined| style=/);
      expect(text.length).toBeLessThan(40_000);
      await expect(text).toMatchFileSnapshot(`snapshots/${example.name}.svg`);
    });
  }
});
