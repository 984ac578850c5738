import type { Example } from '../example.ts';
import { drawToy } from '../toyPicture.ts';

const size = { width: 586, height: 380, fontSize: 13.5 };

/** A wide picture: potential. */
export const example: Example = {
  name: 'pictureLines',
  width: size.width,
  height: size.height,
  draw: (svg) => drawToy(svg, 'potential', size),
};
