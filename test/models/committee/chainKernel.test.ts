import { describe, expect, test } from 'vitest';
import { memoryInUse } from '../../../src/kernels/memory.ts';
import { makeOrder, type Order } from '../../../src/models/committee/equations.ts';
import type { P } from '../../../src/models/committee/params.ts';
import { makeChain } from '../../../src/models/committee/simulation/chain.ts';
import { requestOfLink } from '../../support/runLink.ts';
import { makeChain as makePlainChain, makeDraws } from './twins/chain.ts';

const everything = 'labelNoise=0.3&weightDecay=0.1&secondLayerRate=0.5';
const links = {
  plain: 'committee',
  'everything on, N = 12, K = 3, M = 2': `committee?dimension=12&hiddenUnits=3&${everything}`,
  'one degree of freedom': 'committee?dimension=3&hiddenUnits=1&teacherUnits=1',
  'K = M = 6': 'committee?hiddenUnits=6&teacherUnits=6&learningRate=3',
  'K = 1, M = 4': `committee?dimension=40&hiddenUnits=1&teacherUnits=4&${everything}`,
  'equal students stay equal': 'committee?start=custom&overlaps=0.1,0.1;0.1,0.1&norms=0.5,0.5;0.5,0.5',
  'overlapping teachers': `committee?dimension=60&${everything}&start=custom&overlaps=0.3,0.1;-0.1,0.2&norms=0.6,0.1;0.1,0.4&teacher=1,0.3;0.3,0.8&teacherOutput=1,0.6&studentOutput=0.7,0.4`,
  'a teacher that says nothing': 'committee?dimension=30&start=custom&overlaps=0,0;0,0&norms=0.5,0;0,0.5&teacherOutput=0,0',
  diverging: 'committee?dimension=50&learningRate=10&weightDecay=0',
};

const paramsOf = (link: string): P => requestOfLink(link).config.params as unknown as P;
const bits = ({ Q, R, v }: Order): number[] => [...Q, ...R, ...v];

describe('the chain of the kernels is the plain one, bit for bit', () => {
  test.each(Object.entries(links))('%s', (_, link) => {
    const p = paramsOf(link);
    const { hiddenUnits: K, teacherUnits: M } = p;
    const [found, expected] = [makeOrder(K, M), makeOrder(K, M)];
    const used = memoryInUse().reserved;
    const lanes = makeChain(p, 7, 5, 3);
    for (const steps of [1, 62, 1, 1, 500, 2000]) lanes.advance(steps);
    for (let lane = 0; lane < 3; lane++) {
      const plain = makePlainChain(p, 7, 5 + lane, makeDraws(p, 7, 5 + lane, p.dimension - K - M));
      plain.advance(2565);
      lanes.writeOrder(found, lane);
      plain.writeOrder(expected);
      expect(bits(found)).toEqual(bits(expected));
      expect(bits(found).some((x) => x !== 0 && x !== 1)).toBe(true);
    }
    lanes.close();
    expect(memoryInUse().reserved).toBe(used);
  });

  test('numbers far too small become 0, so that nothing slows down', () => {
    const p = { ...paramsOf(links['a teacher that says nothing']), weightDecay: 5 };
    const chain = makeChain(p, 1, 0, 1);
    const order = makeOrder(2, 2);
    chain.advance(3000);
    chain.writeOrder(order, 0);
    expect(bits(order).slice(0, 8)).toEqual(Array(8).fill(0));
    chain.close();
  });
});
