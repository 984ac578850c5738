import type { PictureSource } from '../contract.ts';
import type { P } from './params.ts';
import { errorsOfBranches, losses, overlapsOfBranches } from './pictures/attention.ts';
import { basin } from './pictures/basin.ts';
import { denoising, direction } from './pictures/denoising.ts';
import { errors } from './pictures/errors.ts';
import { growth } from './pictures/growth.ts';
import { parting, patience } from './pictures/parting.ts';
import { phases } from './pictures/phases.ts';
import { recovery } from './pictures/recovery.ts';
import { sizes } from './pictures/sizes.ts';
import { spread } from './pictures/spread.ts';

/** Further pictures of this model, in the order of the menu. */
export const pictures: Readonly<Record<string, PictureSource<P>>> = { growth, recovery, spread, errors, parting, patience, losses, overlapsOfBranches, errorsOfBranches, basin, phases, sizes, denoising, direction };
