import { describe, expect, test } from 'vitest';
import { runCell } from '../../../src/jobs/cell.ts';
import { readLink } from '../../../src/jobs/link.ts';
import { requestOf } from '../../../src/jobs/tasks.ts';

/** Weight decay acts on the output weights only when they are trained. */
describe.each(['chain', 'direct', 'ode'])('%s with weight decay', (engine) => {
  const outputsAt = (link: string): number[] => {
    const { config } = readLink(`committee?dimension=20&weightDecay=0.5&duration=4&points=3&replicas=1&engine=${engine}${link}`);
    const task = requestOf(config).tasks.find((one) => one.engine === engine)!;
    const { frames } = runCell(task.cells[0]!);
    return Array.from(frames.slice(-2));
  };

  test('leaves a fixed second layer alone', () => expect(outputsAt('')).toEqual([1, 1]));

  test('shrinks a trained one', () => {
    // Without a teacher's output to follow and hardly any learning, v decays like exp(-0.5 t) = 0.135 at t = 4.
    for (const v of outputsAt('&secondLayerRate=0.000001&learningRate=0.01')) expect(Math.abs(v - Math.exp(-2))).toBeLessThan(0.004);
  });
});
