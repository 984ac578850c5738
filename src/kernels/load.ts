/** Functions of the compiled module; pointers are bytes into its memory. See `assembly/` for what each one does. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  readonly heapBase: () => number;
  readonly fillNormals: (state: number, out: number, pairs: number) => void;
  readonly fillSingleNormals: (state: number, out: number, count: number) => void;
  readonly fillChiSquares: (state: number, counts: number, d: number, c: number, out: number) => void;
  readonly dot: (x: number, y: number, n: number) => number;
  readonly rowDot: (x: number, y: number, n: number) => number;
  readonly axpy: (alpha: number, x: number, y: number, n: number) => void;
  readonly scale: (alpha: number, x: number, n: number) => void;
  readonly largestSize: (x: number, n: number) => number;
  readonly matvec: (a: number, rows: number, cols: number, x: number, out: number) => void;
  readonly matvecTransposed: (a: number, rows: number, cols: number, x: number, out: number) => void;
  readonly rankOne: (alpha: number, x: number, y: number, a: number, rows: number, cols: number) => void;
  readonly dot32: (x: number, y: number, n: number) => number;
  readonly axpy32: (alpha: number, x: number, y: number, n: number) => void;
  readonly matvec32: (a: number, rows: number, cols: number, x: number, out: number) => void;
  readonly matvecTransposed32: (a: number, rows: number, cols: number, x: number, out: number) => void;
  readonly gram: (a: number, rows: number, cols: number, out: number) => void;
  readonly choleskyFactor: (a: number, n: number) => number;
  readonly choleskySolve: (factor: number, x: number, n: number) => void;
  readonly erfMap: (x: number, out: number, n: number) => void;
  readonly expMap: (x: number, out: number, n: number) => void;
  readonly signMap: (x: number, out: number, n: number) => void;
  readonly tanhMap: (x: number, out: number, n: number) => void;
  readonly fillLaplaces: (state: number, out: number, blocks: number) => void;
  readonly fillRademachers: (state: number, out: number, blocks: number) => void;
  readonly fillUniforms: (state: number, out: number, blocks: number) => void;
  readonly icaBytes: (n: number) => number;
  readonly icaNonlinearity: (code: number, y: number) => number;
  readonly icaStep: (state: number, s: number) => void;
  readonly icaSteps: (state: number, steps: number, level: number) => number;
  readonly directBytes: (N: number, K: number) => number;
  readonly directSteps: (direct: number, n: number) => void;
  readonly directFlush: (direct: number) => void;
  readonly directGram: (direct: number, out: number) => void;
  readonly roundSingles: (x: number, scale: number, out: number, count: number) => void;
  readonly featuresTransposed: (features: number, rows: number, stride: number, w: number, out: number) => void;
  readonly manifoldFold: (manifold: number, u: number) => void;
  readonly manifoldLatents: (manifold: number, state: number, out: number) => void;
  readonly manifoldPart: (manifold: number, latents: number, out: number, part: number) => void;
  readonly manifoldSteps: (manifold: number, n: number) => void;
  readonly manifoldTeacher: (manifold: number, m: number, latents: number, x: number) => number;
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
