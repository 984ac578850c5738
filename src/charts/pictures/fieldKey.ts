import { select } from 'd3-selection';
import { formatSignificant } from '../formatNumber.ts';
import { append, write } from '../marks/element.ts';
import { writeRich } from '../marks/text.ts';
import { textWidth } from '../textWidth.ts';
import type { Domain } from '../types.ts';
import { wrapRich } from './wrapRich.ts';

/** A sample of a ground, or words, at a place of the key. */
export interface KeyPart {
  readonly kind: 'swatch' | 'text';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly text: string;
  /** Class of a swatch, with its strength and its pattern. */
  readonly className: string;
  readonly opacity: number | null;
  readonly pattern: string | null;
}

export interface Key {
  readonly parts: readonly KeyPart[];
  readonly height: number;
}

const word = (text: string, x: number, y: number, width: number): KeyPart => ({ kind: 'text', text, x, y, width, className: '', opacity: null, pattern: null });

/** The shades from the least to the largest value, beside what they mean. */
export const shadesKey = (label: string, [low, high]: Domain, opacities: readonly number[], className: string, width: number, fontSize: number): Key => {
  const line = Math.round(1.5 * fontSize);
  const [from, to] = [formatSignificant(low, 2), formatSignificant(high, 2)];
  const gap = 0.5 * fontSize;
  const ends = textWidth(from, fontSize) + textWidth(to, fontSize) + 2 * gap;
  const swatch = Math.max(4, Math.floor(Math.min(150, width - ends) / opacities.length));
  const whole = ends + swatch * opacities.length;
  const beside = textWidth(label, fontSize) + 2 * gap + whole <= width;
  const lines = beside ? [label] : wrapRich(label, fontSize, width);
  const parts = lines.map((text, i) => word(text, 0, i * line, width));
  const y = beside ? 0 : lines.length * line;
  let x = beside ? textWidth(label, fontSize) + 2 * gap : 0;
  parts.push(word(from, x, y, 0));
  x += textWidth(from, fontSize) + gap;
  for (const opacity of opacities) {
    parts.push({ kind: 'swatch', text: '', x: Math.round(x), y, width: swatch, className, opacity, pattern: null });
    x = Math.round(x) + swatch;
  }
  parts.push(word(to, x + gap, y, 0));
  return { parts, height: y + line };
};

/** Regions that have no room for their name: a sample of each with its name, as many in a line as fit. */
export const regionsKey = (regions: readonly { readonly label: string; readonly className: string; readonly pattern: string | null }[], width: number, fontSize: number): Key => {
  const line = Math.round(1.5 * fontSize);
  const swatch = Math.round(1.6 * fontSize);
  const gap = 0.45 * fontSize;
  const parts: KeyPart[] = [];
  let [x, y] = [0, 0];
  for (const { label, className, pattern } of regions) {
    const lines = wrapRich(label, fontSize, width - swatch - gap);
    const wide = swatch + gap + Math.max(0, ...lines.map((text) => textWidth(text, fontSize)));
    if (x > 0 && (lines.length > 1 || x + wide > width)) [x, y] = [0, y + line];
    parts.push({ kind: 'swatch', text: '', x, y, width: swatch, className, opacity: null, pattern });
    lines.forEach((text, i) => parts.push(word(text, x + swatch + gap, y + i * line, 0)));
    y += (lines.length - 1) * line;
    x += wide + 1.4 * fontSize;
  }
  return { parts, height: regions.length === 0 ? 0 : y + line };
};

export const drawKey = (parent: SVGGElement, key: Key, top: number, fontSize: number): void => {
  select(parent)
    .selectAll<SVGGElement, KeyPart>('g')
    .data(key.parts)
    .join('g')
    .each(function (part) {
      this.replaceChildren();
      if (part.kind === 'text') {
        const text = append(this, 'text', { class: 'tick', x: part.x, y: top + part.y + Math.round(fontSize) });
        writeRich(text, part.text);
        return;
      }
      const box = { x: part.x, y: top + part.y + 1, width: part.width, height: Math.round(1.05 * fontSize), 'shape-rendering': 'crispEdges' };
      append(this, 'rect', { class: part.className, ...box, 'fill-opacity': part.opacity });
      if (part.pattern !== null) append(this, 'rect', { ...box, fill: part.pattern });
    });
  write(parent, { class: 'key' });
};
