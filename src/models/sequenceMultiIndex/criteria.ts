export const criteria = {
  recovered: { observable: 'progress', label: 'overlap over its fixed point above', direction: 'above', min: 0.05, max: 0.99, default: 0.5, between: 'linear' },
} as const;
