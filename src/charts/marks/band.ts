import { write } from './element.ts';

/** The area between two quantiles; an empty 'd' draws nothing. */
export function band(path: SVGPathElement, d: string, className: string): void {
  write(path, { class: className, d });
}
