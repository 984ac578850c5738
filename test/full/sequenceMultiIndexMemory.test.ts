import { beforeAll, describe, expect, it } from 'vitest';
import type { Params } from '../../src/models/params.ts';
import { params as fields, type P } from '../../src/models/sequenceMultiIndex/params.ts';
import { amp, gd, lbfgs } from '../../src/models/sequenceMultiIndex/simulation/engines.ts';
import { run } from '../cli/run.ts';
import { requestOfLink } from '../support/runLink.ts';
import { paramsWith } from '../support/sequenceMultiIndex/tools.ts';
import { buildRunner } from '../support/site.ts';
import { cellBeyond, measuresMemory, mostMegabytes, probeWorker, showMemory as show, type Probed } from '../support/workerMemory.ts';

const probe = (work: object): Promise<Probed> => probeWorker('sequenceMultiIndex', paramsWith({ dimension: 100 }), work);

const engines = { amp, gd, lbfgs };
const offered = { amp: ['perceptron', 'phaseRetrieval', 'committee', 'ridge', 'logistic'], gd: ['ridge', 'logistic', 'attention', 'denoiser'], lbfgs: ['ridge', 'logistic', 'attention', 'denoiser'] } as const;
/** The largest simulations: many samples, as many as fit at the largest d, and few. */
const within = (Object.keys(offered) as (keyof typeof offered)[]).flatMap((engine) => offered[engine].map((instance) => [engine, instance] as const));
const instances = Object.keys(fields.instance.options) as P['instance'][];
const fullest = { amp: 3.4, gd: 13.5, lbfgs: 13.5 } as const;

const cellWith = (engine: string, given: Partial<P>): object => cellBeyond('sequenceMultiIndex?only=simulation&replicas=1', engine, paramsWith(given));

describe.runIf(measuresMemory)('resident memory of a worker of the sequence multi-index models, in a process of its own', () => {
  beforeAll(buildRunner);

  it.each(within)('%s, %s: at the largest values that a link may have', async (engine, instance) => {
    for (const sampleRatio of [20, fullest[engine], 0.05]) {
      const { max } = engines[engine].bounds!(paramsWith({ instance, sampleRatio }))['dimension']!;
      const link = `sequenceMultiIndex?instance=${instance}&engine=${engine}&sampleRatio=${sampleRatio}&dimension=${max}&only=simulation&replicas=1&points=11&duration=10`;
      const probed = await probe({ kind: 'cell', cell: requestOfLink(link).tasks[0]!.cells[0]! });
      show(`${instance}, ${engine}, α = ${sampleRatio}, d = ${max}`, probed);
      expect(probed.error).toBeNull();
      expect(probed.peak).toBeLessThan(mostMegabytes);
    }
  });

  it.each(instances)('%s: theory, laws and marks with every slider at its end', async (instance) => {
    const params = paramsWith({ instance, dimension: 1e6, sampleRatio: 20, noise: 2, tokenSpread: 2, clusterVariance: 2 }) as unknown as Params;
    const [task] = requestOfLink(`sequenceMultiIndex?instance=${instance}&dimension=1000000&sampleRatio=20&only=theory&points=1001`).tasks;
    for (const work of [{ kind: 'cell', cell: { ...task!.cells[0]!, params } }, { kind: 'describe', params, over: 'sampleRatio', xs: [0.05, 1, 20], criterion: 'recovered', threshold: 0.5 }]) {
      const probed = await probe(work);
      show(`${instance}, ${work.kind}`, probed);
      expect(probed.error).toBeNull();
      expect(probed.peak).toBeLessThan(mostMegabytes);
    }
  });

  it.each(within)('%s, %s: d = 10^6 at α = 20: a message, and nothing is allocated', async (engine, instance) => {
    const probed = await probe(cellWith(engine, { instance, dimension: 1e6, sampleRatio: 20 }));
    show(`${instance}, ${engine}`, probed);
    expect(probed.error).toMatch(/^a part of this size needs \d+ MB of memory; the limit is 250 MB$/);
    expect(probed.peak - probed.resting).toBeLessThan(20);
  });

  it.each([
    ['dimension=1000000', 'at most 4000'], ['dimension=4000&sampleRatio=20', 'at most \\d+'], ['instance=attention&dimension=4000', 'at most 1000'], ['instance=ridge&engine=gd&dimension=1001', 'at most 1000'],
    ['instance=attention&dimension=1000&sampleRatio=20', 'at most \\d+'],
  ])('the runner refuses %s before anything is computed', async (link, range) => {
    const { code, out, err } = await run([`sequenceMultiIndex?${link}`]);
    console.log(`${link}: ${err.trim()}`);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(new RegExp(`^plateau: dimension: got "\\d+"; must be ${range}: [^\\n]+\\n$`));
  });

  it('the probe sees what is allocated: half the samples, half the memory', async () => {
    const used = await Promise.all([1.7, 3.4].map(async (sampleRatio) => {
      const [task] = requestOfLink(`sequenceMultiIndex?instance=perceptron&sampleRatio=${sampleRatio}&dimension=4000&only=simulation&replicas=1&points=2&duration=1`).tasks;
      const { peak, resting } = await probe({ kind: 'cell', cell: task!.cells[0]! });
      return peak - resting;
    }));
    const inputs = [1.7, 3.4].map((sampleRatio) => (4 * sampleRatio * 4000 * 4000) / 1e6);
    console.log(`α = 1.7, 3.4: ${used.map((x) => x.toFixed(0)).join(', ')} MB, of which inputs ${inputs.map((x) => x.toFixed(0)).join(', ')} MB`);
    used.forEach((x, i) => expect(x).toBeGreaterThan(0.95 * inputs[i]!));
  });
});
