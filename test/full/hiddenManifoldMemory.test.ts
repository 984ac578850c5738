import { beforeAll, describe, expect, it } from 'vitest';
import type { P } from '../../src/models/hiddenManifold/params.ts';
import { pictures } from '../../src/models/hiddenManifold/pictures.ts';
import { run } from '../cli/run.ts';
import { paramsOf } from '../support/hiddenManifold/systems.ts';
import { requestOfLink } from '../support/runLink.ts';
import { buildRunner } from '../support/site.ts';
import { cellBeyond, measuresMemory, mostMegabytes, probeWorker, showMemory, type Probed } from '../support/workerMemory.ts';

const probe = (work: object): Promise<Probed> => probeWorker('hiddenManifold', paramsOf({ dimension: 20 }), work);
const cellWith = (engine: string, given: Partial<P>): object => cellBeyond('hiddenManifold?only=simulation&duration=300&points=101&replicas=1', engine, paramsOf(given));

const ends = { dimension: 1e6, latentRatio: 2, hiddenUnits: 6, teacherUnits: 6 } as const;

const within: readonly string[] = [
  'dimension=2236&latentRatio=2&hiddenUnits=6&teacherUnits=6&duration=1&points=11', 'dimension=10000&latentRatio=0.1&hiddenUnits=6&teacherUnits=6&duration=0.2&points=3', 'dimension=1000&latentRatio=2&features=orthogonal&duration=1&points=11',
  'dimension=8192&latentRatio=2&features=hadamard&only=simulation&hiddenUnits=6&teacherUnits=6&duration=0.5&points=3', 'dimension=10000&task=independent&hiddenUnits=6&teacherUnits=6&duration=1&points=11',
  'dimension=10000&latentRatio=0.1&engine=perMode&duration=0.05&points=3', 'dimension=1000000&latentRatio=2&hiddenUnits=6&teacherUnits=6&only=theory&engine=limit&duration=100&points=1001',
];

describe.runIf(measuresMemory)('resident memory of a worker of the hidden manifold, in a process of its own', () => {
  beforeAll(buildRunner);

  it.each(within)('at the largest values that a link may have: %s', async (link) => {
    const { tasks } = requestOfLink(`hiddenManifold?replicas=2&${link}`);
    for (const { engine, cells } of tasks) {
      const probed = await probe({ kind: 'cell', cell: cells[0]! });
      showMemory(`${link}, ${engine}`, probed);
      expect(probed.error).toBeNull();
      expect(probed.peak).toBeLessThan(mostMegabytes);
    }
  });

  it.each([
    ['sgd', ends], ['sgd', { ...ends, features: 'orthogonal' }], ['sgd', { ...ends, task: 'independent' }], ['sgd', { ...ends, features: 'hadamard' }], ['perMode', ends], ['perMode', { ...ends, task: 'inputs' }],
  ] as const)('%s with every slider at its end, %o: a message, and nothing is allocated', async (engine, given) => {
    const probed = await probe(cellWith(engine, given));
    showMemory(`${engine} ${JSON.stringify(given)}`, probed);
    expect(probed.error).toMatch(/^a part of this size needs \d+ MB of memory; the limit is 250 MB$/);
    expect(probed.peak - probed.resting).toBeLessThan(20);
  });

  it.each(['latent', 'inputs', 'independent'] as const)('laws, marks and pictures with every slider at its end, task %s', async (task) => {
    const params = paramsOf({ ...ends, task });
    const described = await probe({ kind: 'describe', params, over: 'dimension', xs: [20, 1e3, 1e6], criterion: 'specialised', threshold: 0.5 });
    showMemory('laws and marks', described);
    expect(described).toMatchObject({ error: null });
    expect(described.peak).toBeLessThan(mostMegabytes);
    for (const [picture, { when }] of Object.entries(pictures)) {
      if (when?.(params) === false) continue;
      const drawn = await probe({ kind: 'picture', picture, params, seed: 7 });
      showMemory(`picture ${picture}`, drawn);
      expect(drawn).toMatchObject({ error: null });
      expect(drawn.peak).toBeLessThan(mostMegabytes);
    }
  });

  it.each([
    ['dimension=1000000', 'dimension', 'at most 10000'], ['dimension=10000&latentRatio=2', 'dimension', 'at most 2236'], ['dimension=1000000&features=hadamard', 'dimension', 'at most 16384'],
    ['dimension=2000&latentRatio=1&features=orthogonal', 'dimension', 'at most 1259'],
  ])('the runner refuses %s before anything is computed', async (link, key, range) => {
    const { code, out, err } = await run([`hiddenManifold?${link}`]);
    console.log(`${link}: ${err.trim()}`);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(new RegExp(`^plateau: ${key}: got "\\d+"; must be ${range}: [^\\n]+\\n$`));
  });
});
