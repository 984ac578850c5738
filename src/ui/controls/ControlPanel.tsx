import { Suspense, useState, type ReactNode } from 'react';
import { isShown } from '../../models/params.ts';
import { useApp, useModel } from '../shell/context.ts';
import { Pins, RunGroup } from '../shell/onDemand.ts';
import { Invitation } from './Invitation.tsx';
import { ParamField } from './ParamField.tsx';
import { Presets } from './Presets.tsx';
import { SeedRow } from './SeedRow.tsx';
import './controlPanel.css';

/** A folded group; what is in it exists only while it is open. */
const Group = ({ title, children }: { title: string; children: ReactNode }): ReactNode => {
  const [open, setOpen] = useState(false);
  return (
  <details className="group" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
    <summary>{title}<svg className="group-mark" viewBox="0 0 6 8" width="7" height="9" aria-hidden="true"><path d="M0 0v8l6-4z" fill="currentColor" /></svg></summary>
    {open && <div className="group-body"><Suspense>{children}</Suspense></div>}
  </details>
  );
};

const ParamGroup = ({ title, names }: { title: string; names: readonly string[] }): ReactNode => {
  const { params } = useModel();
  const shown = useApp((state) => names.some((name) => isShown(params[name]!, state.config.params)));
  return shown ? <Group title={title}>{names.map((name) => <ParamField key={name} name={name} />)}</Group> : null;
};

/** Presets, the parameters of the schema, runs and budget, seed and pins. */
export const ControlPanel = ({ onTour }: { onTour: (() => void) | null }): ReactNode => {
  const model = useModel();
  const pinned = useApp((state) => state.pins.length > 0);
  const rest = Object.keys(model.params).filter((key) => !model.first.includes(key));
  const groups = new Map<string, string[]>();
  for (const key of rest) {
    const title = model.params[key]!.group ?? 'More parameters';
    groups.set(title, [...(groups.get(title) ?? []), key]);
  }
  return (
    <div className="controls">
      <Presets />
      {onTour !== null && <button type="button" className="plain tour-button" onClick={onTour}>Take the tour</button>}
      <div className="first-params">
        {model.first.map((name) => (
          <div key={name}>
            <ParamField name={name} />
            {name === model.sweep.over && <Invitation />}
          </div>
        ))}
      </div>
      {[...groups].map(([title, names]) => <ParamGroup key={`${model.id} ${title}`} title={title} names={names} />)}
      <Group title="Runs and budget"><RunGroup /></Group>
      <SeedRow />
      {pinned && <Suspense><Pins /></Suspense>}
    </div>
  );
};
