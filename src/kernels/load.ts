/** Functions of the compiled module; pointers are bytes into its memory. See `assembly/` for what each one does. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  readonly heapBase: () => number;
  readonly fillNormals: (state: number, out: number, pairs: number) => void;
  readonly fillSingleNormals: (state: number, out: number, count: number) => void;
  readonly fillChiSquares: (state: number, counts: number, d: number, c: number, out: number) => void;
  readonly directBytes: (N: number, K: number) => number;
  readonly directSteps: (direct: number, n: number) => void;
  readonly directFlush: (direct: number) => void;
  readonly directGram: (direct: number, out: number) => void;
  readonly chainBytes: (K: number, M: number) => number;
  readonly chainSteps: (chain: number, n: number) => void;
}

let loaded: Kernels | null = null;
let missing = 'the kernels are not loaded on this thread';

/** Makes the kernels ready on this thread, once, before the first run of an engine. */
export const installKernels = (module: WebAssembly.Module): void => {
  loaded ??= new WebAssembly.Instance(module, {}).exports as unknown as Kernels;
};

/** Why there will be no kernels on this thread; engines that need them fail with this message, the others run. */
export const refuseKernels = (reason: string): void => {
  missing = reason;
};

export const kernels = (): Kernels => {
  if (loaded === null) throw new Error(missing);
  return loaded;
};
