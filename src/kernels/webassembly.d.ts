/** The members in use, for code that is compiled without the library of the browser. */
declare namespace WebAssembly {
  type Module = object;
  interface Instance {
    readonly exports: unknown;
  }
  interface Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  const Instance: new (module: Module, imports?: Record<string, Record<string, unknown>>) => Instance;
}
