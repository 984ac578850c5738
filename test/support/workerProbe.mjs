/**
 * A process of its own with one worker of the built runner: `node workerProbe.mjs <thread.js>`, the work as JSON on standard input.
 * Writes what the worker answered (`error` or null) and the resident memory in MB: with the worker at rest, and at most from there on.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { MessageChannel, Worker } from 'node:worker_threads';
import { wrap } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';

const status = (name) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1e3;

const work = JSON.parse(readFileSync(0, 'utf8'));
if (work.kind === 'cell') work.cell.plan.saveAt = Float64Array.from(work.cell.plan.saveAt);
const worker = new Worker(process.argv[2]);
const { port1, port2 } = new MessageChannel();
worker.postMessage({ port: port2 }, [port2]);
const api = wrap(nodeEndpoint(worker));
// The model is loaded by a small piece of work first.
await api.run(0, { ...work, kind: 'describe', params: work.resting, over: 'dimension', xs: [8], criterion: 'learned', threshold: 0.9, model: work.model }, false).catch(() => null);
const resting = status('VmRSS');
writeFileSync('/proc/self/clear_refs', '5');
const error = await api.run(1, work, false).then(() => null, (reason) => reason.message);
process.stdout.write(JSON.stringify({ error, resting, peak: status('VmHWM') }));
port1.close();
await worker.terminate();
