import type { ReactNode } from 'react';
import { useApp, useShell } from '../shell/context.ts';
import { NumberInput } from './NumberInput.tsx';
import './seedRow.css';

const Die = (): ReactNode => (
  <svg viewBox="0 0 16 16" width="17" height="17" aria-hidden="true">
    <rect x="1" y="1" width="14" height="14" rx="2.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
    {[[5, 5], [11, 5], [5, 11], [11, 11]].map(([x, y]) => <circle key={`${x},${y}`} cx={x} cy={y} r="1.3" fill="currentColor" />)}
  </svg>
);

/** The seed, a new one by dice, and "Pin this". */
export const SeedRow = (): ReactNode => {
  const { controller } = useShell();
  const seed = useApp((state) => state.config.seed);
  const ready = useApp((state) => state.theory !== null);
  return (
    <div className="seed-row">
      <label htmlFor="seed">Seed</label>
      <NumberInput id="seed" label="Seed" value={seed} onCommit={(value) => controller.change({ seed: value })} />
      <button type="button" className="plain icon" aria-label="New seed by dice" title="New seed" onClick={() => controller.dice()}><Die /></button>
      <button type="button" className="plain" disabled={!ready} onClick={() => controller.pin()}>Pin this</button>
    </div>
  );
};
