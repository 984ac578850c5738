import { parentPort, type MessagePort } from 'node:worker_threads';
import { expose, transfer } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { makeDriver } from './drive.ts';
import type { Chunk, WorkerApi } from './protocol.ts';
import { buffersOf } from './transfer.ts';

let data: MessagePort | null = null;
const driver = makeDriver({
  now: () => performance.now(),
  yieldTask: () => new Promise((resolve) => setImmediate(resolve)),
  send: (chunk: Chunk) => data?.postMessage(chunk, [chunk.frames.buffer as ArrayBuffer]),
});

const api: WorkerApi = {
  cancel: driver.cancel,
  hold: driver.hold,
  run: async (job, work, stream) => {
    const answer = await driver.run(job, work, stream);
    return answer === null ? null : transfer(answer, buffersOf(answer));
  },
};
parentPort!.once('message', (message: { port: MessagePort }) => {
  data = message.port;
  expose(api, nodeEndpoint(parentPort!));
});
