import { kernelUrl } from 'virtual:kernel-url';
import { expose, transfer } from 'comlink';
import { installKernels, refuseKernels } from '../kernels/load.ts';
import { loadModel } from '../models/registry.ts';
import { makeDriver } from './drive.ts';
import type { Chunk, WorkerApi } from './protocol.ts';
import { buffersOf } from './transfer.ts';

const turn = new MessageChannel();
let wake: () => void = () => {};
turn.port1.addEventListener('message', () => wake());
turn.port1.start();

const noSimd = 'this browser cannot run the simulations: it lacks WebAssembly with SIMD (Chrome 91, Firefox 89, Safari 16.4 and newer have it)';

// The page names a worker after the model it shows: its code is loaded beside the kernels.
void loadModel(self.name);

/** Asked for at once; the first job waits for it. */
const ready = (async (): Promise<void> => {
  try {
    const answer = await fetch(kernelUrl);
    if (!answer.ok) throw new Error(`the simulations could not be loaded: status ${answer.status} of ${answer.url}`);
    const bytes = await answer.arrayBuffer();
    if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(bytes)) throw new Error(noSimd);
    installKernels(await WebAssembly.compile(bytes));
  } catch (reason) {
    refuseKernels(reason instanceof Error ? reason.message : String(reason));
  }
})();

let data: MessagePort | null = null;
const driver = makeDriver({
  now: () => performance.now(),
  yieldTask: () =>
    new Promise((resolve) => {
      wake = resolve;
      turn.port2.postMessage(null);
    }),
  send: (chunk: Chunk) => data?.postMessage(chunk, [chunk.frames.buffer as ArrayBuffer]),
});

const api: WorkerApi & { connect: (port: MessagePort) => void } = {
  cancel: driver.cancel,
  hold: driver.hold,
  run: async (job, work, stream) => {
    await ready;
    const answer = await driver.run(job, work, stream);
    return answer === null ? null : transfer(answer, buffersOf(answer));
  },
  connect: (port) => {
    data = port;
  },
};
expose(api);
