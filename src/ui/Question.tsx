import type { ReactNode } from 'react';
import { useApp, useModel } from './shell/context.ts';
import { Rich } from './shell/Rich.tsx';
import { questionRich } from './shell/symbols.ts';

/** The question that the page answers, in one sentence. */
export const Question = (): ReactNode => {
  const { opening } = useModel();
  const question = useApp((state) => opening.question(state.config.params));
  return <h1 className="question"><Rich text={questionRich(question)} /></h1>;
};
