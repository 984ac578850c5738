import { write } from './marks/element.ts';
import type { ChartLayout } from './types.ts';

/** The attributes of a chart's outer element: a picture when nothing in it takes the focus, else a group. */
export function writeRoot(svg: SVGSVGElement, size: ChartLayout, description: string | undefined, interactive: boolean): void {
  for (const [name, wanted] of [['chart', true], ['presenter', size.fontSize >= 20]] as const) {
    if (svg.classList.contains(name) !== wanted) svg.classList.toggle(name, wanted);
  }
  write(svg, {
    viewBox: `0 0 ${size.width} ${size.height}`,
    width: size.width,
    height: size.height,
    'font-size': size.fontSize,
    role: interactive ? 'group' : 'img',
    'aria-label': description ?? null,
  });
}
