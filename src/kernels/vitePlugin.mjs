import { compileKernels, kernelSources } from './compile.mjs';

/**
 * `virtual:kernel-bytes` (Node): the compiled module itself. `virtual:kernel-url` (browser): the address to fetch it from, a file of the
 * build, or its text while developing.
 */
export const kernels = () => {
  const prefix = '\0';
  let reference = null;
  return {
    name: 'kernels',
    buildStart() {
      if (this.environment.config.command === 'build' && this.environment.name === 'client') reference = this.emitFile({ type: 'asset', name: 'kernels.wasm', source: compileKernels() });
    },
    resolveId: (id) => (id === 'virtual:kernel-bytes' || id === 'virtual:kernel-url' ? prefix + id : null),
    load(id) {
      if (id !== `${prefix}virtual:kernel-bytes` && id !== `${prefix}virtual:kernel-url`) return null;
      if (id.endsWith('url') && reference !== null) return `export const kernelUrl = import.meta.ROLLUP_FILE_URL_${reference};`;
      const text = compileKernels().toString('base64');
      return id.endsWith('url')
        ? `export const kernelUrl = 'data:application/wasm;base64,${text}';`
        : `export const kernelBytes = Uint8Array.from(atob('${text}'), (letter) => letter.charCodeAt(0));`;
    },
    handleHotUpdate({ file, server }) {
      if (file.startsWith(kernelSources)) server.ws.send({ type: 'full-reload' });
    },
  };
};
