import { describe, expect, test } from 'vitest';
import { attachPictures, isFormer, pictureSource } from '../../src/state/pictures.ts';
import { readLink } from '../../src/jobs/link.ts';
import { toyPictures } from '../jobs/toyPictures.ts';
import { lendPictures } from '../support/lendPictures.ts';
import { drawn } from '../support/pictureFaults.ts';
import { setUp, turn, type Asked } from './fakePool.ts';

const small = 'committee?dimension=20&duration=2&points=5&replicas=3&hiddenUnits=1&teacherUnits=1&dimensions=20,40&starts=3&budget=3';
const isPicture = ({ work }: Asked): boolean => work.kind === 'picture';

lendPictures('committee', { ...toyPictures, two: { ...toyPictures['bars']!, title: 'Two units', when: (p) => p['hiddenUnits'] === 2 } });

const opened = (page = '') => {
  const all = setUp(small + page);
  const detach = all.controller.attach(attachPictures);
  all.controller.start();
  const pictures = () => all.asked.filter(isPicture);
  return { ...all, detach, pictures, shown: () => all.store.getState().picture };
};

describe('the further picture', () => {
  test('none without a name, none for an unknown one or one that these parameters do not offer', async () => {
    for (const page of ['', '&picture=none', '&picture=toString', '&picture=two']) {
      const { pictures, shown, finish, store } = opened(page);
      await finish();
      expect([pictures().length, shown()]).toEqual([0, null]);
      expect(store.getState().notices).toEqual([]);
    }
    expect(pictureSource(readLink(`${small}&picture=bars`).config)?.title).toBe('Times compared');
    expect(pictureSource(readLink('committee?hiddenUnits=2&picture=two').config)?.title).toBe('Two units');
  });

  test('the one that the link names is drawn, before what takes long', async () => {
    const { pictures, shown, finish, store } = opened('&picture=potential');
    expect(pictures()).toMatchObject([{ work: { picture: 'potential', seed: 7, params: { dimension: 20 } }, options: { priority: 0.5 } }]);
    expect(shown()).toMatchObject({ status: 'drawing', drawn: null });
    await finish();
    expect(shown()).toMatchObject({ status: 'done', failure: null, drawn: { picture: drawn(toyPictures['potential']!, {}) } });
    expect(isFormer(store.getState())).toBe(false);
  });

  test('another is drawn when it is chosen, and none when it is put away', async () => {
    const { controller, pictures, shown, finish } = opened('&picture=bars');
    await finish();
    controller.page({ picture: 'ladder' });
    await turn();
    expect(shown()).toMatchObject({ status: 'drawing', drawn: null });
    await finish();
    expect(shown()!.drawn!.picture.kind).toBe('table');
    controller.page({ theme: 'dark' });
    controller.page({ picture: null });
    await turn();
    expect([shown(), pictures().length]).toEqual([null, 2]);
  });

  test('one that was drawn before is shown again at once', async () => {
    const { controller, pictures, shown, finish, store } = opened('&picture=bars');
    await finish();
    const first = shown()!.drawn!.picture;
    controller.page({ picture: 'ladder' });
    await turn();
    await finish();
    controller.page({ picture: 'bars' });
    await turn();
    expect(shown()).toMatchObject({ status: 'done', failure: null });
    expect(shown()!.drawn!.picture).toBe(first);
    expect([pictures().length, isFormer(store.getState())]).toEqual([2, false]);
  });

  test('while a hand moves the former one stays, and is known as such; then the newest alone is asked for', async () => {
    const { controller, pictures, shown, finish, rest, store } = opened('&picture=starts');
    await finish();
    const before = shown()!.drawn;
    for (const learningRate of [0.9, 0.8, 0.7]) controller.change({ params: { learningRate } }, 'learningRate');
    await turn();
    expect(pictures()).toHaveLength(1);
    expect(shown()!.drawn).toBe(before);
    expect(isFormer(store.getState())).toBe(true);
    await rest();
    expect(pictures()).toHaveLength(2);
    expect(pictures()[1]).toMatchObject({ work: { params: { learningRate: 0.7 } } });
    expect(shown()).toMatchObject({ status: 'drawing', drawn: before });
    await finish();
    expect([isFormer(store.getState()), shown()!.status]).toEqual([false, 'done']);
  });

  test('a change of what it does not depend on asks for nothing', async () => {
    const { controller, pictures, finish, rest } = opened('&picture=starts');
    await finish();
    controller.change({ threshold: 0.7 });
    controller.change({ replicas: 5 });
    await rest();
    await finish();
    expect(pictures()).toHaveLength(1);
    controller.dice();
    await finish();
    expect(pictures()).toHaveLength(2);
  });

  test('a stale answer is never shown, whether it was cancelled or came too late', async () => {
    const { controller, pictures, shown, finish } = opened('&picture=bars');
    const [first] = pictures();
    controller.page({ picture: 'ladder' });
    await turn();
    expect(first!.state()).toBe('aborted');
    pictures()[1]!.answer();
    // Answered, and put away before the answer is heard.
    controller.page({ picture: 'starts' });
    await turn();
    expect(shown()).toMatchObject({ status: 'drawing', drawn: null });
    await finish();
    expect(shown()!.drawn!.picture.kind).toBe('histogram');
  });

  test('a failure is told, keeps the former one, and ends with the next change', async () => {
    const { controller, pictures, shown, finish, rest } = opened('&picture=starts');
    await finish();
    const before = shown()!.drawn;
    controller.change({ params: { learningRate: 0.5 } });
    await rest();
    pictures().at(-1)!.fail(new Error('out of memory'));
    await turn();
    expect(shown()).toMatchObject({ status: 'failed', failure: 'out of memory', drawn: before });
    controller.change({ params: { learningRate: 0.6 } });
    await rest();
    await finish();
    expect(shown()).toMatchObject({ status: 'done', failure: null });
  });

  test('detached, it asks for nothing, and what was under way is dropped', async () => {
    const { controller, pictures, shown, detach, finish } = opened('&picture=bars');
    controller.page({ picture: 'ladder' });
    detach();
    await turn();
    expect([shown(), pictures().map(({ state }) => state())]).toEqual([null, ['aborted']]);
    controller.page({ picture: 'starts' });
    await finish();
    expect([shown(), pictures().length]).toEqual([null, 1]);
  });
});
