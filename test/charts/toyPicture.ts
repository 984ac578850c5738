import { mountPicture } from '../../src/charts/pictures/mountPicture.ts';
import type { ChartLayout } from '../../src/charts/types.ts';
import { pictureView, withWalkers, type DrawnPicture } from '../../src/ui/select/pictureView.ts';
import { toyPictures } from '../jobs/toyPictures.ts';
import { drawn } from '../support/pictureFaults.ts';

/** A toy picture that is drawn, not a table. */
export const toyPicture = (id: string): DrawnPicture => {
  const picture = drawn(toyPictures[id]!, {});
  if (picture.kind === 'table') throw new Error(`${id} is a table`);
  return picture;
};

export const drawToy = (svg: SVGSVGElement, id: string, size: ChartLayout): void =>
  mountPicture(svg).update(withWalkers(pictureView(toyPicture(id)), { simulation: 0.5, theory: 0.4 }), size);
