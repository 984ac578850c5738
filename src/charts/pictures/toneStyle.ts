import type { Weights } from '../weights.ts';
import type { Tone } from './pictureData.ts';

const dashes = [null, '7 3', '2 3', '7 3 2 3'] as const;

/** Lines of one tone are told apart by their dashes, in the order given; a law is dashed from the first. */
export const toneLine = (tone: Tone, nth: number, weights: Weights): { className: string; width: number; dash: string | null } => ({
  className: `line ${toneClass[tone]}`,
  width: { theory: weights.theory, simulation: weights.run, faint: weights.ghost, law: weights.guide }[tone],
  dash: tone === 'law' && nth === 0 ? '7 5' : dashes[nth % dashes.length]!,
});

export const toneClass = { theory: 'theory', simulation: 'run', faint: 'faint', law: 'law' } as const satisfies Record<Tone, string>;
export const toneText = { theory: 'text-ink', simulation: 'text-sim', faint: 'text-note', law: 'text-note' } as const satisfies Record<Tone, string>;

/** How many of the same tone came before each. */
export const ranksOf = (items: readonly { readonly tone: Tone }[]): number[] => items.map(({ tone }, i) => items.slice(0, i).filter((one) => one.tone === tone).length);
