import { toPixel, type PixelScale } from '../pixelScale.ts';

/** Whole pixels between the cells along an axis: halfway between the centres as they are drawn, so that no gap shows. */
export const cellEdges = (centres: Float64Array, scale: PixelScale): number[] => {
  const n = centres.length;
  const pixels = Array.from(centres, (value) => toPixel(scale, value));
  const inside = (pixel: number): number => Math.round(Math.min(Math.max(scale.from, scale.to), Math.max(Math.min(scale.from, scale.to), pixel)));
  return Array.from({ length: n + 1 }, (_, i) => {
    if (n === 1) return inside(i === 0 ? scale.from : scale.to);
    if (i === 0) return inside(pixels[0]! - (pixels[1]! - pixels[0]!) / 2);
    if (i === n) return inside(pixels[n - 1]! + (pixels[n - 1]! - pixels[n - 2]!) / 2);
    return inside((pixels[i - 1]! + pixels[i]!) / 2);
  });
};

/** One 'd' for each class: neighbours of a row are one rectangle. `classOf` gives its number for cell (i, j), or -1. */
export const classPaths = (lefts: readonly number[], tops: readonly number[], count: number, classOf: (i: number, j: number) => number): string[] => {
  const paths = Array.from({ length: count }, () => '');
  for (let j = 0; j + 1 < tops.length; j++) {
    const y = Math.min(tops[j]!, tops[j + 1]!);
    const height = Math.abs(tops[j + 1]! - tops[j]!);
    for (let i = 0; i + 1 < lefts.length; ) {
      const own = classOf(i, j);
      let end = i + 1;
      while (end + 1 < lefts.length && classOf(end, j) === own) end++;
      const width = lefts[end]! - lefts[i]!;
      if (own >= 0 && width > 0 && height > 0) paths[own] += `M${lefts[i]!},${y}h${width}v${height}h${-width}Z`;
      i = end;
    }
  }
  return paths;
};

/** The cell under a pixel, or -1. */
export const cellAt = (edges: readonly number[], pixel: number): number => {
  for (let i = 0; i + 1 < edges.length; i++) if ((pixel - edges[i]!) * (pixel - edges[i + 1]!) <= 0) return i;
  return -1;
};
