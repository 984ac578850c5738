import { parentPort, type MessagePort } from 'node:worker_threads';
import { kernelBytes } from 'virtual:kernel-bytes';
import { expose, transfer } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { installKernels } from '../kernels/load.ts';
import { makeDriver } from './drive.ts';
import type { Chunk, WorkerApi } from './protocol.ts';
import { buffersOf } from './transfer.ts';

installKernels(new WebAssembly.Module(kernelBytes));

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
