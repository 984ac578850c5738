import { useRef, type ReactNode } from 'react';
import { mountOverlapMatrix } from '../../charts/overlapMatrix.ts';
import type { OverlapMatrixData } from '../../charts/overlapMatrixData.ts';
import type { Live, TheoryCurve, AppState } from '../../state/store.ts';
import { modelOf, type Config } from '../../jobs/config.ts';
import { formatSignificant } from '../../charts/formatNumber.ts';
import { runFrames, theoryFrames } from '../select/curves.ts';
import { matrixTimes } from '../select/matrixTimes.ts';
import { cursorTime } from '../select/trajectoryView.ts';
import { clockOf, runName } from '../select/words.ts';
import { useApp, useModel, useShell } from '../shell/context.ts';
import { useWidth } from '../shell/useWidth.ts';
import type { WidthClass } from '../shell/useMedia.ts';
import { useLiveChart } from './useLiveChart.ts';

interface Inputs {
  readonly theory: TheoryCurve | null;
  readonly trajectory: Live | null;
  readonly config: Config;
  readonly cursor: number | null;
}

const pick = (state: AppState): Inputs => ({ theory: state.theory, trajectory: state.trajectory, config: state.trajectory?.request.config ?? state.theory?.config ?? state.config, cursor: cursorTime(state) });

/** The matrix of students and teachers: the observable with two sides that the model relabels. */
const matrixId = 'R';

const build = ({ theory, trajectory, config, cursor }: Inputs): OverlapMatrixData | null => {
  const frames = runFrames(trajectory, theory) ?? (theory === null ? null : theoryFrames(theory));
  const shape = frames?.layout.shapes[matrixId];
  if (frames === null || shape === undefined || shape.length !== 2 || frames.count === 0) return null;
  const [students, teachers] = shape as [number, number];
  const { symbol } = clockOf(modelOf(config));
  const step = frames.x[1]! - frames.x[0]!;
  const { times, current } = matrixTimes(cursor, config.duration);
  const from = frames.layout.offsets[matrixId]!;
  return {
    description: `Overlaps of ${students} student units with ${teachers} teacher units`,
    students, teachers,
    matrices: times.map((time, i) => {
      const index = Math.round(time / step);
      const values = index < frames.count ? frames.frame(index).subarray(from, from + students * teachers) : new Float64Array(students * teachers).fill(NaN);
      return { caption: time === 0 ? 'start' : `$${symbol}$ = ${formatSignificant(time, 3)}`, current: i === current, values };
    }),
  };
};

const Matrices = ({ place }: { place: WidthClass }): ReactNode => {
  const { store } = useShell();
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const width = useWidth(box);
  const who = useApp((state) => (state.config.only === 'theory' ? 'theory' : runName(state.config)));
  const height = place === 'wide' ? 152 : 168;
  useLiveChart(svg, { store, mount: mountOverlapMatrix, select: pick, build, layout: { width, height, fontSize: place === 'wide' ? 13.5 : 13 } });
  return (
    <section className="overlap-row">
      <p className="note">{`Overlap of each student unit with each teacher unit, ${who}`}</p>
      <div className="chart-box" ref={box} style={{ height }}><svg ref={svg} /></div>
    </section>
  );
};

/** Each student unit with each teacher unit at four times, the cursor's among them; nothing for a model without such a matrix. */
export const OverlapRow = ({ place }: { place: WidthClass }): ReactNode => (useModel().observables[matrixId] === undefined ? null : <Matrices place={place} />);
