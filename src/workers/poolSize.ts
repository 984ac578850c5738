/** Workers for sweeps, ensembles and further replicas; one more is reserved for what must answer at once. */
export const poolSize = (cores: number): number => Math.max(2, Math.min(8, cores));
