import type { Example } from '../example.ts';
import { drawToy } from '../toyPicture.ts';

const size = { width: 586, height: 380, fontSize: 13.5 };

/** A wide picture: bars. */
export const example: Example = {
  name: 'pictureBars',
  width: size.width,
  height: 0,
  draw: (svg) => drawToy(svg, 'bars', size),
};
