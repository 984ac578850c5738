import type { About } from '../contract.ts';

export const about: About = {
  title: 'Committee machine',
  summary:
    'A two-layer network, the student, sees random inputs labelled by another one, the teacher, each input once. The error falls quickly to a plateau on which all hidden units are alike, and stays there until one unit after the other chooses a teacher unit of its own. How long that takes is set by how different the units were at the start: about 1/√N for random weights.',
  symbols: [
    { symbol: 'N', meaning: 'input dimension; inputs are x ~ N(0, I)' },
    { symbol: 'K, M', meaning: 'hidden units of the student and of the teacher; activation erf(x/√2)' },
    { symbol: 't', meaning: 'samples seen divided by N; one pass, every sample is used once' },
    { symbol: 'ε', meaning: 'generalisation error, half the mean squared error on new inputs without the label noise' },
    { symbol: 'R, Q', meaning: 'overlaps of student units with teacher units and with each other' },
    { symbol: 'κ', meaning: 'escape rate: specialisation grows like exp(κ t) on the plateau' },
    { symbol: 'T', meaning: 'learning time: t at which a run has learned' },
  ],
  limits: [
    'Every law here is for one pass over fresh samples; reusing samples changes the exponents.',
    'The simulation is exact at every N: the order parameters of one-pass SGD form a Markov chain, and the chain is what is simulated. Brute force over all weights is there to check it.',
    'The theory is the limit of large N from the same random start. Single runs scatter around it across the escape: compare medians and distributions, not single runs. The slope 1/(2κ) is the value for N → ∞ only.',
    'Just above the largest stable learning rate units still specialise, but the error stops at a floor; far above it the norms grow.',
  ],
  references: [
    { text: 'D. Saad and S. A. Solla, On-line learning in soft committee machines, Phys. Rev. E 52, 4225 (1995)', link: 'https://doi.org/10.1103/PhysRevE.52.4225' },
    { text: 'S. Goldt, M. Advani, A. Saxe, F. Krzakala, L. Zdeborová, Dynamics of stochastic gradient descent for two-layer neural networks in the teacher-student setup, NeurIPS 2019', link: 'https://arxiv.org/abs/1906.08632' },
    { text: 'S. Goldt, M. Mézard, F. Krzakala, L. Zdeborová, Modeling the influence of data structure on learning in neural networks, Phys. Rev. X 10, 041044 (2020)', link: 'https://arxiv.org/abs/1909.11500' },
  ],
  tour: [
    {
      link: 'committee',
      title: 'By t = 10 the error has stopped falling.',
      look: 'The shaded plateau: theory puts it at ε = 0.0207.',
      question: 'Is training finished?',
      answer: 'No. Nothing seems to happen for tens of samples per dimension; then the error falls again, by orders of magnitude.',
    },
    {
      link: 'committee?cursor=40',
      title: 'The units of the student network are still the same.',
      look: 'The overlap matrix at t = 40: all four entries lie near 0.4 to 0.5.',
      question: 'Which unit takes teacher 1?',
      answer: 'The dice decide: another seed gives another pairing. The sign of a small asymmetry at the start is all that matters.',
    },
    {
      link: 'committee?start=broken&initialOverlap=0.01&only=theory&duration=240',
      title: 'A smaller head start, a longer wait.',
      look: 'When the theory crosses the threshold, for a start overlap of 0.01, then 0.001 and 0.0001.',
      question: 'Ten times smaller: ten times longer, or a constant more?',
      answer: 'A constant more, about ln 10/κ = 39 each time: growth from the plateau is exponential.',
      also: ['0.01', '0.001', '0.0001'].map((overlap) => ({ label: `R₁₁ = ${overlap}`, link: `committee?start=broken&initialOverlap=${overlap}&only=theory&duration=240` })),
    },
    {
      link: 'committee?view=sweep',
      title: 'A random start has an overlap of about 1/√N.',
      look: 'Learning time against N: a straight line on a logarithmic axis.',
      question: 'How much does tenfold N add?',
      answer: 'Half of the constant before, since √10 is half of ten on a logarithmic scale: about 20 samples per dimension.',
    },
    {
      link: 'committee?view=sweep&y=samples',
      title: 'Is it a power law?',
      look: 'Total samples on log-log axes: the local slope is near 1.1 and falls towards 1.',
      question: 'Would you report an exponent of 1.1?',
      answer: 'The law is N ln N. Over a finite range it looks like a power slightly above one.',
    },
    {
      link: 'committee?learningRate=2',
      title: 'Faster is not always sooner.',
      look: 'Rate 2 against rate 1, then rate 2.6, above the largest stable rate 2.31.',
      question: 'Does twice the rate halve the wait?',
      also: ['1', '2', '2.6'].map((rate) => ({ label: `η = ${rate}`, link: `committee?learningRate=${rate}` })),
      answer: 'Not quite at rate 2. At 2.6 the units specialise soon, yet the error stops at a floor above the plateau of rate 1.',
    },
    {
      link: 'committee?hiddenUnits=3&teacherUnits=3&duration=400',
      title: 'One more unit.',
      look: 'The plateau is longer, and its escape slower.',
      question: 'What does tenfold N cost now?',
      answer: 'About twice as much: ln 10/(2κ) is 38.8 instead of 19.5 as N → ∞.',
    },
  ],
};
