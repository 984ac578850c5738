import { write } from './marks/element.ts';
import type { ChartLayout } from './types.ts';

/** The attributes of a chart's outer element: a picture when nothing in it takes the focus, else a group. */
export function writeRoot(svg: SVGSVGElement, size: ChartLayout, description: string | undefined, interactive: boolean): void {
  write(svg, {
    class: size.fontSize >= 20 ? 'chart presenter' : 'chart',
    viewBox: `0 0 ${size.width} ${size.height}`,
    width: size.width,
    height: size.height,
    'font-size': size.fontSize,
    role: interactive ? 'group' : 'img',
    'aria-label': description ?? null,
  });
}
