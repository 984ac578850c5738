import type { Opening } from '../contract.ts';
import type { Params } from '../params.ts';

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];
const unitWord = (n: unknown): string => `${words[Number(n)]}-unit`;

export const opening: Opening = {
  question: (p: Params) =>
    `How many samples does a ${unitWord(p['hiddenUnits'])} network need to learn from a ${unitWord(p['teacherUnits'])} teacher, as the input dimension N grows?`,
  presets: [
    { label: 'Two units, random start', link: 'committee' },
    { label: 'Three units', link: 'committee?hiddenUnits=3&teacherUnits=3' },
    { label: 'A small head start', link: 'committee?start=broken&initialOverlap=0.01' },
    { label: 'Too large a rate', link: 'committee?learningRate=2.6' },
    { label: 'Noisy labels, both layers', link: 'committee?learningRate=0.5&labelNoise=0.1&secondLayerRate=0.5&duration=300' },
    { label: 'One unit too many', link: 'committee?hiddenUnits=3&duration=300' },
    { label: 'One unit too few', link: 'committee?hiddenUnits=2&teacherUnits=3&duration=300' },
    { label: 'A single unit: no plateau', link: 'committee?hiddenUnits=1&teacherUnits=1&duration=20' },
  ],
};
