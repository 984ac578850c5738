// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { LabelPlacer } from '../../src/charts/labelSpecs.ts';
import { textWidth } from '../../src/charts/textWidth.ts';
import { trajectoryFrame } from '../../src/charts/trajectoryFrame.ts';
import { trajectoryLabels } from '../../src/charts/trajectoryLabels.ts';
import { errorAt, errorPanel, overlapAt, overlapPanel, run, series, trajectory } from './sampleData.ts';

/** Boxes of the words as they are drawn. */
function boxes(escape: number, width: number, fontSize: number, placers: LabelPlacer[]): { panel: number; left: number; right: number; top: number; bottom: number; text: string }[] {
  const data = trajectory({
    panels: [
      errorPanel({ series: [series('theory', (t) => errorAt(t, escape), { label: 'theory' }), run((t) => errorAt(t, escape + 5)), series('ghost', (t) => errorAt(t, 60), { label: 'was $η$ = 1' })] }),
      overlapPanel({ series: [series('theory', (t) => overlapAt(t, escape), { label: 'theory' }), run((t) => overlapAt(t, escape + 5), { label: 'run 7' })] }),
    ],
    cursor: escape,
    plateau: { from: 8, to: escape, label: 'plateau $ε*$ = 0.0207', short: 'plateau' },
  });
  const frame = trajectoryFrame(data, { width, height: 0.75 * width, fontSize });
  return ([0, 1] as const).flatMap((panel) => {
    const { specs, obstacles, bounds } = trajectoryLabels(data, panel, frame);
    return placers[panel]!.place(specs, bounds, obstacles, fontSize, null).map((mark) => {
      const w = textWidth(mark.text, fontSize, mark.bold === true);
      return { panel, left: mark.x, right: mark.x + w, top: mark.y - 0.75 * fontSize, bottom: mark.y + 0.2 * fontSize, text: mark.text };
    });
  });
}

for (const [width, fontSize] of [[250, 13], [288, 13], [540, 13.5], [700, 22]] as const) {
  test(`at ${width} px, while the plateau grows, no words meet and none leave the panel`, () => {
    const placers = [new LabelPlacer(), new LabelPlacer()];
    for (let escape = 4; escape <= 156; escape += 4) {
      const all = boxes(escape, width, fontSize, placers);
      expect(all.length).toBeGreaterThanOrEqual(2);
      for (const [i, a] of all.entries()) {
        expect(a.left, a.text).toBeGreaterThanOrEqual(0);
        expect(a.right, a.text).toBeLessThanOrEqual(width);
        for (const b of all.slice(i + 1)) {
          const apart = a.panel !== b.panel || a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
          expect(apart, `${a.text} | ${b.text} at ${escape}`).toBe(true);
        }
      }
    }
  });
}
