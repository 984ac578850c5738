import type { P } from './params.ts';

/**
 * What must not be believed of the theory under these parameters, a rich sentence; '' where there is nothing of the kind.
 *
 * Attention, omega = 0.3, by L-BFGS from the positions: at sigma = 0.5, lambda = 0.01 runs end where the theory does (alpha = 1 to 3); at lambda = 0.008 m is 0.250
 * and not 0.219 (alpha = 1.5), at 0.005 it is 0.23 and not 0; at sigma = 1, lambda = 0.01 0.16 and not 0. From the teacher they do not below alpha = 1.
 */
export const cautionOf = (p: P): string => {
  if (p.instance !== 'attention') return '';
  if (p.sampleRatio < 1) return 'Below $α$ = 1 descent ends elsewhere: nothing is claimed.';
  return p.regularisation < 0.01 || p.tokenSpread > 0.5 ? 'With $λ$ below 0.01 or $σ$ above 0.5 descent from the positions ends elsewhere: nothing is claimed of them.' : '';
};

/** A note, and the caution after it. */
export const withCaution = (note: string, p: P): string => [note, cautionOf(p)].filter(Boolean).join(' ');
