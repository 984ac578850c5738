import { gzipSync } from 'node:zlib';
import { kernelBytes } from 'virtual:kernel-bytes';
import { summaryOf } from '../measure.ts';
import { row, type Row } from '../row.ts';

export const sizeRows = async (): Promise<Row[]> => [
  row({
    part: 'size', what: 'compiled kernels, gzipped', unit: 'kB', numbers: summaryOf([gzipSync(kernelBytes, { level: 9 }).length / 1e3]),
    note: `${(kernelBytes.length / 1e3).toFixed(1)} kB before gzip`, goal: { sense: 'at most', value: 20 },
  }),
];
