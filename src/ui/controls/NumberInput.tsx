import { useState, type ReactNode } from 'react';
import { fieldText } from './numberText.ts';
import { parseNumber } from './sliderScale.ts';

interface Props {
  readonly label: string;
  readonly value: number;
  readonly onCommit: (value: number) => void;
  readonly id?: string;
  readonly describedBy?: string | undefined;
}

/** Exact entry; what is typed counts with Enter or when the field is left. */
export const NumberInput = ({ label, value, onCommit, id, describedBy }: Props): ReactNode => {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (): void => {
    const typed = draft === null ? null : parseNumber(draft);
    setDraft(null);
    if (typed !== null && typed !== value) onCommit(typed);
  };
  return (
    <input className="number" id={id} type="text" inputMode="decimal" autoComplete="off" spellCheck={false} aria-label={label} aria-describedby={describedBy}
      value={draft ?? fieldText(value)}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setDraft(null);
      }} />
  );
};
