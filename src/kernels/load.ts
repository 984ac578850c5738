/** Functions of the compiled module; pointers are bytes into its memory. See `assembly/` for what each one does. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  readonly heapBase: () => number;
  readonly fillNormals: (state: number, out: number, pairs: number) => void;
}

let loaded: Kernels | null = null;

/** Makes the kernels ready on this thread, once, before the first run of an engine. */
export const installKernels = (module: WebAssembly.Module): void => {
  loaded ??= new WebAssembly.Instance(module, {}).exports as unknown as Kernels;
};

export const kernels = (): Kernels => {
  if (loaded === null) throw new Error('the kernels are not loaded on this thread');
  return loaded;
};
