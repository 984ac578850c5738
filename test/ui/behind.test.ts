// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { runCell, type Cell, type CellResult } from '../../src/jobs/cell.ts';
import { readLink } from '../../src/jobs/link.ts';
import { requestOf } from '../../src/jobs/tasks.ts';
import { idleLive } from '../../src/state/liveRun.ts';
import type { Live } from '../../src/state/store.ts';
import { runFrames } from '../../src/ui/select/curves.ts';
import { trajectoryView, type TrajectoryInputs } from '../../src/ui/select/trajectoryView.ts';
import { lowerColumn, upperColumn } from '../../src/ui/select/words.ts';

const liveOf = (link: string): Live => {
  const request = requestOf(readLink(link).config);
  const results = new Map<Cell, CellResult>();
  for (const { cells } of request.tasks) for (const cell of cells) results.set(cell, runCell(cell));
  return { ...idleLive(request, 'done'), results };
};

const viewOf = (trajectory: Live, more: Partial<TrajectoryInputs> = {}) => {
  const { config } = trajectory.request;
  return trajectoryView({
    config, trajectory, theory: null, ghost: null, description: null, pins: [], cursor: null, dragging: null,
    upper: upperColumn(config), lower: lowerColumn(config), scales: [null, null], timeScale: 'linear', ...more,
  }, null).data;
};

describe('faint lines behind the upper panel', () => {
  const live = liveOf('hebbianIca?dimension=12&duration=3000&points=51&replicas=1&only=simulation');
  const frames = runFrames(live, null)!;

  it('behind one overlap: all of them, with their signs', () => {
    const { panels, legends } = viewOf(live);
    const { lines, x } = panels[0].behind!;
    expect(lines).toHaveLength(12);
    lines.forEach((line, i) => expect(line).toEqual(frames.column(frames.layout.names[frames.layout.offsets['v']! + i]!)));
    expect(lines.some((line) => line.some((v) => v < 0))).toBe(true);
    expect(x).toBe(frames.x);
    expect(panels[1].behind).toBeNull();
    expect(legends.map(({ text }) => text)).toContain('faint: 12 overlaps');
    // All of them are in sight, whichever wins.
    const [low, high] = panels[0].domain;
    for (const line of lines) line.forEach((v) => expect(v >= low && v <= high).toBe(true));
  });

  it('behind the largest overlap: their sizes, of which it is the largest', () => {
    const { lines } = viewOf(live, { upper: 'overlap' }).panels[0].behind!;
    const m = frames.column('overlap')!;
    m.forEach((value, t) => expect(Math.max(...lines.map((line) => line[t]!))).toBeCloseTo(value, 12));
  });

  it('are the same arrays as long as the run is the same, and leave out the start on a logarithmic axis', () => {
    expect(viewOf(live, { cursor: 100 }).panels[0].behind!.lines).toBe(viewOf(live).panels[0].behind!.lines);
    expect(viewOf(live).panels[0].behind!.from).toBe(0);
    expect(viewOf(live, { timeScale: 'log' }).panels[0].behind!.from).toBe(1);
  });

  it('are not there behind another quantity, for a single overlap, or in a model that names none', () => {
    expect(viewOf(live, { upper: 'tau' }).panels[0].behind).toBeNull();
    expect(viewOf(liveOf('hebbianIca?dimension=12&allFeatures=false&duration=100&points=11&replicas=1&only=simulation')).panels[0].behind).toBeNull();
    const committee = viewOf(liveOf('committee?dimension=20&duration=2&points=11&replicas=1&only=simulation'));
    expect(committee.panels[0].behind).toBeNull();
    expect(committee.legends.some(({ text }) => text.startsWith('faint'))).toBe(false);
  });

  it('at most 32, said so', () => {
    const many = viewOf(liveOf('hebbianIca?dimension=40&duration=100&points=11&replicas=1&only=simulation'));
    expect(many.legends.map(({ text }) => text)).toContain('faint: 32 overlaps');
  });
});
