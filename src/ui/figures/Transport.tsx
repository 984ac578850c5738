import { useEffect, type ReactNode } from 'react';
import type { RunController } from '../../state/runController.ts';
import type { Store } from '../../state/store.ts';
import { cursorTime } from '../select/trajectoryView.ts';
import { useApp, useShell } from '../shell/context.ts';
import { MenuSelect } from '../shell/MenuSelect.tsx';
import { BackIcon, PauseIcon, PlayIcon, StepIcon } from './Icons.tsx';
import { RunStatus } from './RunStatus.tsx';

const speeds = ['0.5', '1', '2', '4'].map((value) => ({ value, label: `${value}×` }));

const toggle = (store: Store, controller: RunController): void => {
  const { playing, cursor, config } = store.getState();
  if (!playing && (cursor === null || cursor >= config.duration * 0.999)) controller.cursor(0);
  controller.play(!playing);
};

const takesKeys = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, select, textarea, button, summary, a, dialog, [role="button"]') !== null;

/** Play, step, back to the start, speed, and how far the runs have come. */
export const Transport = ({ more }: { more: ReactNode }): ReactNode => {
  const { store, controller } = useShell();
  const playing = useApp((state) => state.playing);
  const speed = useApp((state) => state.speed);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== ' ' || event.altKey || event.ctrlKey || event.metaKey || takesKeys(event.target)) return;
      event.preventDefault();
      toggle(store, controller);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [store, controller]);
  const step = (): void => {
    const state = store.getState();
    const { duration, points } = state.config;
    controller.play(false);
    controller.cursor(Math.min(duration, (cursorTime(state) ?? 0) + duration / (points - 1)));
  };
  const back = (): void => {
    controller.play(false);
    controller.cursor(0);
  };
  return (
    <div className="transport">
      <button type="button" className="plain icon" aria-label={playing ? 'Pause' : 'Play'} title={playing ? 'Pause (Space)' : 'Play (Space)'} onClick={() => toggle(store, controller)}>
        {playing ? <PauseIcon /> : <PlayIcon />}
      </button>
      <button type="button" className="plain icon" aria-label="One frame further" title="One frame further" onClick={step}><StepIcon /></button>
      <button type="button" className="plain icon" aria-label="Back to the start of the same run" title="Back to the start of the same run" onClick={back}><BackIcon /></button>
      <MenuSelect label="Speed" value={String(speed)} options={speeds} shown={`speed ${speed}×`} onChoose={(value) => controller.speed(Number(value))} />
      {more}
      <RunStatus part="trajectory" />
    </div>
  );
};
