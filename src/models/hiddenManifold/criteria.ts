export const criteria = {
  specialised: {
    observable: 'specialisation', label: 'specialisation above', direction: 'above', min: 0.01, max: 0.99, default: 0.5, between: 'linear',
  },
  errorBelow: {
    observable: 'generalisationError', label: 'error below', direction: 'below', min: 1e-9, max: 1, default: 0.03, between: 'logLog',
  },
} as const;
