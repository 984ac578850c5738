import { select } from 'd3-selection';
import { append, write } from '../marks/element.ts';
import type { Chart, ChartLayout } from '../types.ts';
import { cellEdges, classPaths } from './fieldCells.ts';
import { drawKey, regionsKey, shadesKey, type Key } from './fieldKey.ts';
import { regionLabels } from './fieldRegions.ts';
import { makeHatching } from './hatching.ts';
import type { FieldData } from './pictureData.ts';
import { mountPlane } from './plane.ts';
import { planeFrame, type PlaneFrame } from './planeFrame.ts';

const shadeCount = 16;
/** Strengths of ink or sim over paper; never so strong that a line on it is lost. */
const opacities = Array.from({ length: shadeCount }, (_, i) => Math.round((0.04 + (0.78 * i) / (shadeCount - 1)) * 1000) / 1000);

interface Ground {
  readonly d: string;
  readonly className: string;
  readonly opacity: number | null;
  readonly fill: string | null;
}

/** A function of two numbers: shades of one colour with a key, or named regions; lines and points over it. */
export const mountFieldPicture = (svg: SVGSVGElement): Chart<FieldData> => {
  const plane = mountPlane(svg, 'field-picture', { casing: true });
  const patternOf = makeHatching(plane.root);
  const cells = append(plane.ground, 'g');
  const key = append(plane.root, 'g');

  const drawCells = (data: FieldData, { x, y }: PlaneFrame, grounds: (paths: readonly string[]) => Ground[], count: number) => {
    const lefts = cellEdges(data.xs, x);
    const tops = cellEdges(data.ys, y);
    const classOf = (i: number, j: number): number => classIn(data, data.values[j * data.xs.length + i]!);
    select(cells)
      .selectAll<SVGPathElement, Ground>('path')
      .data(grounds(classPaths(lefts, tops, count, classOf)).filter(({ d }) => d !== ''))
      .join('path')
      .each(function ({ d, className, opacity, fill }) {
        write(this, { class: className, d, 'fill-opacity': opacity, fill, 'shape-rendering': 'crispEdges' });
      });
    return { lefts, tops, classOf };
  };

  const drawShades = (data: FieldData, size: ChartLayout, shades: FieldData['cells'] & { kind: 'shades' }): void => {
    const className = shades.tone === 'theory' ? 'shade theory' : 'shade sim';
    const parts = shadesKey(shades.label, shades.domain, opacities, className, size.width, size.fontSize);
    const frame = planeFrame(data.x, data.y, size, footOf(parts, size));
    drawCells(data, frame, (paths) => paths.map((d, i) => ({ d, className, opacity: opacities[i]!, fill: null })), shadeCount);
    plane.draw(data, frame);
    drawKey(key, parts, frame.footY, size.fontSize);
  };

  const drawRegions = (data: FieldData, size: ChartLayout, { categories }: FieldData['cells'] & { kind: 'categories' }): void => {
    const present = categories.map((_, i) => data.values.includes(i));
    // Names that found no room go to the key, whose room makes the plot lower: until no more do.
    const missing = new Set<number>();
    for (;;) {
      const inKey = categories.flatMap(({ label, colour }, i) => (missing.has(i) ? [{ label, className: `region ${colour}`, pattern: patternOf(colour) }] : []));
      const parts = regionsKey(inKey, size.width, size.fontSize);
      const frame = planeFrame(data.x, data.y, size, footOf(parts, size));
      const grid = drawCells(data, frame, (paths) => paths.flatMap((d, i) => {
        const { colour } = categories[i]!;
        const pattern = patternOf(colour);
        const plain = { d, className: `region ${colour}`, opacity: null, fill: null };
        return pattern === null ? [plain] : [plain, { d, className: 'pattern', opacity: null, fill: pattern }];
      }), categories.length);
      const placed = plane.draw(data, frame, { specs: regionLabels(categories.map(({ label }, i) => (present[i] && !missing.has(i) ? label : '')), grid), obstacles: [] });
      drawKey(key, parts, frame.footY, size.fontSize);
      const lost = categories.flatMap(({ label }, i) => (label !== '' && present[i] && !missing.has(i) && !placed.has(`region${i}`) ? [i] : []));
      if (lost.length === 0) return;
      for (const i of lost) missing.add(i);
    }
  };

  const update = (data: FieldData, size: ChartLayout): void => {
    if (data.cells.kind === 'shades') drawShades(data, size, data.cells);
    else drawRegions(data, size, data.cells);
  };
  return { update, destroy: () => plane.root.remove() };
};

const footOf = ({ height }: Key, { fontSize }: ChartLayout): number => (height === 0 ? 0 : height + Math.round(0.4 * fontSize));

/** The shade or category of a value; -1 for what cannot be shown. */
const classIn = ({ cells }: FieldData, value: number): number => {
  if (cells.kind === 'categories') return Number.isInteger(value) && value >= 0 && value < cells.categories.length ? value : -1;
  const [low, high] = cells.domain;
  const share = cells.scale === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Number.isNaN(share) ? -1 : Math.min(shadeCount - 1, Math.max(0, Math.floor(share * shadeCount)));
};
