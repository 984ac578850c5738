import { MessageChannel, Worker } from 'node:worker_threads';
import { releaseProxy, wrap } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { Thread } from './pool.ts';
import type { Chunk, WorkerApi } from './protocol.ts';

/** Starts a Node worker from the built entry beside the runner, with one long-lived port for its data. */
export const spawnThread = (): Thread => {
  const worker = new Worker(new URL('./thread.js', import.meta.url));
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ port: port2 }, [port2]);
  const api = wrap<WorkerApi>(nodeEndpoint(worker));
  return {
    api: api as unknown as Thread['api'],
    onChunk: (listener) => {
      port1.on('message', (chunk: Chunk) => listener(chunk));
      port1.unref();
    },
    onCrash: (listener) => {
      worker.on('error', (reason) => listener(reason.message));
    },
    terminate: () => {
      api[releaseProxy]();
      port1.close();
      void worker.terminate();
    },
  };
};
