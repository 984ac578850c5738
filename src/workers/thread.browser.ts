import { workerUrl } from 'virtual:worker-url';
import { releaseProxy, transfer, wrap, type Remote } from 'comlink';
import type { Thread } from './pool.ts';
import type { Chunk, WorkerApi } from './protocol.ts';

type Api = WorkerApi & { connect: (port: MessagePort) => void };

/** Starts a browser worker with one long-lived port for its data; `model` is the one that it will most likely be asked for. */
export const spawnThread = (model: string): Thread => {
  const worker = new Worker(workerUrl, { type: 'module', name: model });
  const api = wrap<Api>(worker) as Remote<Api>;
  const { port1, port2 } = new MessageChannel();
  void api.connect(transfer(port2, [port2]));
  return {
    api: api as unknown as Thread['api'],
    onChunk: (listener) => {
      port1.addEventListener('message', (event: MessageEvent<Chunk>) => listener(event.data));
      port1.start();
    },
    onCrash: (listener) => {
      worker.addEventListener('error', (event) => listener(event.message || 'a worker failed to start'));
    },
    terminate: () => {
      api[releaseProxy]();
      port1.close();
      worker.terminate();
    },
  };
};
