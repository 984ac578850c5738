import type { About } from '../contract.ts';

export const about: About = {
  title: 'Hidden manifold',
  summary:
    'Real inputs have many components but few degrees of freedom. Here each input x of dimension N is made from D latent coordinates: a random matrix maps them to N numbers, and a function bends each of these. The teacher sees the latent coordinates, the student only x. As without a manifold, the error falls to a plateau on which all hidden units are alike, until they specialise. How many samples that takes is set by D, not by N; and because the student cannot undo the fold, an error remains.',
  symbols: [
    { symbol: 'N', meaning: 'input dimension; inputs are x = f(F c/√D), component by component' },
    { symbol: 'D, δ', meaning: 'latent dimension and D/N; latent coordinates are c ~ N(0, I)' },
    { symbol: 'F, f', meaning: 'feature matrix, N × D, and the fold' },
    { symbol: 'K, M', meaning: 'hidden units of the student and of the teacher; activation erf(x/√2)' },
    { symbol: 't', meaning: 'samples seen divided by N; one pass, every sample is used once' },
    { symbol: 'ε', meaning: 'generalisation error, half the mean squared error on new inputs without the label noise' },
    { symbol: 'Q, R', meaning: 'covariances of the student fields with each other and with the teacher fields' },
    { symbol: 'Σ, W', meaning: 'overlaps of the weights seen along the manifold, and of the weights themselves: Q = (c − b²) W + b² Σ' },
    { symbol: 'b, c', meaning: 'what the fold lets through: ⟨u f(u)⟩ and ⟨f(u)²⟩ for a standard normal u' },
    { symbol: 'ρ', meaning: 'eigenvalues of FᵀF/N; each is a direction of the manifold that is learned at its own pace' },
    { symbol: 'κ', meaning: 'escape rate: specialisation grows like exp(κ t) on the plateau' },
  ],
  limits: [
    'Every law here is for one pass over fresh samples; reusing samples changes the exponents.',
    'The theory takes the fields of student and teacher to be Gaussian, which holds as N and D grow. At N of a few hundred the simulation scatters around it: its own test error is shown beside the formula.',
    'One theory takes the very features, teacher and start that are simulated, and nothing else that is finite; the other takes the limit of their spectrum and a random start of the right size. Single runs scatter around the first across the escape.',
    'The plateau and the escape rate are those of N → ∞. What lies outside of the features\' reach settles so slowly that runs at any real N escape before, at up to a fifth less.',
    'Fields of only a few latent coordinates are not Gaussian: below D of about 20 expect differences.',
    'A start with overlaps exactly alike never leaves the plateau in theory; a run does, by the randomness of its samples.',
  ],
  references: [
    { text: 'S. Goldt, M. Mézard, F. Krzakala, L. Zdeborová, Modeling the influence of data structure on learning in neural networks: the hidden manifold model, Phys. Rev. X 10, 041044 (2020)', link: 'https://arxiv.org/abs/1909.11500' },
    { text: 'S. Goldt, B. Loureiro, G. Reeves, F. Krzakala, M. Mézard, L. Zdeborová, The Gaussian equivalence of generative models for learning with shallow neural networks, MSML 2021', link: 'https://arxiv.org/abs/2006.14709' },
    { text: 'D. Saad and S. A. Solla, On-line learning in soft committee machines, Phys. Rev. E 52, 4225 (1995)', link: 'https://doi.org/10.1103/PhysRevE.52.4225' },
  ],
  tour: [
    {
      link: 'hiddenManifold',
      title: 'Five hundred numbers, fifty degrees of freedom.',
      look: 'The error: a fast fall, a plateau, a second fall.',
      question: 'Where does the error end?',
      answer: 'Not at zero. The fold hides part of the latent coordinates from the student: theory puts the end at ε = 0.024.',
    },
    {
      link: 'hiddenManifold?only=theory&engine=limit&latentRatio=0.1&duration=700&start=custom&overlaps=0.005,0;0,0.005',
      title: 'More latent coordinates, a longer wait.',
      look: 'When the theory crosses the threshold, for D/N = 0.1, then 0.25 and 0.5, from the same small overlaps.',
      question: 'Five times as many latents: what happens to the wait?',
      answer: 'Six and a half times as long: each latent coordinate costs 1000 samples, or a little more as the ratio grows.',
      also: ['0.1', '0.25', '0.5'].map((ratio) => ({ label: `δ = ${ratio}`, link: `hiddenManifold?only=theory&engine=limit&latentRatio=${ratio}&duration=700&start=custom&overlaps=0.005,0;0,0.005` })),
    },
    {
      link: 'hiddenManifold?latent=dimension&latentDimension=50&view=sweep&y=samples&only=theory&engine=limit&starts=60&dimensions=200,400,800,1600,3200',
      title: 'Is it N or D?',
      look: 'Total samples against N, with fifty latent coordinates throughout.',
      question: 'How does the number of samples grow with N?',
      answer: 'It does not: over sixteenfold N it even falls by a third. The latent dimension sets it.',
    },
    {
      link: 'hiddenManifold?view=sweep&only=theory&engine=limit&starts=60&dimensions=200,400,800,1600,3200',
      title: 'Let D grow with N.',
      look: 'The wait in samples per input dimension, with D a tenth of N.',
      question: 'Which law is this?',
      answer: 'N ln N, as without a manifold: every tenfold of N adds a constant to the wait: 20 here, 15 as N → ∞.',
    },
    {
      link: 'hiddenManifold?task=inputs',
      title: 'The same inputs, another question.',
      look: 'Now the labels depend on the inputs themselves. The error falls without a floor.',
      question: 'Why can it be learned completely?',
      answer: 'The student can copy this teacher. What sets the floor is not the shape of the inputs but labels that belong to the latents.',
    },
    {
      link: 'hiddenManifold?fold=linear&duration=100',
      title: 'Without the fold.',
      look: 'The latents again, but the map is linear.',
      question: 'What is left of the floor?',
      answer: 'Nothing: the student can undo a linear map.',
      also: ['sign', 'erf', 'linear'].map((fold) => ({ label: fold, link: `hiddenManifold?fold=${fold}&duration=400` })),
    },
  ],
};
