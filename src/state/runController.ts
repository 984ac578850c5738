import { axesOf } from '../jobs/axesOf.ts';
import { pinSeparator } from '../jobs/commonKeys.ts';
import type { Config } from '../jobs/config.ts';
import { modelOf } from '../jobs/config.ts';
import { loadModelOf, modelIn, readLink, withParams, writeLink } from '../jobs/link.ts';
import { readStored } from '../jobs/stored.ts';
import { requestOf, workOf, type Request } from '../jobs/tasks.ts';
import { models } from '../models/registry.ts';
import { isAbort, type Pool } from '../workers/pool.ts';
import { idleLive, runLive, secondsOf, type Pace } from './liveRun.ts';
import { entryNotices } from './entryNotices.ts';
import { pageNotices } from './pageNotices.ts';
import type { AppState, Live, Pin, Store } from './store.ts';

export type Part = 'trajectory' | 'sweep' | 'scan';

export interface ControllerHost {
  readonly pool: Pool;
  /** Milliseconds; steers progress and pauses, no result. */
  readonly now: () => number;
  /** Calls back before the next picture; many store changes become one. */
  readonly nextFrame: (act: () => void) => void;
  readonly after: (milliseconds: number, act: () => void) => () => void;
  readonly randomSeed: () => number;
  /** The document stored for a model, or null. */
  readonly loadStored: (model: string) => Promise<unknown>;
}

const restMilliseconds = 150;
/** A theory curve that takes longer gives way to a newer one. */
const patienceMilliseconds = 250;
/** The laws of the second chart follow a moving slider this often. */
const describeEveryMilliseconds = 120;
const askAboveSeconds = 60;
const mostPins = 6;

/** What decides a request's numbers, as text: equal keys need no new run. */
const keyOf = (request: Request): string =>
  JSON.stringify(request.tasks.map(({ engine, params, replicas, budget, cells }) => [engine, params, replicas, budget, cells[0]!.seed, cells[0]!.plan.questions, cells[0]!.plan.saveAt.length, cells[0]!.plan.saveAt.at(-1)]));

export const rightPart = (config: Config): 'sweep' | 'scan' => (config.view === 'scan' ? 'scan' : 'sweep');

/** Turns what the user does into requests, and what comes back into state. The only writer of the store. */
export const makeRunController = (store: Store, { pool, now, nextFrame, after, randomSeed, loadStored }: ControllerHost) => {
  const pace: Pace = { factor: 1 };
  const running: Record<Part, { key: string; abort: AbortController; config: Config } | null> = { trajectory: null, sweep: null, scan: null };
  let theoryRun: { began: number; abort: AbortController } | null = null;
  let theoryWanted: 'drag' | 'rest' | null = null;
  let describing: { began: number; abort: AbortController } | null = null;
  let describeAgain = false;
  let describedAt = -Infinity;
  let described = '';
  let stopWaiting: (() => void) | null = null;
  let pending: Partial<AppState> | null = null;
  let opening = '';

  /** What is written at once also replaces what still waits to be written. */
  const set = (change: Partial<AppState>): void => {
    if (pending !== null) pending = Object.fromEntries(Object.entries(pending).filter(([key]) => !Object.hasOwn(change, key)));
    store.setState(change);
  };
  /** State from workers: gathered, written once a picture. */
  const setSoon = (change: Partial<AppState>): void => {
    if (pending !== null) {
      Object.assign(pending, change);
      return;
    }
    pending = { ...change };
    nextFrame(() => {
      const all = pending!;
      pending = null;
      store.setState(all);
    });
  };

  /** What the store holds of a part or is about to. */
  const latest = (part: Part): Live | null => pending?.[part] ?? store.getState()[part];

  /** The model's stored default sweep, read once. */
  const storedSweeps = new Map<string, { key: string; live: Live } | null>();

  const showStored = async (): Promise<void> => {
    const { config } = store.getState();
    const { model } = config;
    if (!storedSweeps.has(model)) {
      storedSweeps.set(model, null);
      const request = requestFor('sweep', readLink(model).config);
      const results = readStored(await loadStored(model), request);
      if (results !== null) storedSweeps.set(model, { key: keyOf(request), live: { ...idleLive(request, 'done'), results } });
    }
    const known = storedSweeps.get(model) ?? null;
    const fits = known !== null && keyOf(requestFor('sweep', store.getState().config)) === known.key;
    set({ stored: fits ? known.live : null });
  };

  /** The pins that a link names: each is a link, and its curve is computed anew. */
  const restorePins = async (config: Config): Promise<void> => {
    const links = (config.page['pin'] ?? '').split(pinSeparator).filter((link) => link !== '').slice(0, mostPins);
    if (links.length === 0) return;
    const found: Pin[] = [];
    for (const link of links) {
      await loadModelOf(link);
      const { config: pinned, notices } = readLink(link);
      const request = requestOf({ ...pinned, view: 'trajectory' });
      const cell = request.tasks.find((task) => task.side === 'theory')?.cells[0];
      if (notices.length > 0 || cell === undefined || workOf(cell) * 1e-9 > askAboveSeconds) continue;
      try {
        found.push({ config: pinned, curve: { config: pinned, request, cell, result: await pool.run({ kind: 'cell', cell }) } });
      } catch {
        // A pin without its curve is no pin.
      }
    }
    set({ pins: found });
  };

  const requestFor = (part: Part, config: Config): Request => requestOf({ ...config, view: part });

  /** The theory curve of the newest configuration; while one is computed the next waits, and only the newest waits. */
  const theory = async (quality: 'drag' | 'rest', confirmed = false, config = store.getState().config): Promise<void> => {
    if (theoryRun !== null) {
      theoryWanted = quality;
      if (now() - theoryRun.began > patienceMilliseconds) theoryRun.abort.abort();
      return;
    }
    theoryRun = { began: now(), abort: new AbortController() };
    try {
      const request = requestOf({ ...config, view: 'trajectory' }, quality);
      const cell = request.tasks.find((task) => task.side === 'theory')?.cells[0];
      if (cell === undefined || (!confirmed && workOf(cell) * 1e-9 > askAboveSeconds)) setSoon({ theory: null });
      else {
        const result = await pool.run({ kind: 'cell', cell }, { reserved: true, priority: -1, signal: theoryRun.abort.signal });
        set({ theory: { config, request, cell, result } });
        // After the curve is drawn, not beside it: the curve is what the hand waits for.
        if (quality === 'drag' && now() - describedAt > describeEveryMilliseconds) nextFrame(() => void describe());
      }
    } catch (reason) {
      if (!isAbort(reason)) setSoon({ theory: null });
    }
    theoryRun = null;
    if (theoryWanted !== null) {
      const next = theoryWanted;
      theoryWanted = null;
      void theory(next);
    }
  };

  /** Laws and marks of the newest configuration, while a slider moves too: they give the second chart its quick band. */
  const describe = async (): Promise<void> => {
    const { config } = store.getState();
    const { first } = axesOf({ ...config, view: rightPart(config) });
    const work = { kind: 'describe', model: config.model, params: config.params, over: first.over, xs: first.values, criterion: config.criterion, threshold: config.threshold } as const;
    const key = JSON.stringify(work);
    if (key === described) return;
    if (describing !== null) {
      describeAgain = true;
      if (now() - describing.began > patienceMilliseconds) describing.abort.abort();
      return;
    }
    described = key;
    describedAt = now();
    describing = { began: now(), abort: new AbortController() };
    try {
      setSoon({ description: { ...(await pool.run(work, { signal: describing.abort.signal, priority: -1 })), config } });
    } catch (reason) {
      if (!isAbort(reason)) setSoon({ description: null });
      described = '';
    }
    describing = null;
    if (describeAgain) {
      describeAgain = false;
      void describe();
    }
  };

  const stop = (part: Part): void => {
    running[part]?.abort.abort();
    running[part] = null;
  };

  /** Runs a request, or only its theory while it waits for a yes, `waiting` seconds being predicted. */
  const launch = async (part: Part, request: Request, key: string, waiting?: number, known?: Live['results']): Promise<void> => {
    stop(part);
    const run = { key, abort: new AbortController(), config: request.config };
    running[part] = run;
    const first = part === 'trajectory' ? request.tasks.find((task) => task.side === 'simulation')?.cells[0] : undefined;
    await runLive(request, {
      pool, pace, signal: run.abort.signal, priority: part === 'trajectory' ? 1 : 2, first, now,
      ...(waiting === undefined ? {} : { waiting }),
      ...(known === undefined ? {} : { known }),
      onChange: (live) => setSoon({ [part]: { ...live, request: { ...live.request, config: run.config } } }),
    });
  };

  /** Starts what the configuration asks for and is not there or under way yet; a long request asks first. */
  const start = (part: Part): void => {
    const { config } = store.getState();
    const request = requestFor(part, config);
    const key = keyOf(request);
    const current = running[part];
    if (current !== null && current.key === key) {
      current.config = request.config;
      const live = latest(part);
      if (live !== null) set({ [part]: { ...live, request: { ...live.request, config: request.config } } });
      return;
    }
    const seconds = secondsOf(request, pool, pace);
    if (seconds <= askAboveSeconds) void launch(part, request, key);
    else if (secondsOf(request, pool, pace, 'theory') <= askAboveSeconds) void launch(part, request, key, seconds);
    else {
      stop(part);
      set({ [part]: { ...idleLive(request, 'waiting'), secondsLeft: seconds } });
    }
  };

  const settle = (): void => {
    stopWaiting?.();
    stopWaiting = null;
    set({ dragging: null });
    pool.hold(false);
    void theory('rest');
    void describe();
    start('trajectory');
    start(rightPart(store.getState().config));
    void showStored();
  };

  /** Drops what the new configuration makes stale; a sweep over N survives a change of N. */
  const dropStale = (config: Config): void => {
    for (const part of ['trajectory', 'sweep', 'scan'] as const) {
      const live = store.getState()[part];
      if (live === null || keyOf(requestFor(part, config)) === running[part]?.key) continue;
      stop(part);
      set({ [part]: null });
    }
  };

  const setConfig = (config: Config): void => {
    const { theory: former, dragging } = store.getState();
    set({ config, ...(dragging === null ? { ghost: former } : {}), playing: false });
  };

  const show = (link: string, page: Config['page']): void => {
    const { config: said, notices } = readLink(link);
    const config = { ...said, page: { ...page, ...said.page } };
    setConfig(config);
    const cursor = Number(config.page['cursor'] ?? NaN);
    set({ notices: pageNotices(config, notices), cursor: Number.isFinite(cursor) ? cursor : null });
    void restorePins(config);
    dropStale(config);
    settle();
  };

  const showLoaded = async (link: string, page: Config['page']): Promise<void> => {
    await loadModelOf(link);
    if (opening === link) show(link, page);
  };

  return {
    start: (): void => {
      settle();
      void restorePins(store.getState().config);
    },
    /** A change of parameters or common keys; `dragging` names a control that is still held. */
    change: (changes: Parameters<typeof withParams>[1], dragging: string | null = null): void => {
      const config = withParams(store.getState().config, changes);
      pool.hold(dragging !== null);
      // Sent before the page takes notice: worker and page work at the same time.
      void theory('drag', false, config);
      setConfig(config);
      const notices = dragging === null ? entryNotices(changes, config) : [];
      set({ dragging, ...(dragging === null ? {} : { cursor: null }), ...(notices.length === 0 ? {} : { notices }) });
      stopWaiting?.();
      stopWaiting = after(restMilliseconds, () => {
        dropStale(config);
        settle();
      });
      if (dragging === null) return;
      stop('trajectory');
      set({ trajectory: null });
      const right = rightPart(config);
      if (dragging === axesOf({ ...config, view: right }).first.over || !Object.hasOwn(modelOf(config).params, dragging)) return;
      // The former sweep stays in sight, but its workers are needed for what moves.
      const live = latest(right);
      stop(right);
      if (live?.status === 'running') set({ [right]: { ...live, status: 'cancelled', secondsLeft: null } });
    },
    /** Page options (axes, theme, cursor ...): they change no number and start nothing. */
    page: (changes: Readonly<Record<string, string | null>>): void => {
      const { config } = store.getState();
      const page = { ...config.page };
      for (const [key, value] of Object.entries(changes)) {
        if (value === null) delete page[key];
        else page[key] = value;
      }
      set({ config: { ...config, page } });
    },
    /** Opens a link; `page` gives options that it leaves open. A model is loaded first; of two links that wait the later counts. */
    open: (link: string, page: Config['page'] = {}): void => {
      opening = link;
      if (models[modelIn(link)] === undefined) void showLoaded(link, page);
      else show(link, page);
    },
    dice: (): void => {
      const config = { ...store.getState().config, seed: randomSeed() };
      setConfig(config);
      dropStale(config);
      settle();
    },
    cancel: (part: Part): void => {
      const live = latest(part);
      running[part]?.abort.abort();
      if (live !== null) set({ [part]: { ...live, status: 'cancelled', head: null, secondsLeft: null } });
    },
    /** Runs what waits for a yes, or what was cancelled. */
    run: (part: Part): void => {
      const request = requestFor(part, store.getState().config);
      const key = keyOf(request);
      const live = latest(part);
      const isSame = live !== null && keyOf(live.request) === key;
      if (part === 'trajectory' && store.getState().theory === null) void theory('rest', true);
      void launch(part, isSame ? live.request : request, key, undefined, isSame ? live.results : undefined);
    },
    pin: (): void => {
      const { theory: curve, pins } = store.getState();
      if (curve === null) return;
      // The curve that is shown, which may still be that of the configuration before.
      const { config } = curve;
      if (pins.some((pin) => writeLink(pin.config, { page: false }) === writeLink(config, { page: false }))) return;
      set({ pins: [...pins.slice(pins.length >= mostPins ? 1 : 0), { config, curve }] });
    },
    unpin: (index: number): void => set({ pins: store.getState().pins.filter((_, i) => i !== index) }),
    dismissNotices: (): void => set({ notices: [] }),
    clearGhost: (): void => set({ ghost: null }),
    cursor: (time: number | null): void => set({ cursor: time }),
    play: (playing: boolean): void => set({ playing }),
    speed: (speed: number): void => set({ speed }),
    /** Lends store and pool to a part that is loaded later. */
    attach: <T>(part: (store: Store, pool: Pool) => T): T => part(store, pool),
    /** Steps, samples and names of the model in use. */
    model: () => modelOf(store.getState().config),
  };
};

export type RunController = ReturnType<typeof makeRunController>;
