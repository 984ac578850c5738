import { kernelBytes } from 'virtual:kernel-bytes';
import { installKernels } from '../../src/kernels/load.ts';
import { loadModels } from '../../src/models/registry.ts';

installKernels(new WebAssembly.Module(kernelBytes));
await loadModels();
