import { runCell, type Cell } from '../../../src/jobs/cell.ts';
import { kernels } from '../../../src/kernels/load.ts';
import { reserve } from '../../../src/kernels/memory.ts';
import { completeParams } from '../../../src/models/params.ts';
import { instanceOf } from '../../../src/models/sequenceMultiIndex/instances.ts';
import { params as schema, type P } from '../../../src/models/sequenceMultiIndex/params.ts';
import { startAmp } from '../../../src/models/sequenceMultiIndex/simulation/amp.ts';
import { drawData } from '../../../src/models/sequenceMultiIndex/simulation/data.ts';
import { makeStart, startResponse } from '../../../src/models/sequenceMultiIndex/simulation/start.ts';
import { requestOfLink } from '../../support/runLink.ts';
import { summaryOf, timeInterleaved, type Case } from '../measure.ts';
import { benchSeed } from '../problem.ts';
import { ratioRow, row, type Row } from '../row.ts';

const part = 'multiIndex';

/** Most milliseconds of the theory while a slider moves, by instance. */
const goals: Readonly<Record<P['instance'], number>> = { perceptron: 16, ridge: 16, logistic: 16, phaseRetrieval: 150, committee: 150, denoiser: 150, attention: 500 };
/** Places where the iteration is easy, where it creeps, and ends of the sliders. */
const places: Readonly<Record<P['instance'], readonly string[]>> = {
  perceptron: ['sampleRatio=1', 'sampleRatio=20'],
  ridge: ['sampleRatio=0.05', 'sampleRatio=1&regularisation=0.0001'],
  logistic: ['sampleRatio=1.3', 'sampleRatio=20&regularisation=0.0001', 'sampleRatio=0.05&regularisation=100'],
  phaseRetrieval: ['sampleRatio=0.5', 'sampleRatio=0.501', 'sampleRatio=1.1275'],
  committee: ['sampleRatio=0.05', 'sampleRatio=2.0524', 'sampleRatio=2.06', 'sampleRatio=20'],
  denoiser: ['sampleRatio=1', 'sampleRatio=1&regularisation=0.0001', 'sampleRatio=1&clusterVariance=2&corruption=0.98'],
  attention: ['sampleRatio=1.25&regularisation=0.01', 'sampleRatio=1.5&regularisation=0.01&basin=1', 'sampleRatio=20&regularisation=0.0001', 'sampleRatio=1&regularisation=0.0001', 'sampleRatio=1.5&regularisation=0.01&tokenSpread=2', 'sampleRatio=1&regularisation=0.0001&tokenSpread=2'],
};

/** The theory of a trajectory as a moving slider asks for it; each time at another place nearby, so that nothing is remembered. */
const dragCase = (link: string): Case => {
  const [cell] = requestOfLink(link, 'drag').tasks[0]!.cells as [Cell];
  let calls = 0;
  const run = (): void => {
    calls++;
    runCell({ ...cell, params: { ...cell.params, sampleRatio: (cell.params['sampleRatio'] as number) * (1 - 1e-10 * calls) } });
  };
  return { id: link, units: 1, run };
};

const dragRows = async (rounds: number): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const [instance, links] of Object.entries(places) as [P['instance'], readonly string[]][]) {
    for (const place of links) {
      const one = dragCase(`sequenceMultiIndex?instance=${instance}&${place}&only=theory`);
      const times = (await timeInterleaved([one], Math.min(rounds, 5), 'processor')).get(one.id)!;
      rows.push(row({ part, what: `theory while a slider moves, ${instance}, ${place.replaceAll('&', ', ')}`, unit: 'ms', numbers: summaryOf(times.map((ns) => ns / 1e6)), goal: { sense: 'at most', value: goals[instance] } }));
    }
  }
  return rows;
};

const ended = <T>(work: Generator<unknown, T>): T => {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
};

/** An iteration of message passing against the two products of n x d single precision numbers that it cannot do without. */
const ampRow = async (given: Partial<P>, rounds: number): Promise<Row> => {
  const p = { ...(completeParams(schema) as unknown as P), ...given };
  const { units, channel: channelOf } = instanceOf(p);
  const channel = channelOf(p);
  if (channel.kind === 'tokens') throw new Error('no message passing');
  const data = ended(drawData(p, channel, units, benchSeed, 0, 32));
  const bayes = channel.kind === 'bayes';
  const start = makeStart(p, data.teachers, benchSeed, 0);
  const amp = ended(startAmp(channel, data, start, startResponse(start, bayes), bayes ? 1 : p.regularisation));
  const [{ rows: n, cols: d, blockRows, pointer }] = data.inputs as [(typeof data.inputs)[0]];
  const desk = reserve(4 * (n + d + 32));
  desk.f32(0, n + d).fill(0.01);
  const [w, h] = [desk.pointer, desk.pointer + 4 * (d + (16 - (d % 16)))];
  const products = (): void => {
    for (let from = 0; from < n; from += blockRows) kernels().matvec32(pointer(from), Math.min(blockRows, n - from), d, w, h);
    for (let from = 0; from < n; from += blockRows) kernels().matvecTransposed32(pointer(from), Math.min(blockRows, n - from), d, h, w);
  };
  const steps = Math.max(1, Math.round(2e7 / (n * d)));
  const cases: Case[] = [
    { id: 'ours', units: steps, run: () => { for (let i = 0; i < steps; i++) ended(amp.step()); } },
    { id: 'products', units: steps, run: () => { for (let i = 0; i < steps * units; i++) products(); } },
  ];
  const times = await timeInterleaved(cases, rounds, 'processor');
  amp.release();
  data.release();
  desk.release();
  return ratioRow({
    part, what: `message passing, ${p.instance}, d = ${d}, α = ${p.sampleRatio}`, against: 'its products with the inputs alone (single precision kernels)', unitName: 'iteration',
    times: times.get('ours')!, baseline: times.get('products')!, ...(p.instance === 'phaseRetrieval' && d >= 1000 ? { goal: { sense: 'at most', value: 2 } } : {}),
  });
};

/** Times of these rows are processor times. */
export const multiIndexRows = async (rounds: number): Promise<Row[]> => {
  const rows = await dragRows(rounds);
  // At alpha = 0.4 phase retrieval does not come to rest soon.
  for (const dimension of [500, 1000, 4000]) rows.push(await ampRow({ instance: 'phaseRetrieval', dimension, sampleRatio: 0.4 }, rounds));
  for (const instance of ['perceptron', 'logistic', 'committee'] as const) rows.push(await ampRow({ instance, dimension: 1000, sampleRatio: 1.5 }, rounds));
  return rows;
};
