import { linePath, tenth } from '../linePath.ts';
import { toPixel, type PixelScale } from '../pixelScale.ts';

/** The 'd' of a line in any direction: thinned where its x ascends, point by point where it turns (a contour) or stands (steps). */
export const curvePath = (xs: Float64Array, ys: Float64Array, x: PixelScale, y: PixelScale): string => {
  if (xs.every((value, i) => i === 0 || value > xs[i - 1]!)) return linePath(xs, ys, xs.length, x, y);
  let d = '';
  let open = false;
  for (let i = 0; i < xs.length; i++) {
    const [px, py] = [toPixel(x, xs[i]!), toPixel(y, ys[i]!)];
    const valid = Number.isFinite(px) && Number.isFinite(py);
    if (valid) d += `${open ? 'L' : 'M'}${tenth(px)},${tenth(py)}`;
    open = valid;
  }
  return d;
};
