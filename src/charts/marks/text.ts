import { parseRich } from '../richText.ts';
import { scriptSize } from '../textWidth.ts';
import { append } from './element.ts';

const written = new WeakMap<Element, string>();

/** Fills a text element with the tspans of a rich string; does nothing when it says so already. */
export function writeRich(element: SVGTextElement, source: string): void {
  if (written.get(element) === source) return;
  written.set(element, source);
  element.replaceChildren();
  let offset = 0;
  for (const run of parseRich(source)) {
    const plain = !run.italic && !run.bold && run.shift === 0 && offset === 0;
    if (plain) {
      element.append(run.text);
      continue;
    }
    const size = run.shift === 0 ? 1 : scriptSize;
    const target = run.shift === 1 ? -0.38 : run.shift === -1 ? 0.2 : 0;
    const move = target - offset;
    offset = target;
    const tspan = append(element, 'tspan', {
      class: run.italic ? 'symbol' : null,
      'font-style': run.italic ? 'italic' : null,
      'font-weight': run.bold ? 600 : null,
      'font-size': size === 1 ? null : `${size}em`,
      dy: move === 0 ? null : `${Math.round((1000 * move) / size) / 1000}em`,
    });
    tspan.textContent = run.text;
  }
}
