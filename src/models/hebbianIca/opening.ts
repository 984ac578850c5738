import type { Opening } from '../contract.ts';
import type { Params } from '../params.ts';

export const opening: Opening = {
  question: (p: Params) =>
    p['allFeatures'] === true
      ? 'How many samples does a Hebbian neuron need to find one of its N independent sources, as N grows?'
      : 'How many samples does a Hebbian neuron need to find a non-Gaussian source among N, as N grows?',
  presets: [
    { label: 'All sources ±1', link: 'hebbianIca' },
    { label: 'Skewed sources, f = y²', link: 'hebbianIca?source=exponential&nonlinearity=square&learningRate=0.5&duration=5000' },
    { label: 'One source among 100', link: 'hebbianIca?dimension=100&allFeatures=false&learningRate=3&duration=1000000' },
    { label: 'Second order: Oja’s rule', link: 'hebbianIca?dimension=1000&allFeatures=false&source=gaussian&nonlinearity=linear&learningRate=0.1&threshold=0.7&duration=100000' },
    { label: 'Nothing to learn', link: 'hebbianIca?source=gaussian&variance=1' },
    { label: 'Too large a rate', link: 'hebbianIca?learningRate=24' },
    { label: 'Four neurons', link: 'hebbianIca?only=simulation&engine=direct&neurons=4&dimension=16&duration=10000&picture=found' },
    { label: 'Rate rises with the overlap', link: 'hebbianIca?rateRule=warmUp&learningRate=3' },
  ],
};
