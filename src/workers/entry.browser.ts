import { kernelUrl } from 'virtual:kernel-url';
import { expose, transfer } from 'comlink';
import { installKernels } from '../kernels/load.ts';
import { makeDriver } from './drive.ts';
import type { Chunk, WorkerApi } from './protocol.ts';
import { buffersOf } from './transfer.ts';

const turn = new MessageChannel();
let wake: () => void = () => {};
turn.port1.addEventListener('message', () => wake());
turn.port1.start();

const compile = async (): Promise<void> => {
  const answer = await fetch(kernelUrl);
  if (!answer.ok) throw new Error(`the file ${kernelUrl} could not be loaded (status ${answer.status})`);
  installKernels(await WebAssembly.compile(await answer.arrayBuffer()));
};
/** Asked for at once; the first job waits for it. */
const ready = compile();
// A failure is told by the jobs that wait for it.
ready.catch(() => {});

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
