import type { Opening } from '../contract.ts';
import type { Params } from '../params.ts';

const questions: Readonly<Record<string, string>> = {
  perceptron: 'How well can the weights of a perceptron be known from $n$ = $α d$ signs, and after how many iterations?',
  phaseRetrieval: 'How many iterations does it take to find a direction from the sizes of projections alone, as the dimension $d$ grows?',
  ridge: 'What error does ridge regression leave after $n$ = $α d$ samples?',
  logistic: 'What error does regularised logistic regression leave after $n$ = $α d$ samples?',
  committee: 'From how many samples on do the two neurons of a committee take different teachers?',
  attention: 'Does dot-product attention learn where its tokens stand, or what they mean?',
  denoiser: 'What does one neuron add to a skip connection when it learns to remove noise?',
};

const alphas = 'view=scan&over=sampleRatio&values=';
const attention = 'sequenceMultiIndex?instance=attention&regularisation=0.01&dimension=500';

/** Figures: errors against samples; thresholds; iterations against ln d; overlap in time; specialisation; the branches of attention; the denoiser. */
export const opening: Opening = {
  question: (p: Params) => questions[String(p['instance'])]!,
  presets: [
    { label: 'Phase retrieval: all at once', link: 'sequenceMultiIndex' },
    { label: 'Iterations against the dimension', link: 'sequenceMultiIndex?view=sweep&start=replica&picture=growth' },
    { label: 'Phase retrieval: luck of the start', link: 'sequenceMultiIndex?dimension=300&start=replica&picture=spread' },
    { label: 'Phase retrieval: two thresholds', link: `sequenceMultiIndex?dimension=2000&sampleRatio=0.9&duration=200&points=201&${alphas}0.3,0.45,0.55,0.7,0.9,1,1.1,1.2,1.4&picture=recovery` },
    { label: 'Perceptron: the best possible error', link: `sequenceMultiIndex?instance=perceptron&sampleRatio=1&${alphas}0.25,0.5,1,2,4,10&picture=errors` },
    { label: 'Logistic regression: nearly best', link: `sequenceMultiIndex?instance=logistic&dimension=800&sampleRatio=1&${alphas}0.5,1,2,3,5&picture=errors` },
    { label: 'Ridge regression: worst at n = d', link: `sequenceMultiIndex?instance=ridge&dimension=500&sampleRatio=1&regularisation=0.01&noise=0.5&duration=200&points=201&${alphas}0.25,0.5,0.8,1,1.25,2,3,5&picture=errors` },
    { label: 'Committee: two neurons part', link: `sequenceMultiIndex?instance=committee&sampleRatio=2.5&threshold=0.9&duration=200&points=201&${alphas}1,1.5,1.9,2.2,2.5,3,4&picture=parting` },
    { label: 'Committee: slow near parting', link: 'sequenceMultiIndex?instance=committee&sampleRatio=2.5&threshold=0.9&duration=200&points=201&picture=patience' },
    { label: 'Attention: position or meaning', link: `${attention}&sampleRatio=1.5&engine=semantic,positional&${alphas}1,1.25,1.5,2&picture=losses` },
    { label: 'Attention: map of samples and target', link: `${attention}&sampleRatio=1.5&only=theory&picture=phases` },
    { label: 'Attention: small systems', link: `${attention}&sampleRatio=1.5&basin=1&picture=sizes` },
    { label: 'Attention: which start leads where', link: `${attention}&sampleRatio=1.5&basin=0.5&view=scan&over=basin&values=0,0.25,0.5,0.75,1&picture=basin` },
    { label: 'Attention: from a small random start', link: `${attention}&sampleRatio=1.5&weights=random&engine=gd&only=simulation&duration=100&points=101` },
    { label: 'Denoiser: what the neuron adds', link: 'sequenceMultiIndex?instance=denoiser&dimension=500&sampleRatio=1&view=scan&over=corruption&values=0.1,0.2,0.3,0.5,0.7,0.85&picture=denoising' },
    { label: 'Denoiser without the skip connection', link: 'sequenceMultiIndex?instance=denoiser&dimension=500&sampleRatio=1&skip=false&view=scan&over=corruption&values=0.1,0.2,0.3,0.5,0.7,0.85&picture=direction' },
  ],
};
