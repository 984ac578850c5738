import { append } from '../marks/element.ts';
import type { RegionColour } from './pictureData.ts';

/** Ways to hatch a region, so that colour is never alone; free and grey ground stay plain. */
const strokes: Readonly<Partial<Record<RegionColour, string>>> = {
  blue: 'M0,4H8',
  orange: 'M-2,2L2,-2M0,8L8,0M6,10L10,6',
  green: 'M4,0V8',
  purple: 'M-2,6L2,10M0,0L8,8M6,-2L10,2',
};

/** Patterns of the one field on a page. */
export const makeHatching = (parent: Element): ((colour: RegionColour) => string | null) => {
  const definitions = append(parent, 'defs');
  for (const [colour, d] of Object.entries(strokes)) {
    const pattern = append(definitions, 'pattern', { id: `hatching-${colour}`, width: 8, height: 8, patternUnits: 'userSpaceOnUse' });
    append(pattern, 'path', { class: `region-line ${colour}`, d, fill: 'none', 'stroke-width': 1 });
  }
  return (colour) => (strokes[colour] === undefined ? null : `url(#hatching-${colour})`);
};
