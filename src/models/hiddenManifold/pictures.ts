import type { PictureSource } from '../contract.ts';
import type { P } from './params.ts';
import { equivalence } from './pictures/equivalence.ts';
import { fields } from './pictures/fields.ts';
import { floor } from './pictures/floor.ts';
import { hermite } from './pictures/hermite.ts';
import { joint } from './pictures/joint.ts';
import { latent } from './pictures/latent.ts';
import { overlapModes, sizeModes } from './pictures/modes.ts';
import { structure } from './pictures/structure.ts';

/** Further pictures of this model, in the order of the menu. */
export const pictures: Readonly<Record<string, PictureSource<P>>> = { fields, joint, equivalence, latent, structure, hermite, floor, overlapModes, sizeModes };
