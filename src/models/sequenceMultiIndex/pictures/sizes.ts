import { logGrid } from '../../../numerics/logGrid.ts';
import type { LinesPicture, Pause, PictureLine, PictureSource } from '../../contract.ts';
import { fixedPoint } from '../fixedPoint.ts';
import { withCaution } from '../caution.ts';
import type { P } from '../params.ts';
import { descend } from './descents.ts';
import { costOfRuns } from './runs.ts';
import { lineOf, meanOf, said, saidWithError, standardError } from './shared.ts';

const dimensions = [10, 20, 40, 80, 160, 320] as const;
const runs = 16;
const fewest = 4;
const typical = 60;
/** Nanoseconds for the runs of one branch at one d. */
const work = 2e8;
const branches = [['semantic', 'meaning', 1], ['positional', 'positions', 0]] as const;

function* draw(p: P, seed: number): Generator<Pause, LinesPicture> {
  const claimed = p.sampleRatio >= 1;
  const lines: PictureLine[] = [];
  const told: string[] = [];
  for (const [branch, name, basin] of branches) {
    const read = (theta: number, m: number): number => (branch === 'semantic' ? Math.abs(theta) / (p.tokenSpread * p.tokenSpread) : Math.abs(m));
    const rows: (readonly [d: number, mean: number, error: number])[] = [];
    let largest = '';
    for (const d of dimensions) {
      const q: P = { ...p, dimension: d, basin, weights: 'directed' };
      const count = Math.min(runs, Math.floor(work / costOfRuns(q, 1, typical)));
      if (count < fewest) break;
      const overlaps = (yield* descend(q, seed, count)).map(({ overlaps: { theta, m } }) => read(theta[0]!, m[0]!));
      if (overlaps.length < fewest) continue;
      rows.push([d, meanOf(overlaps), standardError(overlaps)]);
      largest = `${saidWithError(overlaps)} at d = ${d}`;
    }
    if (rows.length > 1) {
      const column = (of: (row: (typeof rows)[number]) => number): Float64Array => Float64Array.from(rows, of);
      lines.push({ label: `runs, ${name}`, tone: 'simulation', xs: column(([d]) => d), ys: column(([, mean]) => mean), low: column(([, mean, error]) => mean - error), high: column(([, mean, error]) => mean + error) });
    }
    if (!claimed) continue;
    const { overlap, overlaps: { theta, m } } = yield* fixedPoint(p, branch, 'drag');
    const value = overlap === 0 ? 0 : read(theta[0]!, m[0]!);
    lines.push(...lineOf(`theory, ${name}`, 'theory', Array.from(logGrid(dimensions[0], dimensions.at(-1)!, 5), (d): readonly [number, number] => [d, value])));
    if (largest !== '') told.push(`${name} ${largest}, theory ${said(value)}`);
  }
  return {
    kind: 'lines',
    x: { label: 'input dimension $d$', scale: 'log' },
    y: { label: 'overlap of the weights with their target', scale: 'linear' },
    lines,
    note: withCaution(`Mean over up to ${runs} runs of L-BFGS from the teacher (w·w*/d at the end) and from the positions (m), α = ${said(p.sampleRatio)}; bands: ± one standard error. ${claimed ? `In the end: ${told.join('; ')}.` : ''}`, p),
  };
}

export const sizes: PictureSource<P> = { title: 'How small a system follows the theory', when: (p) => p.instance === 'attention', draw };
