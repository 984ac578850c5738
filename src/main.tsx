import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadModelOf, readLink } from './jobs/link.ts';
import { attachAddressBar } from './state/addressBar.ts';
import { pageNotices } from './state/pageNotices.ts';
import { attachPlayback } from './state/playback.ts';
import { makeRunController } from './state/runController.ts';
import { makeStore } from './state/store.ts';
import { App } from './ui/App.tsx';
import { makePool } from './workers/pool.ts';
import { poolSize } from './workers/poolSize.ts';
import { spawnThread } from './workers/thread.browser.ts';

const nextFrame = (act: (now: number) => void): void => {
  requestAnimationFrame(act);
};

/** A page opened as a file, or served without the folder, simply has none. */
const loadStored = async (model: string): Promise<unknown> => {
  try {
    const answer = await fetch(new URL(`stored/${model}.json`, document.baseURI));
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
};

await loadModelOf(window.location.hash);
const { config, notices } = readLink(window.location.hash);
const pool = makePool(() => spawnThread(store.getState().config.model), poolSize(navigator.hardwareConcurrency));
const store = makeStore(config, pageNotices(config, notices), pool.size);
const controller = makeRunController(store, {
  pool,
  now: () => performance.now(),
  nextFrame,
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
  loadStored,
  randomSeed: () => crypto.getRandomValues(new Uint32Array(1))[0]! % 10_000,
});
const cursor = config.page['cursor'];
if (cursor !== undefined && Number.isFinite(Number(cursor))) controller.cursor(Number(cursor));
attachPlayback(store, nextFrame, () => window.matchMedia('(prefers-reduced-motion: reduce)').matches);
attachAddressBar(store, controller, {
  read: () => window.location.hash,
  write: (link) => window.history.replaceState(null, '', link),
  onChange: (act) => window.addEventListener('hashchange', act),
});
window.addEventListener('pagehide', () => pool.close());

const root = document.getElementById('root')!;
/** A fault in a component must not leave an empty page. */
const onUncaughtError = (reason: unknown): void => {
  reportError(reason);
  root.textContent = `Plateau has failed: ${reason instanceof Error ? reason.message : String(reason)}. The link still says everything; reload the page to start again.`;
};

createRoot(root, { onUncaughtError }).render(
  <StrictMode>
    <App store={store} controller={controller} />
  </StrictMode>,
);
controller.start();
