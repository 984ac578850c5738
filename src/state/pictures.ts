import { modelOf, type Config } from '../jobs/config.ts';
import type { Picture, PictureSource } from '../models/contract.ts';
import type { Params } from '../models/params.ts';
import { isAbort, type Pool } from '../workers/pool.ts';
import type { AppState, Store } from './store.ts';

/** The source of the picture that the link names; null for none, for an unknown one, and where it is not to be had. */
export const pictureSource = (config: Config): PictureSource<Params> | null => {
  const id = config.page['picture'] ?? '';
  const all = modelOf(config).pictures ?? {};
  const source = Object.hasOwn(all, id) ? all[id]! : null;
  return source === null || source.when?.(config.params) === false ? null : source;
};

const workOf = ({ model, params, seed, page }: Config) => ({ kind: 'picture', model, picture: page['picture']!, params, seed }) as const;

/** What decides a picture, as text. */
export const pictureKey = (config: Config): string => (pictureSource(config) === null ? '' : JSON.stringify(workOf(config)));

/** The picture shown is that of another configuration, or was never drawn: a newer one is awaited or failed. */
export const isFormer = ({ picture, config }: AppState): boolean => picture?.drawn?.key !== pictureKey(config);

/** Pictures kept to be shown again: some take seconds to draw. */
const mostKnown = 16;

/** Keeps the further picture up to date until the function returned is called: asked for when the hand rests, the newest wish alone. */
export const attachPictures = (store: Store, pool: Pool): (() => void) => {
  let asked = '';
  const known = new Map<string, Picture>();
  let abort = new AbortController();

  const ask = async (config: Config, key: string): Promise<void> => {
    asked = key;
    abort.abort();
    if (key === '') {
      store.setState({ picture: null });
      return;
    }
    abort = new AbortController();
    const work = workOf(config);
    const id = `${work.model} ${work.picture}`;
    const former = store.getState().picture;
    const again = known.get(key);
    if (again !== undefined) {
      store.setState({ picture: { id, status: 'done', drawn: { key, picture: again }, failure: null } });
      return;
    }
    const drawn = former?.id === id ? former.drawn : null;
    store.setState({ picture: { id, status: 'drawing', drawn, failure: null } });
    try {
      // It rests while a hand moves something, and goes before what takes long.
      const picture = await pool.run(work, { signal: abort.signal, priority: 0.5 });
      if (known.size >= mostKnown) known.delete(known.keys().next().value!);
      known.set(key, picture);
      if (asked === key) store.setState({ picture: { id, status: 'done', drawn: { key, picture }, failure: null } });
    } catch (reason) {
      if (asked === key && !isAbort(reason)) store.setState({ picture: { id, status: 'failed', drawn, failure: reason instanceof Error ? reason.message : String(reason) } });
    }
  };

  let queued = false;
  let detached = false;
  const look = (): void => {
    queued = false;
    const { config, dragging } = store.getState();
    if (detached || dragging !== null) return;
    const key = pictureKey(config);
    if (key !== asked) void ask(config, key);
  };
  const stop = store.subscribe((state, former) => {
    if (queued || (state.config === former.config && state.dragging === former.dragging)) return;
    queued = true;
    // A change is written in parts: what is held may follow what it changes.
    queueMicrotask(look);
  });
  look();
  return () => {
    stop();
    detached = true;
    asked = '';
    abort.abort();
    store.setState({ picture: null });
  };
};
