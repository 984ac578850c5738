import { beforeAll, describe, expect, it } from 'vitest';
import { hebbianIca } from '../../src/models/hebbianIca/index.ts';
import type { P } from '../../src/models/hebbianIca/params.ts';
import { pictures } from '../../src/models/hebbianIca/pictures.ts';
import { run } from '../cli/run.ts';
import { paramsWith } from '../support/hebbianIca/tools.ts';
import { requestOfLink } from '../support/runLink.ts';
import { buildRunner } from '../support/site.ts';
import { cellBeyond, measuresMemory, mostMegabytes, probeWorker, showMemory, type Probed } from '../support/workerMemory.ts';

const probe = (work: object): Promise<Probed> => probeWorker('hebbianIca', paramsWith({ dimension: 8 }), work);
const cellWith = (engine: string, given: Partial<P>): object => cellBeyond('hebbianIca?only=simulation&duration=300&points=101&replicas=1', engine, paramsWith(given));

const ends = { dimension: 1e7, features: 1e5, neurons: 8 } as const;
const beyond: readonly (readonly [string, Partial<P>])[] = [
  ['chain', ends], ['direct', ends], ['direct', { ...ends, mixing: 'orthogonal' }], ['direct', { ...ends, neurons: 1 }], ['chain', { ...ends, mixing: 'orthogonal', batch: 1000 }],
  ['flow', ends], ['reduced', ends], ['single', ends], ['noisy', ends],
];

const within: readonly string[] = [
  'dimension=4096&points=1001&duration=2000', 'dimension=4096&engine=direct&neurons=8&only=simulation&points=3&duration=3', 'dimension=256&engine=direct&mixing=orthogonal&neurons=8&only=simulation&points=1001&duration=300',
  'dimension=10000000&allFeatures=false&features=4096&only=simulation&points=101&duration=300', 'dimension=10000000&allFeatures=false&features=100000&only=theory&points=21', 'dimension=100000&only=theory&points=21',
  'dimension=100000&only=theory&rateRule=warmUp&points=11', 'dimension=100000&only=theory&source=exponential&nonlinearity=square&points=11&engine=noisy', 'dimension=4096&source=logistic&batch=1000&points=11&duration=10000',
];

describe.runIf(measuresMemory)('resident memory of a worker of Hebbian ICA, in a process of its own', () => {
  beforeAll(buildRunner);

  it.each(within)('at the largest values that a link may have: %s', async (link) => {
    const { tasks } = requestOfLink(`hebbianIca?replicas=2&${link}`);
    for (const { engine, cells } of tasks) {
      const probed = await probe({ kind: 'cell', cell: cells[0]! });
      showMemory(`${link}, ${engine}`, probed);
      expect(probed.error).toBeNull();
      expect(probed.peak).toBeLessThan(mostMegabytes);
    }
  });

  it.each(beyond)('%s with every slider at its end, %o: a message, and nothing is allocated', async (engine, given) => {
    const probed = await probe(cellWith(engine, given));
    showMemory(`${engine} ${JSON.stringify(given)}`, probed);
    expect(probed.error).toMatch(/^a part of this size needs \d+ MB of memory; the limit is 250 MB$/);
    expect(probed.peak - probed.resting).toBeLessThan(20);
  });

  it.each([true, false])('laws, marks and pictures with every slider at its end, allFeatures = %s', async (allFeatures) => {
    const params = paramsWith({ ...ends, allFeatures });
    const xs = [1, 100, 1e5, 1e7];
    const described = await probe({ kind: 'describe', params, over: 'dimension', xs, criterion: 'learned', threshold: 0.9 });
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
    ['dimension=10000000', 'dimension', 'at most 4096'], ['dimension=10000000&only=theory', 'dimension', 'at most 100000'], ['dimension=10000000&engine=direct&neurons=8&only=simulation', 'dimension', 'at most 4096'],
    ['dimension=10000000&engine=direct&mixing=orthogonal&neurons=8&only=simulation', 'dimension', 'at most 256'], ['dimension=10000000&allFeatures=false&features=100000', 'features', 'at most 4096'],
  ])('the runner refuses %s before anything is computed', async (link, key, range) => {
    const began = performance.now();
    const { code, out, err } = await run([`hebbianIca?${link}`]);
    console.log(`${link}: ${err.trim()} (${((performance.now() - began) / 1e3).toFixed(1)} s)`);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(new RegExp(`^plateau: ${key}: got "\\d+"; must be ${range}: [^\\n]+\\n$`));
  });

  it('the probe sees what is allocated', async () => {
    const [task] = requestOfLink('hebbianIca?only=simulation&dimension=64&duration=1&points=1001&replicas=1').tasks;
    const probed = await probe({ kind: 'cell', cell: { ...task!.cells[0]!, count: 500 } });
    showMemory('500 runs of 1,001 frames', probed);
    const columns = hebbianIca.observables['v']!.shape!(task!.params)[0]! + 3;
    expect(probed.peak - probed.resting).toBeGreaterThan((0.8 * 8 * 500 * 1001 * columns) / 1e6);
  });
});
