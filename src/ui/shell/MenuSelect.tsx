import { useId, type ReactNode } from 'react';
import { Rich } from './Rich.tsx';
import './menuSelect.css';

export interface MenuOption {
  readonly value: string;
  readonly label: string;
  readonly group?: string;
}

interface Props {
  readonly label: string;
  readonly value: string;
  readonly options: readonly MenuOption[];
  /** Rich; what the closed menu shows. Default: the chosen option's label. */
  readonly shown?: string;
  readonly onChoose: (value: string) => void;
  readonly className?: string;
}

const optionsOf = (options: readonly MenuOption[]): ReactNode[] => {
  const groups = new Map<string, MenuOption[]>();
  for (const option of options) groups.set(option.group ?? '', [...(groups.get(option.group ?? '') ?? []), option]);
  return [...groups].map(([group, members]) => {
    const items = members.map(({ value, label }) => <option key={value} value={value}>{label}</option>);
    return group === '' ? items : <optgroup key={group} label={group}>{items}</optgroup>;
  });
};

/** A native menu that reads as text: the select lies unseen over its own wording. */
export const MenuSelect = ({ label, value, options, shown, onChoose, className }: Props): ReactNode => {
  const id = useId();
  return (
    <span className={`menu ${className ?? ''}`}>
      <span className="menu-text" aria-hidden="true">
        <Rich text={shown ?? options.find((option) => option.value === value)?.label ?? ''} />
        <svg className="menu-mark" viewBox="0 0 8 6" width="8" height="6"><path d="M0 0h8L4 6z" fill="currentColor" /></svg>
      </span>
      <select id={id} aria-label={label} title={label} value={value} onChange={(event) => onChoose(event.target.value)}>
        {optionsOf(options)}
      </select>
    </span>
  );
};
