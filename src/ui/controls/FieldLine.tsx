import { useId, type ReactNode } from 'react';
import { Rich } from '../shell/Rich.tsx';
import './fieldLine.css';

interface Props {
  /** Rich. */
  readonly label: string;
  readonly help?: string | undefined;
  readonly children: (id: string, helpId: string | undefined) => ReactNode;
}

/** A label at the left, its control at the right, an explanation on focus or hover. */
export const FieldLine = ({ label, help, children }: Props): ReactNode => {
  const id = useId();
  const helpId = help === undefined ? undefined : `${id}help`;
  return (
    <div className="field field-row">
      <label htmlFor={id}><Rich text={label} /></label>
      {children(id, helpId)}
      {help !== undefined && <p className="field-help" id={helpId}>{help}</p>}
    </div>
  );
};
