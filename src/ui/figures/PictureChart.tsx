import { useMemo, useRef, type ReactNode } from 'react';
import { mountPicture, pictureHeight } from '../../charts/pictures/mountPicture.ts';
import type { AppState } from '../../state/store.ts';
import { pictureView, withWalkers, type DrawnPicture } from '../select/pictureView.ts';
import { pictureTable } from '../select/pictureTable.ts';
import { walkerOf, type Walker } from '../select/pictureWalker.ts';
import { useShell } from '../shell/context.ts';
import type { WidthClass } from '../shell/useMedia.ts';
import { useWidth } from '../shell/useWidth.ts';
import { TableView } from './TableView.tsx';
import { useLiveChart } from './useLiveChart.ts';

interface Inputs extends Walker {
  readonly picture: DrawnPicture | null;
}

const heights = { wide: 380, medium: 360, narrow: 320 } as const;

const pick = (state: AppState): Inputs => {
  const picture = state.picture?.drawn?.picture;
  return { picture: picture === undefined || picture.kind === 'table' ? null : picture, ...walkerOf(state) };
};
const build = ({ picture, ...at }: Inputs) => (picture === null ? null : withWalkers(pictureView(picture), at));

/** A further picture as SVG. */
export const PictureChart = ({ picture, place }: { picture: DrawnPicture; place: WidthClass }): ReactNode => {
  const { store } = useShell();
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const width = useWidth(box);
  const size = { width, height: heights[place], fontSize: place === 'wide' ? 13.5 : 13 };
  const height = pictureHeight(pictureView(picture), size);
  useLiveChart(svg, { store, mount: mountPicture, select: pick, build, layout: { ...size, height } });
  return <div className="chart-box" ref={box} style={{ height }}><svg ref={svg} /></div>;
};

export const PictureNumbers = ({ picture }: { picture: DrawnPicture }): ReactNode => <TableView table={useMemo(() => pictureTable(picture), [picture])} />;
