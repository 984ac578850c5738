import type { Rect } from './types.ts';

/** A place for a label: its left upper corner. Earlier places are liked better. */
export interface Place {
  x: number;
  y: number;
}

/** One way to write a label, with the places where it may stand. */
export interface Variant {
  width: number;
  height: number;
  places: Place[];
}

export interface LabelRequest {
  key: string;
  /** Higher goes first. */
  priority: number;
  /** From the fullest wording to the shortest. */
  variants: Variant[];
  /** A place that covers no more than this is as good as a free one. Default 0. */
  tolerance?: number;
  /** Dropped when every place covers more. Default 8: about 40 px of a line. */
  limit?: number;
  /** True: rather dropped than set across a line. */
  shy?: boolean;
}

/** What labels avoid: marks given as points with a weight (a line's samples, an edge of a band), in pixels. */
export interface Obstacle {
  points: Float64Array;
  weight: number;
}

export interface Placement {
  key: string;
  variant: number;
  place: number;
  rect: Rect;
  /** What it covers: 0 for a free place. */
  cost: number;
}

const gap = 3;

/**
 * Gives each label a place inside `bounds` where no two meet, in the order of priority. A label takes its first free place; else the next
 * wording's; else the place that covers least. One that fits nowhere is dropped, never shrunk. `taken` are rectangles that are used
 * already. A label that can stay where it was (`former`) stays: labels must not jump while a slider moves.
 *
 * Cost: places x obstacle points; about 0.2 ms for eight labels.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  bounds: Rect,
  obstacles: readonly Obstacle[] = [],
  taken: readonly Rect[] = [],
  former: ReadonlyMap<string, Placement> = new Map(),
): Map<string, Placement> {
  const used: Rect[] = [...taken];
  const placed = new Map<string, Placement>();
  for (const request of [...requests].sort((a, b) => b.priority - a.priority)) {
    const found = bestPlace(request, bounds, obstacles, used, former.get(request.key));
    if (found === null || found.cost > (request.limit ?? 8) || (request.shy === true && !isGood(found, request))) continue;
    placed.set(request.key, found);
    used.push(found.rect);
  }
  return placed;
}

function bestPlace(request: LabelRequest, bounds: Rect, obstacles: readonly Obstacle[], used: readonly Rect[], former?: Placement): Placement | null {
  let best: Placement | null = null;
  const consider = (variant: number, place: number): void => {
    const { width, height, places } = request.variants[variant]!;
    const at = places[place]!;
    const rect = { x: at.x, y: at.y, width, height };
    if (!inside(rect, bounds) || used.some((other) => meet(rect, other))) return;
    const cost = costOf(rect, obstacles, best?.cost ?? Infinity);
    if (best === null || cost < best.cost) best = { key: request.key, variant, place, rect, cost };
  };
  if (former !== undefined && request.variants[former.variant]?.places[former.place] !== undefined && former.variant === 0) {
    consider(former.variant, former.place);
    if (isGood(best, request)) return best;
  }
  for (let variant = 0; variant < request.variants.length; variant++) {
    for (let place = 0; place < request.variants[variant]!.places.length; place++) {
      consider(variant, place);
      if (isGood(best, request)) return best;
    }
  }
  return best;
}

function isGood(placement: Placement | null, request: LabelRequest): boolean {
  return placement !== null && placement.cost <= (request.tolerance ?? 0);
}

function costOf(rect: Rect, obstacles: readonly Obstacle[], enough: number): number {
  const right = rect.x + rect.width;
  const bottom = rect.y + rect.height;
  let cost = 0;
  for (const { points, weight } of obstacles) {
    for (let i = 0; i + 1 < points.length; i += 2) {
      const x = points[i]!;
      const y = points[i + 1]!;
      if (x >= rect.x && x <= right && y >= rect.y && y <= bottom) cost += weight;
    }
    if (cost >= enough) return cost;
  }
  return cost;
}

export function meet(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height && b.y < a.y + a.height;
}

export function inside(rect: Rect, bounds: Rect): boolean {
  return (
    rect.x >= bounds.x - 0.5 &&
    rect.y >= bounds.y - 0.5 &&
    rect.x + rect.width <= bounds.x + bounds.width + 0.5 &&
    rect.y + rect.height <= bounds.y + bounds.height + 0.5
  );
}
