import type { Example } from '../example.ts';
import { drawToy } from '../toyPicture.ts';

const size = { width: 586, height: 380, fontSize: 13.5 };

/** A wide picture: phases. */
export const example: Example = {
  name: 'pictureRegions',
  width: size.width,
  height: size.height,
  draw: (svg) => drawToy(svg, 'phases', size),
};
