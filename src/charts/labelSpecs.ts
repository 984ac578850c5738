import type { LabelMark } from './marks/label.ts';
import { placeLabels, inside, type LabelRequest, type Obstacle, type Place, type Placement } from './placeLabels.ts';
import { textWidth } from './textWidth.ts';
import type { Rect } from './types.ts';

export interface LabelLine {
  /** Rich. */
  text: string;
  /** Colour class, with 'strong' for weight 600. */
  className: string;
  bold: boolean;
}

/** A label as a chart asks for it: one or more lines of text, in one or more wordings. */
export interface LabelSpec {
  key: string;
  priority: number;
  wordings: readonly (readonly LabelLine[])[];
  /** Places for a block of that size. */
  placesOf(width: number, height: number): Place[];
  /** Default 'start'. Lines of a block are flush on this side. */
  align?: 'start' | 'end';
  tolerance?: number;
  limit?: number;
  shy?: boolean;
}

/** Places labels one panel at a time, and remembers where they stood. */
export class LabelPlacer {
  private former = new Map<string, Placement>();

  place(specs: readonly LabelSpec[], bounds: Rect, obstacles: readonly Obstacle[], fontSize: number, ground: Rect | null): LabelMark[] {
    const lineHeight = 1.26 * fontSize;
    const requests = specs.map((spec) => requestOf(spec, fontSize, lineHeight));
    const placed = placeLabels(requests, bounds, obstacles, [], this.former);
    this.former = placed;
    return specs.flatMap((spec) => {
      const placement = placed.get(spec.key);
      return placement === undefined ? [] : marksOf(spec, placement, fontSize, lineHeight, ground);
    });
  }
}

function requestOf(spec: LabelSpec, fontSize: number, lineHeight: number): LabelRequest {
  return {
    key: spec.key,
    priority: spec.priority,
    shy: spec.shy ?? false,
    tolerance: spec.tolerance ?? 0,
    ...(spec.limit === undefined ? {} : { limit: spec.limit }),
    variants: spec.wordings.map((lines) => {
      const width = Math.max(0, ...lines.map((line) => textWidth(line.text, fontSize, line.bold)));
      const height = lines.length * lineHeight;
      return { width, height, places: spec.placesOf(width, height) };
    }),
  };
}

function marksOf(spec: LabelSpec, { rect, variant, cost }: Placement, fontSize: number, lineHeight: number, ground: Rect | null): LabelMark[] {
  const halo = cost === 0 ? undefined : ground !== null && inside(rect, ground) ? 'plateau' : 'paper';
  return spec.wordings[variant]!.map((line, i) => ({
    key: `${spec.key}.${i}`,
    text: line.text,
    x: spec.align === 'end' ? rect.x + rect.width : rect.x,
    y: rect.y + i * lineHeight + 0.97 * fontSize,
    anchor: spec.align ?? 'start',
    className: line.className,
    bold: line.bold,
    ...(halo === undefined ? {} : { halo: halo as 'paper' | 'plateau' }),
  }));
}

export function wording(text: string, className: string, bold = false): LabelLine[] {
  return [{ text, className, bold }];
}
