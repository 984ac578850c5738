import type { ReactNode } from 'react';
import { sidesOf, type MatrixField } from '../../models/params.ts';
import { useApp, useShell } from '../shell/context.ts';
import { Rich } from '../shell/Rich.tsx';
import { symbolRich } from '../shell/symbols.ts';
import { NumberInput } from './NumberInput.tsx';

/** The entries of a matrix, a field each. */
export const MatrixInput = ({ name, field }: { name: string; field: MatrixField }): ReactNode => {
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
