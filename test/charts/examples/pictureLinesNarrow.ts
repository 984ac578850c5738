import type { Example } from '../example.ts';
import { drawToy } from '../toyPicture.ts';

const size = { width: 288, height: 320, fontSize: 13 };

/** A narrow picture: potential. */
export const example: Example = {
  name: 'pictureLinesNarrow',
  width: size.width,
  height: size.height,
  draw: (svg) => drawToy(svg, 'potential', size),
};
