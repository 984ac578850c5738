import { power } from '../../numerics/power.ts';
import type { Bounds } from '../contract.ts';
import { latentOf, type P } from './params.ts';

/** Entries of a stored F, two bytes each. */
const mostEntries = 1e7;
/** Multiply-adds of making F orthogonal: about a second. */
const mostOrthogonal = 2e9;
const mostInputs = 1e4;
const mostOfHadamard = 16_384;

const usesFeatures = (p: P): boolean => p.task !== 'independent';

/** Largest N, and largest D at this N, that the simulation takes; the reason in words. */
const limitsOf = (p: P): { N: number; D: number; why: string } => {
  const ratio = p.latent === 'ratio' ? p.latentRatio : null;
  if (!usesFeatures(p)) return { N: mostInputs, D: Infinity, why: 'every weight is simulated, up to N = 10,000' };
  if (p.features === 'hadamard') return { N: Math.floor(Math.min(mostOfHadamard, mostOfHadamard / (ratio ?? 1))), D: mostOfHadamard, why: 'every weight and latent is simulated, up to 16,384 with Hadamard features' };
  const D = latentOf(p);
  const stored = ratio === null ? mostEntries / D : Math.sqrt(mostEntries / ratio);
  const dense = { N: Math.floor(Math.min(mostInputs, stored)), D: Math.floor(mostEntries / p.dimension), why: 'every weight is simulated, up to N = 10,000, and F is stored: N D ≤ 10⁷' };
  if (p.features === 'gaussian') return dense;
  // N D min(N, D): a cube of N where D follows N.
  const share = ratio === null ? 1 : ratio * Math.min(1, ratio);
  const cube = ratio === null ? mostOrthogonal / (D * D) : power(mostOrthogonal / share, 1 / 3) * (1 + 1e-12);
  const across = Math.sqrt(mostOrthogonal / D);
  const N = ratio === null ? Math.max(cube, Math.min(across, D)) : cube;
  const ofD = Math.max(Math.sqrt(mostOrthogonal / p.dimension), Math.min(p.dimension, mostOrthogonal / (p.dimension * p.dimension)));
  return { N: Math.floor(Math.min(dense.N, N)), D: Math.floor(Math.min(dense.D, ofD)), why: 'making F orthogonal costs N D min(N, D) ≤ 2·10⁹ multiplications' };
};

/** What the simulation can hold in memory and time; a given start must fit beside the teachers. */
export const simulationBounds = (p: P): Bounds => {
  const { N, D, why } = limitsOf(p);
  const given = p.start !== 'random';
  const room = given ? 2 * p.teacherUnits + p.hiddenUnits : p.hiddenUnits;
  const independent = given && p.task === 'latent' ? p.teacherUnits : 0;
  const enough = 'the overlaps of M teachers can be given when D ≥ M';
  const ofRatio = p.latent === 'ratio' ? Math.ceil(independent / p.latentRatio) : 0;
  const fits = ofRatio > room ? enough : given ? 'a given start needs room beside the teachers: N ≥ 2 M + K' : 'as many inputs as hidden units';
  const least = Math.max(room, ofRatio);
  const dimension = p.dimension < least ? { min: least, why: fits } : { max: N, why };
  if (!usesFeatures(p) || p.latent !== 'dimension') return { dimension };
  return { latentDimension: p.latentDimension < independent ? { min: independent, why: enough } : { max: D, why }, dimension };
};
