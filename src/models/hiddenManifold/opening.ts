import type { Opening } from '../contract.ts';
import type { Params } from '../params.ts';

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];
const unitWord = (n: unknown): string => `${words[Number(n)]}-unit`;

const whatSets = (p: Params): string => {
  if (p['task'] === 'independent') return 'when its inputs have no structure';
  if (p['task'] === 'inputs') return 'when the labels depend on inputs that lie near a curved surface';
  return 'when inputs of dimension N are made from only D latent coordinates';
};

export const opening: Opening = {
  question: (p: Params) => `How many samples does a ${unitWord(p['hiddenUnits'])} network need ${whatSets(p)}: is it N or D that counts?`,
  presets: [
    { label: 'A tenth as many latents as inputs', link: 'hiddenManifold' },
    { label: 'A quarter', link: 'hiddenManifold?latentRatio=0.25&duration=600' },
    { label: 'Fifty latents, whatever N', link: 'hiddenManifold?latent=dimension&latentDimension=50' },
    { label: 'The teacher sees the inputs', link: 'hiddenManifold?task=inputs' },
    { label: 'No manifold', link: 'hiddenManifold?task=independent&learningRate=1' },
    { label: 'A gentler fold', link: 'hiddenManifold?fold=erf&duration=400' },
    { label: 'No fold at all', link: 'hiddenManifold?fold=linear&duration=100' },
    { label: 'Three units', link: 'hiddenManifold?hiddenUnits=3&teacherUnits=3&duration=240' },
    { label: 'Both layers, noisy labels', link: 'hiddenManifold?secondLayerRate=0.2&labelNoise=0.1' },
  ],
};
