import type { ReactNode } from 'react';
import { powerWords } from '../select/powerWords.ts';
import { shownSweep } from '../select/sweepPoints.ts';
import { useApp } from '../shell/context.ts';
import { Rich } from '../shell/Rich.tsx';

/** Below the log-log view of the second chart: slopes, and where they go. */
export const LearningNote = (): ReactNode => {
  const words = useApp((state) => (state.dragging === null ? powerWords(state.config, shownSweep(state), state.description) : ''));
  return <p className="note"><Rich text={words === '' ? ' ' : words} /></p>;
};
