import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildRunner, root } from '../support/site.ts';

/** About 1.45e8 steps a replica. */
const link = 'committee?view=sweep&only=simulation&dimensions=1000000&replicas=72&seed=3';

const residentMegabytes = (pid: number): number => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? NaN) / 1e3;
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

it.runIf(existsSync('/proc/self/status'))('ten thousand million steps leave the memory of the workers as it was', async () => {
  await buildRunner();
  const child = spawn(process.execPath, [join(root, 'src/cli/launch.mjs'), link, '--workers', '2'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (part: Buffer) => (text += String(part)));
  const seen: number[] = [];
  const timer = setInterval(() => {
    try {
      seen.push(residentMegabytes(child.pid!));
    } catch {
      // The process has just ended.
    }
  }, 1000);
  const code = await new Promise((resolve) => {
    child.on('close', resolve);
  });
  clearInterval(timer);
  expect(code).toBe(0);
  const { sweep } = JSON.parse(text) as { sweep: { simulation: { times: (number | null)[][] } } };
  const steps = sweep.simulation.times[0]!.reduce<number>((sum, time) => sum + (time ?? 0) * 1e6, 0);
  const memory = seen.filter(Number.isFinite);
  const part = (from: number, to: number): number => median(memory.slice(Math.floor(from * memory.length), Math.ceil(to * memory.length)));
  const [early, late] = [part(0.1, 0.3), part(0.8, 1)];
  console.log(`${steps.toExponential(2)} steps in ${memory.length} s: ${early.toFixed(1)} MB in the first part, ${late.toFixed(1)} MB in the last, ${Math.max(...memory).toFixed(1)} MB at most`);
  expect(steps).toBeGreaterThan(1e10);
  expect(memory.length).toBeGreaterThan(20);
  expect(late / early).toBeLessThan(1.05);
});
