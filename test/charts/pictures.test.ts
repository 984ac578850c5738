// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { cellAt, cellEdges, classPaths } from '../../src/charts/pictures/fieldCells.ts';
import { mountPicture, pictureHeight } from '../../src/charts/pictures/mountPicture.ts';
import { wrapRich } from '../../src/charts/pictures/wrapRich.ts';
import { pixelScale } from '../../src/charts/pixelScale.ts';
import { textWidth } from '../../src/charts/textWidth.ts';
import { pictureTable } from '../../src/ui/select/pictureTable.ts';
import { pictureView, pictureWords, withWalkers, type DrawnPicture } from '../../src/ui/select/pictureView.ts';
import { drawToy, toyPicture } from './toyPicture.ts';

const ids = ['potential', 'starts', 'phases', 'shades', 'bars', 'logBars'];
const sizes = [{ width: 288, height: 320, fontSize: 13 }, { width: 586, height: 380, fontSize: 13.5 }, { width: 1376, height: 380, fontSize: 13.5 }];
let svg: SVGSVGElement;

beforeEach(() => {
  svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  document.body.replaceChildren(svg);
});

/** The words of a chart that stick out of it, by the width tables. */
const clipped = (width: number, fontSize: number): string[] =>
  [...svg.querySelectorAll('text')].flatMap((text) => {
    const words = text.textContent ?? '';
    const long = textWidth(words, fontSize, text.getAttribute('font-weight') === '600');
    const x = Number(text.getAttribute('x'));
    const left = { end: x - long, middle: x - long / 2 }[text.getAttribute('text-anchor') ?? ''] ?? x;
    return left < -2 || left + long > width + 4 ? [words] : [];
  });

describe.each(ids)('%s', (id) => {
  test.each(sizes)('$width px: a picture with words, nothing clipped, nothing that takes the focus', (size) => {
    drawToy(svg, id, size);
    expect(svg.getAttribute('role')).toBe('img');
    expect(svg.getAttribute('aria-label')).toBe(pictureWords(toyPicture(id)));
    expect(svg.querySelectorAll('[tabindex]')).toHaveLength(0);
    expect(clipped(size.width, size.fontSize)).toEqual([]);
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity|undefined| style=/);
    expect(Number(svg.getAttribute('height'))).toBe(pictureHeight(pictureView(toyPicture(id)), size));
  });

  test('the same data again writes nothing anew; its numbers are a table too', () => {
    const chart = mountPicture(svg);
    const data = pictureView(toyPicture(id));
    chart.update(data, sizes[1]!);
    const before = svg.outerHTML;
    chart.update(data, sizes[1]!);
    expect(svg.outerHTML).toBe(before);
    chart.destroy();
    expect(svg.children).toHaveLength(0);
    const { head, rows } = pictureTable(toyPicture(id));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toHaveLength(head.length);
  });
});

test('a change of the kind leaves nothing of the former picture', () => {
  const chart = mountPicture(svg);
  for (const id of ids) {
    chart.update(pictureView(toyPicture(id)), sizes[1]!);
    expect(svg.children).toHaveLength(1);
  }
});

describe('lines', () => {
  test('of one tone are told apart by dashes, and all are named', () => {
    drawToy(svg, 'potential', sizes[1]!);
    expect([...svg.querySelectorAll('path.line')].map((path) => [path.getAttribute('class'), path.getAttribute('stroke-dasharray')])).toEqual([['line faint', null], ['line theory', null], ['line theory', '7 3']]);
    for (const name of ['potential, N → ∞', 'with noise', 'one hidden unit', 'starts', 'bottom of the well']) expect(svg.textContent).toContain(name);
  });

  test('the walkers stand on the first line, and go where it ends', () => {
    const data = pictureView(toyPicture('potential'));
    const walked = withWalkers(data, { simulation: 0.5, theory: 7 });
    expect(walked.kind === 'lines' ? walked.walkers : []).toEqual([{ tone: 'simulation', x: 0.5, y: expect.closeTo(-(0.25 - 0.0625), 9) }]);
    drawToy(svg, 'potential', sizes[1]!);
    expect([...svg.querySelectorAll('.over .dot')].map((dot) => dot.getAttribute('class'))).toEqual(['dot head', 'dot theory']);
  });
});

test('a histogram is a density: its area is the share of samples within the edges', () => {
  const data = pictureView(toyPicture('starts'));
  if (data.kind !== 'histogram') throw new Error('no histogram');
  const { edges, heights } = data.bins;
  const area = heights.reduce((sum, height, i) => sum + height * (edges[i + 1]! - edges[i]!), 0);
  const { samples } = toyPicture('starts') as DrawnPicture & { kind: 'histogram' };
  expect(area).toBeCloseTo(samples.counts.reduce((sum, count) => sum + count, 0) / samples.total!, 12);
  expect(data.y.domain[0]).toBe(0);
});

describe('a field', () => {
  test('has no gap between cells, and every cell in one class', () => {
    const scale = pixelScale('log', [10 / Math.sqrt(10), 1000 * Math.sqrt(10)], 50, 350);
    const lefts = cellEdges(Float64Array.of(10, 100, 1000), scale);
    expect(lefts).toEqual([50, 150, 250, 350]);
    expect([50, 149, 151, 349, 400].map((x) => cellAt(lefts, x))).toEqual([0, 0, 1, 2, -1]);
    const tops = [200, 100, 0];
    const paths = classPaths(lefts, tops, 2, (i, j) => (i + j > 1 ? 1 : i === 2 ? -1 : 0));
    expect(paths).toEqual(['M50,100h200v100h-200ZM50,0h100v100h-100Z', 'M250,100h100v100h-100ZM150,0h200v100h-200Z']);
  });

  test('names regions inside, or in the key where they have no room', () => {
    drawToy(svg, 'phases', sizes[0]!);
    const key = svg.querySelector('.key')!;
    expect(key.textContent).toBe('too slow to be seen within any budget');
    for (const name of ['learns', 'slow', 'diverges', 'here']) expect(svg.querySelector('.labels')!.textContent).toContain(name);
    expect(svg.querySelectorAll('path.region')).toHaveLength(4);
  });

  test('shades grow with the value, and the key says from where to where', () => {
    drawToy(svg, 'shades', sizes[1]!);
    const strengths = [...svg.querySelectorAll('path.shade')].map((path) => Number(path.getAttribute('fill-opacity')));
    expect(strengths).toEqual([...strengths].sort((a, b) => a - b));
    expect(strengths.length).toBeGreaterThan(8);
    expect(svg.querySelector('.key')!.textContent).toMatch(/final error ε0\.00351/);
  });
});

describe('bars', () => {
  test('begin at 0; on a log axis they are dots', () => {
    drawToy(svg, 'bars', sizes[1]!);
    const zero = svg.querySelector('.zero')!.getAttribute('x1');
    expect(svg.querySelectorAll('rect.bar')[0]!.getAttribute('x')).toBe(zero);
    expect(svg.textContent).toContain('−12');
    drawToy(svg, 'logBars', sizes[1]!);
    const last = svg.lastElementChild!;
    expect(last.querySelector('.zero')!.getAttribute('visibility')).toBe('hidden');
    expect(last.querySelectorAll('circle.dot:not([visibility])')).toHaveLength(3);
  });
});

describe('wrapping', () => {
  test('keeps symbols whole and loses no word', () => {
    const text = 'a rather long title with $x y z$ and 10^{a b} in it';
    const lines = wrapRich(text, 13, 90);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join(' ')).toBe(text);
    for (const line of lines) expect(line.split('$').length % 2).toBe(1);
    expect(wrapRich('', 13, 90)).toEqual([]);
    expect(wrapRich('short', 13, 90)).toEqual(['short']);
  });
});
