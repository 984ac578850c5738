declare module 'virtual:kernel-bytes' {
  /** The compiled kernels, where there is Node. */
  export const kernelBytes: Uint8Array<ArrayBuffer>;
}

declare module 'virtual:kernel-url' {
  /** Where a browser fetches the compiled kernels. */
  export const kernelUrl: string;
}
