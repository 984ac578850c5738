import { toPixel, type PixelScale } from './pixelScale.ts';
import { textWidth } from './textWidth.ts';
import { axisTicks, type AxisTicks, type DecadeStyle } from './ticks.ts';

/** Ticks of a horizontal axis whose names do not touch: fewer of them, or powers instead of grouped numbers, where the axis is short. */
export function bottomTicks(scale: PixelScale, fontSize: number, style: DecadeStyle): AxisTicks {
  for (let most = 6; most >= 3; most--) {
    const ticks = axisTicks(scale.kind, scale.domain, most, style);
    if (fits(ticks, scale, fontSize)) return ticks;
  }
  const plain = axisTicks(scale.kind, scale.domain, 4, 'power');
  if (scale.kind === 'log' && style === 'grouped' && fits(plain, scale, fontSize)) return plain;
  return axisTicks(scale.kind, scale.domain, 2, scale.kind === 'log' ? 'power' : style);
}

/** Ticks of a vertical axis: a name needs about two lines of height; three names are worth standing closer. */
export function leftTicks(scale: PixelScale, fontSize: number, style: DecadeStyle): AxisTicks {
  const lines = Math.abs(scale.to - scale.from) / fontSize;
  const most = scale.kind === 'log' ? lines / 1.75 : Math.max(lines / 2.2, Math.min(3, lines / 1.5));
  return axisTicks(scale.kind, scale.domain, most, style);
}

function fits(ticks: AxisTicks, scale: PixelScale, fontSize: number): boolean {
  let end = -Infinity;
  for (const tick of ticks.major) {
    if (tick.label === '') continue;
    const half = textWidth(tick.label, fontSize) / 2;
    const at = toPixel(scale, tick.value);
    if (at - half < end + 0.9 * fontSize) return false;
    end = at + half;
  }
  return true;
}
