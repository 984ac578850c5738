import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { attachAddressBar, linkOf } from '../../src/state/addressBar.ts';
import { attachPlayback } from '../../src/state/playback.ts';
import { setUp } from './fakePool.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const open = (link: string) => {
  const { store, controller } = setUp(link);
  const written: string[] = [];
  let text = link;
  let changed: () => void = () => {};
  attachAddressBar(store, controller, {
    read: () => text,
    write: (next) => {
      text = next;
      written.push(next);
    },
    onChange: (act) => (changed = act),
  });
  const type = (next: string): void => {
    text = next;
    changed();
  };
  return { store, controller, written, type };
};

describe('address bar', () => {
  test('a burst of changes is one write, of the last state', () => {
    const { controller, written } = open('#/committee?v=1');
    for (let i = 1; i <= 300; i++) controller.change({ params: { learningRate: 1 + i / 1000 } }, 'learningRate');
    expect(written).toEqual([]);
    vi.advanceTimersByTime(449);
    expect(written).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(written).toEqual(['#/committee?learningRate=1.3&v=1']);
    vi.advanceTimersByTime(10_000);
    expect(written).toHaveLength(1);
    controller.change({ params: { learningRate: 2 } });
    vi.advanceTimersByTime(450);
    expect(written.at(-1)).toBe('#/committee?learningRate=2&v=1');
  });

  test('changes without a rest are written at most about twice a second', () => {
    const { controller, written } = open('#/committee?v=1');
    for (let i = 1; i <= 450; i++) {
      controller.cursor(i / 10);
      vi.advanceTimersByTime(10);
    }
    expect(written.length).toBeGreaterThanOrEqual(9);
    expect(written.length).toBeLessThanOrEqual(10);
  });

  test('a change that ends where it began writes nothing', () => {
    const { controller, written } = open('#/committee?v=1');
    controller.change({ params: { learningRate: 2 } });
    controller.change({ params: { learningRate: 1 } });
    vi.advanceTimersByTime(1000);
    expect(written).toEqual([]);
  });

  test('the cursor stands in the link at rest, not while it plays', () => {
    const { store, controller, written } = open('#/committee?v=1');
    controller.cursor(40.123456);
    vi.advanceTimersByTime(450);
    expect(written).toEqual(['#/committee?cursor=40.12&v=1']);
    store.setState({ playing: true });
    vi.advanceTimersByTime(450);
    expect(written.at(-1)).toBe('#/committee?v=1');
    for (let i = 0; i < 20; i++) {
      store.setState({ cursor: 41 + i });
      vi.advanceTimersByTime(450);
    }
    expect(written).toHaveLength(2);
    controller.cursor(null);
    expect(linkOf(store.getState())).toBe('#/committee?v=1');
  });

  test('another link in the bar is opened, our own is not', () => {
    const { store, controller, written, type } = open('#/committee?v=1');
    controller.change({ params: { learningRate: 2 } });
    vi.advanceTimersByTime(450);
    const { config } = store.getState();
    type(written[0]!);
    expect(store.getState().config).toBe(config);
    type('#/committee?learningRate=0.5&ofset=1');
    expect(store.getState().config.params['learningRate']).toBe(0.5);
    expect(store.getState().notices.map(({ key }) => key)).toEqual(['ofset']);
    vi.advanceTimersByTime(450);
    // Its canonical form takes its place.
    expect(written.at(-1)).toBe('#/committee?learningRate=0.5&v=1');
  });
});

describe('playback', () => {
  const play = () => {
    const { store } = setUp('committee?duration=120');
    const frames: ((now: number) => void)[] = [];
    let asked = 0;
    attachPlayback(store, (act) => {
      asked++;
      frames.push(act);
    });
    const picture = (now: number): void => {
      for (const act of frames.splice(0)) act(now);
    };
    return { store, picture, frames, asked: () => asked };
  };

  test('a run takes twelve seconds, and ends', () => {
    const { store, picture, frames } = play();
    store.setState({ playing: true });
    expect(store.getState().cursor).toBe(0);
    for (let now = 5000; now <= 11_000; now += 50) picture(now);
    expect(store.getState().cursor).toBeCloseTo(60, 9);
    store.setState({ speed: 4 });
    for (let now = 11_050; now <= 12_000; now += 50) picture(now);
    expect(store.getState().cursor).toBeCloseTo(100, 9);
    for (let now = 12_050; now <= 14_000; now += 50) picture(now);
    expect(store.getState()).toMatchObject({ cursor: 120, playing: false });
    expect(frames).toHaveLength(0);
  });

  test('it goes on from the cursor, and from the start when that is the end', () => {
    const { store, picture } = play();
    store.setState({ cursor: 30 });
    store.setState({ playing: true });
    picture(0);
    picture(100);
    expect(store.getState().cursor).toBeCloseTo(31, 9);
    store.setState({ playing: false });
    picture(200);
    expect(store.getState().cursor).toBeCloseTo(31, 9);
    store.setState({ cursor: 120 });
    store.setState({ playing: true });
    expect(store.getState().cursor).toBe(0);
    // The time without pictures does not count.
    picture(99_000);
    expect(store.getState().cursor).toBe(0);
  });

  test('a page in the background does not jump', () => {
    const { store, picture } = play();
    store.setState({ playing: true });
    picture(0);
    picture(60_000);
    expect(store.getState().cursor).toBeCloseTo(1, 9);
  });

  test('pressed twice between two pictures it is one run of pictures', () => {
    const { store, picture, frames, asked } = play();
    for (const playing of [true, false, true, false, true]) store.setState({ playing });
    expect([asked(), frames.length]).toEqual([1, 1]);
    picture(0);
    expect(frames).toHaveLength(1);
    picture(50);
    expect(store.getState().cursor).toBeCloseTo(0.5, 9);
  });
});
