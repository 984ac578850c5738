import type { Plugin } from 'vite';

export const kernels: () => Plugin;
