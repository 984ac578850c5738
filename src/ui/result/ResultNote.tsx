import type { ReactNode } from 'react';
import { formatInteger } from '../../charts/formatNumber.ts';
import { fitFrom } from '../select/sweepPoints.ts';
import { isScan, rightAxis } from '../select/learningView.ts';
import { learnedWords, theoryWords } from '../select/words.ts';
import { symbolRich } from '../shell/symbols.ts';
import { useApp, useModel } from '../shell/context.ts';
import { Rich } from '../shell/Rich.tsx';

/** What "learned" and the bracket mean, and what theory assumes. */
export const ResultNote = ({ onAbout }: { onAbout: () => void }): ReactNode => {
  const model = useModel();
  const learned = useApp((state) => learnedWords(state.config));
  const label = useApp((state) => model.observables[model.criteria[state.config.criterion]!.observable]!.label.toLowerCase());
  const over = useApp((state) => rightAxis(state.config).over);
  const scanning = useApp((state) => isScan(state.config));
  const from = useApp((state) => fitFrom(state.config, rightAxis(state.config).over));
  const theory = useApp((state) => theoryWords(state.config));
  const symbol = symbolRich(model.params[over]!.symbol);
  const bracket = scanning ? '' : ` Bracket: 95 % interval${from === null ? '' : `, ${symbol} ≥ ${formatInteger(from)}`}.`;
  return (
    <p className="note result-note">
      <Rich text={`${learned.replace('learned', `Learned: ${label}`)}.${bracket} ${theory}${model.samples ?? 'One pass, every sample new'}. `} />
      <button type="button" className="link" onClick={onAbout}>What is exact here</button>
    </p>
  );
};
