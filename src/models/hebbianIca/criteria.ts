export const criteria = {
  learned: { observable: 'overlap', label: 'largest overlap above', direction: 'above', min: 0.05, max: 0.999, default: 0.9, between: 'linear' },
  allLearned: { observable: 'leastOverlap', label: 'every neuron above', direction: 'above', min: 0.05, max: 0.999, default: 0.9, between: 'linear' },
} as const;
