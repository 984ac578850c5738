import { textWidth } from '../textWidth.ts';
import { write } from './element.ts';
import { writeRich } from './text.ts';

/** The title of an x axis: right end under the plot's right end; the fullest wording that fits `room`, '' when none does. */
export function axisTitle(element: SVGTextElement, wordings: readonly string[], right: number, y: number, room: number, fontSize: number): void {
  const text = wordings.find((wording) => wording !== '' && textWidth(wording, fontSize) <= room) ?? '';
  write(element, { class: 'title', x: right, y, 'text-anchor': 'end' });
  writeRich(element, text);
}

/** Words, then the symbol; then the words alone; then the symbol alone. */
export function wordingsOf(label: string, symbol: string, short?: string): string[] {
  const full = symbol === '' ? label : `${label}, ${symbol}`;
  return [full, short ?? '', label, symbol];
}
