import { Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { mountLearningTimeChart } from '../../charts/learningTimeChart.ts';
import type { LearningTimeHandlers } from '../../charts/learningTimeData.ts';
import type { Domain } from '../../charts/types.ts';
import type { Config } from '../../jobs/config.ts';
import type { AppState } from '../../state/store.ts';
import { powerUnit } from '../select/learningAxis.ts';
import { isScan, learningView, rightAxis, type LearningInputs } from '../select/learningView.ts';
import { isStoredShown, shownSweep } from '../select/sweepPoints.ts';
import { useApp, useShell } from '../shell/context.ts';
import { useWidth } from '../shell/useWidth.ts';
import type { WidthClass } from '../shell/useMedia.ts';
import { chartSize } from './chartSize.ts';
import { LearningHeading, LearningMenu } from './LearningMenus.tsx';
import { LearningNote, LearningTable } from '../shell/onDemand.ts';
import { TableDetails } from './TableDetails.tsx';
import { RunStatus } from './RunStatus.tsx';
import { useLiveChart } from './useLiveChart.ts';

/** While a parameter moves that is not on the axis, nothing here changes but once: the first configuration of the drag stands. */
const makePick = () => {
  let held: { readonly key: string; readonly config: Config } | null = null;
  return ({ config, sweep, stored, scan, trajectory, description, dragging }: AppState): Omit<LearningInputs, 'guide'> => {
    const still = dragging !== null && dragging !== 'threshold' && dragging !== rightAxis(config).over;
    held = !still ? null : held?.key === dragging ? held : { key: dragging, config };
    return {
      config: held?.config ?? config, description, dragging, scan, sweep: shownSweep({ sweep, stored }), stored: isStoredShown({ sweep, stored }),
      // Only whole runs count here: the stream of the first is none of this chart's business.
      trajectory: trajectory === null || trajectory.runs < 3 ? null : trajectory,
    };
  };
};

const blank = <p className="note"> </p>;

/** Chart 2: learning time against the dimension (or another parameter), or final values of a scan. */
export const LearningFigure = ({ place }: { place: WidthClass }): ReactNode => {
  const { store, controller } = useShell();
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const width = useWidth(box);
  const [guide, setGuide] = useState<number | null>(null);
  const domains = useRef<readonly [Domain, Domain] | null>(null);
  const scanning = useApp((state) => isScan(state.config));
  const powers = useApp((state) => powerUnit(state.config) !== '');
  const handlers = useMemo((): LearningTimeHandlers => ({
    onPoint: (x) => controller.change({ params: { [rightAxis(store.getState().config).over]: x } }),
    onGuide: (_x, y) => setGuide(y),
  }), [store, controller]);
  useEffect(() => store.subscribe((state, former) => {
    if (state.config.params !== former.config.params || state.config.page['y'] !== former.config.page['y']) setGuide(null);
  }), [store]);
  const build = useCallback((inputs: Omit<LearningInputs, 'guide'>) => {
    const { data, domains: used } = learningView({ ...inputs, guide }, inputs.dragging === null && guide === null ? null : domains.current);
    domains.current = used;
    return data;
  }, [guide]);
  const [pick] = useState(makePick);
  const layout = chartSize('learning', place, width);
  useLiveChart(svg, { store, mount: (element) => mountLearningTimeChart(element, handlers), select: pick, build, layout });
  return (
    <figure className="figure learning-figure" aria-labelledby="learning-title">
      <LearningHeading />
      <div className="chart-box" ref={box} style={{ height: layout.height }}>
        <svg ref={svg} />
        {width > 0 && <LearningMenu layout={layout} />}
      </div>
      <div className="transport"><RunStatus part={scanning ? 'scan' : 'sweep'} left /></div>
      <div className="figure-foot">
        {powers ? <Suspense fallback={blank}><LearningNote /></Suspense> : blank}
        <TableDetails name="second chart"><LearningTable /></TableDetails>
      </div>
    </figure>
  );
};
