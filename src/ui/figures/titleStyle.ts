import type { CSSProperties } from 'react';

/** Puts an HTML title where the chart leaves room for it. */
export const titleStyle = (x: number, baseline: number, fontSize: number): CSSProperties => ({ left: x, top: Math.round(baseline - 1.02 * fontSize), fontSize });
