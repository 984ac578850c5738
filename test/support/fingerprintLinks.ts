import { smallSweep } from './plateauPage.ts';

const small = `replicas=4&points=21&dimension=200&duration=60&${smallSweep}`;

/** One link for each way to a result, small enough to be computed at once. */
export const fingerprintLinks: Readonly<Record<string, string>> = {
  plain: `committee?${small}`,
  'two layers, noise, decay': `committee?${small}&labelNoise=0.1&secondLayerRate=0.5&weightDecay=0.01`,
  'given start, K > M': `committee?${small}&hiddenUnits=3&start=custom&overlaps=0.1,0;0,0.1;0.05,-0.02&norms=0.5,0.1,0;0.1,0.5,0;0,0,0.4&teacher=1,0.3;0.3,1&teacherOutput=1,0.5&studentOutput=1,0.8,-0.6`,
  'broken start, other seed': `committee?${small}&start=broken&initialOverlap=0.02&seed=123456`,
  'brute force': `committee?${small}&engine=direct`,
  'theory alone': `committee?${small}&only=theory`,
  sweep: 'committee?view=sweep&dimensions=50,100,200&replicas=6&starts=10&seed=11',
  'sweep, error below': 'committee?view=sweep&dimensions=60,120&replicas=4&starts=4&criterion=errorBelow&threshold=0.01',
  'Hebbian ICA': 'hebbianIca?dimension=16&replicas=4&duration=4000&points=21&dimensions=8,16&starts=4',
  'Hebbian ICA, Laplace, few features': 'hebbianIca?view=sweep&dimensions=8,16&replicas=6&starts=6&source=laplace&allFeatures=false&features=2&learningRate=3&budget=20000',
  'hidden manifold': 'hiddenManifold?dimension=60&latentRatio=0.2&replicas=4&starts=4&duration=40&points=11&dimensions=40,60',
  'hidden manifold, tanh, orthogonal features': 'hiddenManifold?dimension=60&latentRatio=0.5&fold=tanh&features=orthogonal&task=inputs&secondLayerRate=0.2&replicas=4&starts=4&duration=20&points=11&dimensions=40,60',
  'message passing': 'sequenceMultiIndex?dimension=150&replicas=4&dimensions=100,150&starts=4',
  'message passing, committee': 'sequenceMultiIndex?instance=committee&sampleRatio=2.5&dimension=80&replicas=4&dimensions=60,80&starts=4',
  'message passing, logistic loss': 'sequenceMultiIndex?instance=logistic&dimension=80&replicas=4&dimensions=60,80&starts=4',
  'attention by L-BFGS': 'sequenceMultiIndex?instance=attention&dimension=60&regularisation=0.01&only=simulation&replicas=4&dimensions=40,60',
  'denoiser by gradient descent': 'sequenceMultiIndex?instance=denoiser&engine=gd&dimension=60&sampleRatio=1&only=simulation&replicas=4&dimensions=40,60',
  scan: 'committee?view=scan&over=learningRate&values=0.5,1,1.5&dimension=100&replicas=4&duration=40&starts=4',
};

/** `<engine>.<version>-<digits>`: the digits. */
export const digitsOf = (fingerprint: string): string => fingerprint.split('-').at(-1)!;
