import type { ReactNode } from 'react';
import { isShown, type ChoiceField, type FlagField } from '../../models/params.ts';
import { useApp, useModel, useShell } from '../shell/context.ts';
import { MatrixInput } from '../shell/onDemand.ts';
import { symbolRich } from '../shell/symbols.ts';
import { FieldLine } from './FieldLine.tsx';
import { ParamSlider } from './ParamSlider.tsx';

const Choice = ({ name, field }: { name: string; field: ChoiceField }): ReactNode => {
  const { controller } = useShell();
  const value = useApp((state) => state.config.params[name]) as string;
  return (
    <FieldLine label={`${field.label} ${symbolRich(field.symbol)}`.trim()} help={field.help}>
      {(id, helpId) => (
        <select id={id} aria-describedby={helpId} value={value} onChange={(event) => controller.change({ params: { [name]: event.target.value } })}>
          {Object.entries(field.options).map(([option, label]) => <option key={option} value={option}>{label}</option>)}
        </select>
      )}
    </FieldLine>
  );
};

const Flag = ({ name, field }: { name: string; field: FlagField }): ReactNode => {
  const { controller } = useShell();
  const value = useApp((state) => state.config.params[name]) as boolean;
  return (
    <FieldLine label={`${field.label} ${symbolRich(field.symbol)}`.trim()} help={field.help}>
      {(id, helpId) => <input id={id} type="checkbox" aria-describedby={helpId} checked={value} onChange={(event) => controller.change({ params: { [name]: event.target.checked } })} />}
    </FieldLine>
  );
};

/** One parameter of the schema, or nothing while it is of no use. */
export const ParamField = ({ name }: { name: string }): ReactNode => {
  const field = useModel().params[name]!;
  const shown = useApp((state) => isShown(field, state.config.params));
  if (!shown) return null;
  switch (field.kind) {
    case 'number':
      return <ParamSlider name={name} />;
    case 'choice':
      return <Choice name={name} field={field} />;
    case 'flag':
      return <Flag name={name} field={field} />;
    case 'matrix':
      return <MatrixInput name={name} field={field} />;
  }
};
