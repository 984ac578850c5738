import type { Chart, ChartLayout } from '../types.ts';
import { barsFrame } from './barsFrame.ts';
import { mountBarsPicture } from './barsPicture.ts';
import { mountFieldPicture } from './fieldPicture.ts';
import { mountHistogramPicture } from './histogramPicture.ts';
import { mountLinesPicture } from './linesPicture.ts';
import type { PictureData } from './pictureData.ts';

/** Draws pictures of any kind; a change of the kind begins anew. */
export const mountPicture = (svg: SVGSVGElement): Chart<PictureData> => {
  let kind = '';
  let draw: (data: PictureData, size: ChartLayout) => void = () => {};
  let destroy: () => void = () => {};
  const take = <D extends PictureData>(chart: Chart<D>): void => {
    draw = (data, size) => chart.update(data as D, size);
    destroy = chart.destroy;
  };
  return {
    update: (data, size) => {
      if (data.kind !== kind) {
        destroy();
        kind = data.kind;
        if (data.kind === 'lines') take(mountLinesPicture(svg));
        else if (data.kind === 'histogram') take(mountHistogramPicture(svg));
        else if (data.kind === 'field') take(mountFieldPicture(svg));
        else take(mountBarsPicture(svg));
      }
      draw(data, size);
    },
    destroy: () => destroy(),
  };
};

/** Height of a picture in px: bars need what they need, the others take what they get. */
export const pictureHeight = (data: PictureData, size: ChartLayout): number => (data.kind === 'bars' ? barsFrame(data, size).height : size.height);
