import { useState, type ReactNode } from 'react';

interface Props {
  readonly id: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly describedBy?: string | undefined;
  readonly onCommit: (text: string) => void;
}

/** A line of text that counts with Enter or when it is left. */
export const TextInput = ({ id, value, placeholder, describedBy, onCommit }: Props): ReactNode => {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (): void => {
    if (draft !== null && draft !== value) onCommit(draft);
    setDraft(null);
  };
  return (
    <input className="text" id={id} type="text" autoComplete="off" spellCheck={false} placeholder={placeholder} aria-describedby={describedBy} value={draft ?? value}
      onChange={(event) => setDraft(event.target.value)} onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setDraft(null);
      }} />
  );
};
