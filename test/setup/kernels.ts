import { kernelBytes } from 'virtual:kernel-bytes';
import { installKernels } from '../../src/kernels/load.ts';

installKernels(new WebAssembly.Module(kernelBytes));
