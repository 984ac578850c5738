import { expose, transfer } from 'comlink';
import { makeDriver } from './drive.ts';
import type { Chunk, WorkerApi } from './protocol.ts';
import { buffersOf } from './transfer.ts';

const turn = new MessageChannel();
let wake: () => void = () => {};
turn.port1.addEventListener('message', () => wake());
turn.port1.start();

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
    const answer = await driver.run(job, work, stream);
    return answer === null ? null : transfer(answer, buffersOf(answer));
  },
  connect: (port) => {
    data = port;
  },
};
expose(api);
