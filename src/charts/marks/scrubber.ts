import { append, write } from './element.ts';
import type { Weights } from '../weights.ts';

export interface SliderText {
  label: string;
  min: number;
  max: number;
  now: number;
  text: string;
}

/** What assistive technology is told about something that slides. */
export function writeSlider(element: Element, slider: SliderText, orientation: 'horizontal' | 'vertical'): void {
  write(element, {
    role: 'slider',
    tabindex: '0',
    'aria-orientation': orientation,
    'aria-label': slider.label,
    'aria-valuemin': String(slider.min),
    'aria-valuemax': String(slider.max),
    'aria-valuenow': String(slider.now),
    'aria-valuetext': slider.text,
  });
}

/** The thumb on the time axis: the ring of the page's sliders, in the colour of the cursor. */
export function makeScrubber(parent: Element): SVGGElement {
  const group = append(parent, 'g', { class: 'scrubber' });
  append(group, 'circle', { class: 'hit', r: 14 });
  append(group, 'circle', { class: 'focus-ring' });
  append(group, 'circle', { class: 'thumb' });
  return group;
}

export function writeScrubber(group: SVGGElement, x: number, y: number, idle: boolean, weights: Weights): void {
  write(group, { transform: `translate(${Math.round(x * 10) / 10},${y})`, class: idle ? 'scrubber idle' : 'scrubber' });
  write(group.querySelector('.thumb')!, { r: idle ? 0.7 * weights.thumb : weights.thumb, 'stroke-width': weights.ring });
  write(group.querySelector('.focus-ring')!, { r: weights.thumb + 4 });
}
