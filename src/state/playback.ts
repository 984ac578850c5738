import type { Store } from './store.ts';

/** A run plays in this many seconds at speed 1. */
const secondsOfARun = 12;

/**
 * Moves the cursor while playing; stops at the end of the run. `nextFrame` calls back before the next picture.
 * Where motion is unwanted, playing shows the end of the run at once.
 */
export const attachPlayback = (store: Store, nextFrame: (act: (now: number) => void) => void, isMotionUnwanted: () => boolean = () => false): void => {
  let last: number | null = null;
  let scheduled = false;
  const tick = (now: number): void => {
    scheduled = false;
    const { playing, cursor, speed, config } = store.getState();
    if (!playing) {
      last = null;
      return;
    }
    const elapsed = last === null ? 0 : Math.min(0.1, (now - last) / 1000);
    last = now;
    const time = Math.min(config.duration, (cursor ?? 0) + (elapsed * speed * config.duration) / secondsOfARun);
    store.setState({ cursor: time, playing: time < config.duration });
    schedule();
  };
  /** One picture at a time, however often play is pressed. */
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    nextFrame(tick);
  };
  store.subscribe((state, former) => {
    if (!state.playing || former.playing) return;
    if (isMotionUnwanted()) {
      store.setState({ cursor: state.config.duration, playing: false });
      return;
    }
    if (state.cursor === null || state.cursor >= state.config.duration) store.setState({ cursor: 0 });
    schedule();
  });
};
