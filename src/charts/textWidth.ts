import { sansBoldWidths, sansWidths, serifItalicWidths } from './fontWidths.ts';
import { parseRich } from './richText.ts';

/** Size of raised and lowered characters against the line's. */
export const scriptSize = 0.72;

const cache = new Map<string, number>();

/** Width of a rich text in px, from the tables of the bundled fonts; 1 % is added for rounding and hinting. */
export function textWidth(source: string, fontSize: number, bold = false): number {
  const key = bold ? `**${source}` : source;
  let em = cache.get(key);
  if (em === undefined) {
    em = widthInEm(source, bold);
    if (cache.size > 2000) cache.clear();
    cache.set(key, em);
  }
  return em * fontSize;
}

function widthInEm(source: string, bold: boolean): number {
  let total = 0;
  for (const run of parseRich(source)) {
    const heavy = bold || run.bold;
    const widths = run.italic ? serifItalicWidths : heavy ? sansBoldWidths : sansWidths;
    let width = 0;
    for (const character of run.text) width += widths.get(character) ?? 560;
    if (run.italic && heavy) width *= 1.03;
    total += run.shift === 0 ? width : scriptSize * width;
  }
  return (1.01 * total) / 1000;
}
