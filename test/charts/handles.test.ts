// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { mountLearningTimeChart } from '../../src/charts/learningTimeChart.ts';
import { mountOverlapMatrix } from '../../src/charts/overlapMatrix.ts';
import { keyedValue } from '../../src/charts/sliderKeys.ts';
import { mountTrajectoryChart } from '../../src/charts/trajectoryChart.ts';
import type { PanelData } from '../../src/charts/trajectoryData.ts';
import { trajectoryLayout } from '../../src/charts/trajectoryLayout.ts';
import { errorAt, errorPanel, learningTime, overlapAt, overlapPanel, run, trajectory } from './sampleData.ts';

const size = { width: 540, height: 412, fontSize: 13.5 };
const [upper, lower] = trajectoryLayout(size.width, size.height, size.fontSize).panels;
let svg: SVGSVGElement;
let log: (string | number)[][];

const pointer = (name: string, x: number, y: number, more: PointerEventInit = {}): PointerEvent =>
  new PointerEvent(name, { pointerId: 1, button: 0, clientX: x, clientY: y, pointerType: 'mouse', bubbles: true, cancelable: true, ...more });
const key = (name: string, type = 'keydown'): KeyboardEvent => new KeyboardEvent(type, { key: name, bubbles: true, cancelable: true });
const part = (selector: string): Element => svg.querySelector(selector)!;
const mounted = (data = trajectory()) => {
  const chart = mountTrajectoryChart(svg, {
    onCursor: (time, phase) => log.push(['cursor', time, phase]),
    onThreshold: (value, phase, panel) => log.push(['threshold', value, phase, panel]),
  });
  chart.update(data, size);
  return chart;
};

beforeEach(() => {
  svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  document.body.replaceChildren(svg);
  log = [];
});

describe('threshold', () => {
  const grip = (): Element => svg.querySelectorAll('.grip')[1]!;

  test('is a slider with its value', () => {
    mounted();
    expect(grip().getAttribute('role')).toBe('slider');
    expect(grip().getAttribute('aria-valuenow')).toBe('0.5');
    expect(grip().getAttribute('aria-label')).toBe('learned above 0.5');
    expect(svg.querySelectorAll('.grip')[0]!.getAttribute('visibility')).toBe('hidden');
  });

  test('follows a drag, between its bounds, and says when it ends', () => {
    mounted();
    const y = (value: number): number => lower.y + lower.height * (1 - value / 1.04);
    grip().dispatchEvent(pointer('pointerdown', 530, y(0.5)));
    grip().dispatchEvent(pointer('pointermove', 530, y(0.7)));
    grip().dispatchEvent(pointer('pointermove', 530, -50));
    grip().dispatchEvent(pointer('pointerup', 530, y(0.6)));
    grip().dispatchEvent(pointer('pointermove', 530, y(0.3)));
    expect(log.map(([, value, phase, panel]) => [Number(value).toFixed(2), phase, panel])).toEqual([
      ['0.50', 'drag', 1],
      ['0.70', 'drag', 1],
      ['0.95', 'drag', 1],
      ['0.60', 'end', 1],
    ]);
  });

  test('a second finger and the other buttons do not disturb the drag', () => {
    mounted();
    grip().dispatchEvent(pointer('pointerdown', 530, 300, { button: 2 }));
    expect(log).toEqual([]);
    grip().dispatchEvent(pointer('pointerdown', 530, 300));
    grip().dispatchEvent(pointer('pointermove', 530, 310, { pointerId: 2 }));
    grip().dispatchEvent(pointer('pointerup', 530, 310, { pointerId: 2 }));
    expect(log).toHaveLength(1);
    grip().dispatchEvent(pointer('pointercancel', 530, 310));
    expect(log.at(-1)![2]).toBe('end');
  });

  test('moves by keys: drag while down, end when up', () => {
    mounted();
    grip().dispatchEvent(key('ArrowUp'));
    grip().dispatchEvent(key('ArrowUp', 'keyup'));
    grip().dispatchEvent(key('Home'));
    grip().dispatchEvent(key('a'));
    expect(log).toEqual([
      ['threshold', expect.closeTo(0.509, 6), 'drag', 1],
      ['threshold', 0.5, 'end', 1],
      ['threshold', 0.05, 'drag', 1],
    ]);
  });

  test('on the error panel it moves in the logarithm', () => {
    mounted(trajectory({ panels: [errorPanel({ threshold: { value: 1e-2, label: 'learned below 0.01', min: 1e-4, max: 1 } }), overlapPanel({ threshold: null })] }));
    svg.querySelectorAll('.grip')[0]!.dispatchEvent(key('PageDown'));
    expect(log).toEqual([['threshold', expect.closeTo(10 ** -2.4, 9), 'drag', 0]]);
  });
});

describe('cursor', () => {
  test('a press and a drag anywhere in the plot', () => {
    mounted();
    const scrub = part('.scrub');
    scrub.dispatchEvent(pointer('pointermove', upper.x + upper.width / 4, 100));
    scrub.dispatchEvent(pointer('pointerdown', upper.x + upper.width / 2, 100));
    scrub.dispatchEvent(pointer('pointermove', upper.x + 2 * upper.width, 100));
    scrub.dispatchEvent(pointer('pointerup', upper.x, 100));
    expect(log).toEqual([
      ['cursor', 40, 'hover'],
      ['cursor', 80, 'drag'],
      ['cursor', 160, 'drag'],
      ['cursor', 0, 'end'],
    ]);
  });

  test('keys of a slider', () => {
    mounted();
    const scrubber = part('.scrubber');
    expect(scrubber.getAttribute('role')).toBe('slider');
    expect(scrubber.getAttribute('aria-valuetext')).toBe('80 samples seen per input dimension');
    for (const name of ['ArrowRight', 'ArrowLeft', 'PageUp', 'PageDown', 'Home', 'End', 'x']) scrubber.dispatchEvent(key(name));
    expect(log.map((entry) => entry[1])).toEqual([81.6, 78.4, 96, 64, 0, 160]);
  });

  test('line, thumb and dots are one vertical', () => {
    mounted();
    const x = part('.cursor').getAttribute('x1');
    expect(part('.scrubber').getAttribute('transform')).toContain(`translate(${x},`);
    for (const dot of svg.querySelectorAll('.dot')) expect(dot.getAttribute('cx')).toBe(x);
    expect(svg.querySelectorAll('.dot')).toHaveLength(2);
  });

  test('running: a dot at the head of the stream in both panels', () => {
    const streaming = { panels: [errorPanel({ series: [run((t) => errorAt(t), { count: 40 })] }), overlapPanel({ series: [run((t) => overlapAt(t), { count: 40 })] })] } as const;
    mounted(trajectory({ ...streaming, running: true, cursor: null, learnedAt: null }));
    expect(svg.querySelectorAll('.dot.head')).toHaveLength(2);
  });
});

describe('updates', () => {
  test('the same data writes nothing; a new theory writes its line alone', async () => {
    const chart = mounted();
    const seen: MutationRecord[] = [];
    const observer = new MutationObserver((records) => seen.push(...records));
    observer.observe(svg, { attributes: true, childList: true, subtree: true });
    chart.update(trajectory(), size);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(seen).toHaveLength(0);
    const data = trajectory();
    const [theory] = data.panels[0].series;
    theory!.y[100] = theory!.y[100]! * 3;
    chart.update(data, size);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(seen.map((record) => (record.target as Element).getAttribute('class'))).toEqual(['line theory']);
    observer.disconnect();
  });

  test('a picture has role img, an interactive chart is a group; destroy leaves nothing', () => {
    const chart = mounted();
    expect(svg.getAttribute('role')).toBe('group');
    chart.destroy();
    expect(svg.children).toHaveLength(0);
    const picture = mountTrajectoryChart(svg, { onCursor: () => {}, onThreshold: () => {} }, { interactive: false });
    picture.update(trajectory(), size);
    expect(svg.getAttribute('role')).toBe('img');
    expect(svg.getAttribute('aria-label')).toContain('One run in time');
    expect(svg.querySelectorAll('[tabindex], .hit')).toHaveLength(0);
  });

  test('faint lines are one path below the others, drawn anew only for other lines or scales', () => {
    const chart = mounted();
    expect(svg.querySelector('.behind')).toBeNull();
    const x = Float64Array.of(0, 80, 160);
    const lines = [Float64Array.of(0.1, 0.2, 0.3), Float64Array.of(0.2, 0.3, 0.2), Float64Array.of(0.01, 0.02, 0.1)];
    const withLines = (more: Partial<NonNullable<PanelData['behind']>> = {}) => trajectory({ panels: [errorPanel({ behind: { x, lines, from: 0, label: 'faint: 3 lines', ...more } }), overlapPanel()] });
    chart.update(withLines(), size);
    const path = part('.behind');
    const d = path.getAttribute('d')!;
    expect(d.match(/M/g)).toHaveLength(3);
    expect(svg.querySelectorAll('.behind')).toHaveLength(1);
    expect(path.compareDocumentPosition(part('.line.theory')) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    // The cursor moves: not even looked at.
    path.setAttribute('d', 'kept');
    chart.update({ ...withLines(), cursor: 12 }, size);
    expect(path.getAttribute('d')).toBe('kept');
    chart.update(withLines({ lines: [...lines] }), size);
    expect(path.getAttribute('d')).toBe(d);
    chart.update(withLines({ from: 1 }), size);
    expect(path.getAttribute('d')!.length).toBeLessThan(d.length);
    chart.update(withLines({ from: 1 }), { ...size, width: 300 });
    expect(path.getAttribute('d')).not.toBe(d);
    chart.update(trajectory(), size);
    expect(path.getAttribute('d')).toBe('');
  });

  test('a ghost fades, the rest goes at once', () => {
    const chart = mounted(trajectory({ panels: [errorPanel({ series: [{ ...errorPanel().series[0]!, kind: 'ghost' }, errorPanel().series[1]!] }), overlapPanel()] }));
    chart.update(trajectory({ panels: [errorPanel({ series: [] }), overlapPanel()] }), size);
    const left = part('.clip').querySelectorAll('.line');
    expect([...left].map((line) => line.getAttribute('class'))).toEqual(['line ghost leaving']);
  });
});

describe('learning time', () => {
  const points = (): Element[] => [...svg.querySelectorAll('.point')];

  test('points are buttons, by mouse and by key', () => {
    mountLearningTimeChart(svg, { onPoint: (x) => log.push(['point', x]) }).update(learningTime(), size);
    expect(points()).toHaveLength(7);
    expect(points()[3]!.getAttribute('aria-label')).toBe('1,000: median 80, 10–90 % of runs 57.6 to 120');
    points()[0]!.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    points()[6]!.dispatchEvent(key('Enter'));
    points()[6]!.dispatchEvent(key('x'));
    expect(log).toEqual([['point', 30], ['point', 30000]]);
  });

  test('points without runs are left out; a censored one says so', () => {
    const empty = { x: 100, median: null, medianLow: null, medianHigh: null, low: null, high: null, learned: 0, total: 0, current: false, budget: 100 };
    mountLearningTimeChart(svg, { onPoint: () => {} }).update(learningTime({ points: [empty, { ...empty, x: 1000, learned: 21, total: 100 }] }), size);
    expect(points().map((point) => point.getAttribute('aria-label'))).toEqual(['1,000: above 100; 21 of 100 runs learned']);
    expect(svg.textContent).toContain('21 of 100 learned');
  });

  test('the guide is a grip when it may be dragged', () => {
    const guide = { x1: 300, y1: 70, x2: 30000, y2: 75, label: 'your guess', draggable: true };
    const chart = mountLearningTimeChart(svg, { onPoint: () => {}, onGuide: (x, y, phase) => log.push(['guide', x, y, phase]) });
    chart.update(learningTime({ guide }), size);
    const grip = part('.guide-grip');
    expect(grip.getAttribute('role')).toBe('slider');
    grip.dispatchEvent(key('ArrowUp'));
    expect(log).toEqual([['guide', 30000, 76.5, 'drag']]);
    grip.dispatchEvent(pointer('pointerdown', 300, -10));
    expect(log[1]![2]).toBeCloseTo(150);
    chart.update(learningTime(), size);
    expect(grip.hasAttribute('role')).toBe(false);
  });
});

test('the overlap matrix keeps the current time when it has no room', () => {
  const matrix = mountOverlapMatrix(svg);
  const matrices = [0, 40, 80, 160].map((t) => ({ caption: `$t$ = ${t}`, current: t === 80, values: new Float64Array(36).fill(-0.5) }));
  matrix.update({ students: 6, teachers: 6, matrices }, { width: 288, height: 0, fontSize: 13 });
  expect(svg.querySelectorAll('.frame')).toHaveLength(1);
  expect(svg.textContent).toContain('t = 80');
  expect(svg.textContent).toContain('−0.50');
  matrix.update({ students: 6, teachers: 6, matrices }, { width: 1200, height: 0, fontSize: 13 });
  expect(svg.querySelectorAll('.frame')).toHaveLength(4);
});

describe('keys', () => {
  test('stay in the range, and leave other keys alone', () => {
    const range = { min: 0, max: 10, kind: 'linear' } as const;
    expect(keyedValue('ArrowLeft', 0, range)).toBe(0);
    expect(keyedValue('PageUp', 9.9, range)).toBe(10);
    expect(keyedValue('Tab', 5, range)).toBeNull();
    expect(keyedValue('ArrowUp', 1, { min: 0.01, max: 100, kind: 'log' })).toBeCloseTo(10 ** 0.04);
  });
});
