import type { Example } from '../example.ts';
import { drawToy } from '../toyPicture.ts';

const size = { width: 288, height: 320, fontSize: 13 };

/** A narrow picture: phases. */
export const example: Example = {
  name: 'pictureRegionsNarrow',
  width: size.width,
  height: size.height,
  draw: (svg) => drawToy(svg, 'phases', size),
};
