import type { Example } from '../example.ts';
import { drawToy } from '../toyPicture.ts';

const size = { width: 288, height: 320, fontSize: 13 };

/** A narrow picture: bars. */
export const example: Example = {
  name: 'pictureBarsNarrow',
  width: size.width,
  height: 0,
  draw: (svg) => drawToy(svg, 'bars', size),
};
