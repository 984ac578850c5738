declare module 'comlink/dist/esm/node-adapter.mjs' {
  import type { Endpoint } from 'comlink';
  import type { MessagePort, Worker } from 'node:worker_threads';

  const nodeEndpoint: (port: Worker | MessagePort) => Endpoint;
  // The module has nothing but a default export.
  export { nodeEndpoint as default };
}
