import { Suspense, useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { mountTrajectoryChart } from '../../charts/trajectoryChart.ts';
import { trajectoryLayout } from '../../charts/trajectoryLayout.ts';
import type { TrajectoryHandlers } from '../../charts/trajectoryData.ts';
import type { AppState } from '../../state/store.ts';
import { trajectoryView, type Domains, type TrajectoryInputs } from '../select/trajectoryView.ts';
import { lowerColumn, upperColumn } from '../select/words.ts';
import { useApp, useShell } from '../shell/context.ts';
import { useWidth } from '../shell/useWidth.ts';
import type { WidthClass } from '../shell/useMedia.ts';
import { chartSize } from './chartSize.ts';
import { titleStyle } from './titleStyle.ts';
import { TimeScaleMenu, TrajectoryMenus, type Scales } from './TrajectoryMenus.tsx';
import { TrajectoryNote, TrajectoryTable } from '../shell/onDemand.ts';
import { TableDetails } from './TableDetails.tsx';
import { Transport } from './Transport.tsx';
import { useLiveChart } from './useLiveChart.ts';
import './figure.css';

const pick = (state: AppState): Omit<TrajectoryInputs, 'scales'> => {
  const { theory, ghost, trajectory, description, pins, cursor, dragging } = state;
  // While a parameter moves, the picture is that of the newest theory curve; the configuration runs ahead of it.
  const held = dragging !== null && dragging !== 'threshold' && theory !== null && theory.config.page === state.config.page;
  const config = held ? theory.config : state.config;
  return {
    config, theory, ghost, trajectory, description, pins, cursor, dragging,
    upper: upperColumn(config), lower: lowerColumn(config), timeScale: state.config.page['x'] === 'log' ? 'log' : 'linear',
  };
};

const blank = <p className="note"> </p>;

/** Chart 1: one run in time, its menus, its transport. */
export const TrajectoryFigure = ({ place }: { place: WidthClass }): ReactNode => {
  const { store, controller } = useShell();
  const noted = useApp(({ cursor, trajectory }) => cursor !== null || trajectory?.status === 'done');
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const width = useWidth(box);
  const [scales, setScales] = useState<Scales>([null, null]);
  const domains = useRef<Domains | null>(null);
  const handlers = useMemo((): TrajectoryHandlers => ({
    onCursor: (time, phase) => {
      if (phase === 'hover') return;
      if (store.getState().playing) controller.play(false);
      controller.cursor(time);
    },
    onThreshold: (threshold, phase) => controller.change({ threshold: Number(threshold.toPrecision(2)) }, phase === 'drag' ? 'threshold' : null),
  }), [store, controller]);
  const build = useCallback((inputs: Omit<TrajectoryInputs, 'scales'>) => {
    const { data, domains: used } = trajectoryView({ ...inputs, scales }, inputs.dragging === null ? null : domains.current);
    domains.current = used;
    return data;
  }, [scales]);
  const layout = chartSize('trajectory', place, width);
  const axes = trajectoryLayout(layout.width, layout.height, layout.fontSize);
  useLiveChart(svg, { store, mount: (element) => mountTrajectoryChart(element, handlers), select: pick, build, layout });
  return (
    <figure className="figure trajectory-figure" aria-labelledby="trajectory-title">
      <h2 id="trajectory-title">One run in time</h2>
      <div className="chart-box" ref={box} style={{ height: layout.height }}>
        <svg ref={svg} />
        {width > 0 && <TrajectoryMenus place={axes} fontSize={layout.fontSize} scales={scales} onScales={setScales} />}
        {place === 'wide' && width > 0 && <div className="chart-title" style={titleStyle(0, axes.axisTitleY, layout.fontSize)}><TimeScaleMenu /></div>}
      </div>
      <Transport more={place === 'wide' ? null : <TimeScaleMenu />} />
      <div className="figure-foot">
        {noted ? <Suspense fallback={blank}><TrajectoryNote /></Suspense> : blank}
        <TableDetails name="one run in time"><TrajectoryTable /></TableDetails>
      </div>
    </figure>
  );
};
