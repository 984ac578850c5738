import type { ReactNode } from 'react';
import { isShown, sidesOf, type ChoiceField, type FlagField, type MatrixField } from '../../models/params.ts';
import { useApp, useModel, useShell } from '../shell/context.ts';
import { Rich } from '../shell/Rich.tsx';
import { symbolRich } from '../shell/symbols.ts';
import { FieldLine } from './FieldLine.tsx';
import { NumberInput } from './NumberInput.tsx';
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

const Matrix = ({ name, field }: { name: string; field: MatrixField }): ReactNode => {
  const { controller } = useShell();
  const params = useApp((state) => state.config.params);
  const values = params[name] as readonly number[];
  const [rows, columns] = sidesOf(field, params);
  const helpId = `matrix-${name}-help`;
  return (
    <fieldset className="matrix" aria-describedby={helpId}>
      <legend>{field.label.replace(new RegExp(` ${field.symbol}$`), '')} <Rich text={symbolRich(field.symbol)} /></legend>
      <div className="matrix-cells" style={{ gridTemplateColumns: `repeat(${columns}, minmax(44px, 1fr))` }}>
        {Array.from({ length: rows * columns }, (_, at) => (
          <NumberInput key={at} label={`${field.symbol}, row ${Math.floor(at / columns) + 1}, column ${(at % columns) + 1}`} value={values[at] ?? 0}
            onCommit={(value) => controller.change({ params: { [name]: values.map((x, i) => (i === at ? value : x)) } })} />
        ))}
      </div>
      <p className="field-note" id={helpId}>{field.help}</p>
    </fieldset>
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
      return <Matrix name={name} field={field} />;
  }
};
