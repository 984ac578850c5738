// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { domainFor, extentOf, frozenDomain, linearDomain, logDomain, niceCeil } from '../../src/ui/select/axis.ts';
import { formerRich, isSameCurve, pinLabels, presentLabel } from '../../src/ui/select/differences.ts';
import { fingerprintText, isSameFingerprint } from '../../src/ui/select/fingerprints.ts';
import { rivalFits } from '../../src/ui/select/powerWords.ts';
import { matrixTimes } from '../../src/ui/select/matrixTimes.ts';
import { durationText, statusOf } from '../../src/ui/select/status.ts';
import { logSlope, roundOf } from '../../src/ui/select/sweepPoints.ts';
import { plateauRange } from '../../src/ui/select/trajectoryView.ts';
import { columnsOf, lowerColumn, upperColumn } from '../../src/ui/select/words.ts';
import { proseRich, questionRich, symbolRich } from '../../src/ui/shell/symbols.ts';
import { collect, learningTimes } from '../../src/jobs/collected.ts';
import { readLink } from '../../src/jobs/link.ts';
import { atThreshold } from '../../src/ui/select/movedThreshold.ts';
import { idleLive } from '../../src/state/liveRun.ts';
import { requestOf } from '../../src/jobs/tasks.ts';

const config = (link: string) => readLink(link).config;

describe('domains', () => {
  it('end on decades, at most four below the head unless something must be shown', () => {
    expect(logDomain([3e-5, 0.33])[0]).toBeCloseTo(1e-4, 12);
    expect(logDomain([3e-3, 0.33])[0]).toBeCloseTo(1e-3, 12);
    expect(logDomain([1e-12, 0.33], [1e-7])[0]).toBeLessThanOrEqual(1e-7);
    expect(logDomain([0.2, 0.33])[0]).toBeLessThanOrEqual(0.033);
    expect(logDomain(null)[0]).toBeGreaterThan(0);
  });
  it('show all of what lives between 0 and 1', () => {
    expect(linearDomain([0.01, 0.98])).toEqual([0, 1.04]);
    expect(linearDomain([-0.2, 3])[0]).toBeLessThan(-0.2);
    expect(linearDomain([0, 0.1], [0.5])[1]).toBeGreaterThan(0.5);
    expect(domainFor('log', [0.1, 1])[0]).toBeGreaterThan(0);
  });
  it('leave out what cannot be drawn', () => {
    expect(extentOf([[NaN, 2, -1, Infinity], [5]])).toEqual([-1, 5]);
    expect(extentOf([[0, -3, 2]], true)).toEqual([2, 2]);
    expect(extentOf([[NaN]])).toBeNull();
  });
  it('follow a link where it makes sense', () => {
    expect(frozenDomain({ ymin: '1e-3', ymax: '2' }, 'y', 'log', [1, 10])).toEqual([1e-3, 2]);
    expect(frozenDomain({ ymin: '-1' }, 'y', 'log', [1, 10])).toEqual([1, 10]);
    expect(frozenDomain({ xmin: '5', xmax: '3' }, 'x', 'linear', [0, 160])).toEqual([0, 160]);
    expect(frozenDomain({ xmax: 'abc' }, 'x', 'linear', [0, 160])).toEqual([0, 160]);
  });
  it('have round heads', () => {
    expect([0.9, 1.2, 113, 199, 201, 7.1].map(niceCeil)).toEqual([1, 1.5, 150, 200, 250, 8]);
  });
});

describe('plateau', () => {
  const x = [0, 1, 2, 3, 4, 5];
  it('lasts from the first to the last time within a fifth of the level', () => {
    expect(plateauRange(x, [1, 0.11, 0.1, 0.13, 0.09, 0.01], 0.1)).toEqual([1, 4]);
  });
  it('is not there when the curve passes without a stay', () => {
    expect(plateauRange(x, [1, 0.5, 0.1, 0.01, 0, 0], 0.1)).toBeNull();
    expect(plateauRange(x, [1, NaN, NaN], 0.1)).toBeNull();
  });
});

describe('names of what differs', () => {
  const base = config('committee');
  it('say only that', () => {
    const pins = [config('committee?learningRate=0.5'), config('committee?learningRate=0.7')];
    expect(pinLabels(base, pins)).toEqual(['$η$ = 0.5', '$η$ = 0.7']);
    expect(presentLabel(base, pins)).toBe('$η$ = 1');
    expect(pinLabels(base, [config('committee?seed=9&hiddenUnits=3')])).toEqual(['$K$ = 3, seed 9']);
    expect(pinLabels(base, [base])).toEqual(['$N$ = 1,000']);
    expect(presentLabel(base, [base])).toBe('');
  });
  it('leave out parameters that are not in use, and write indices', () => {
    expect(pinLabels(base, [config('committee?start=broken&initialOverlap=0.001')])).toEqual(['start: one overlap set, $R$_{11} = 0.001']);
  });
  it('name the former curve, unless it is the same one', () => {
    expect(formerRich(base, config('committee?learningRate=0.7'))).toBe('was $η$ = 1');
    expect(formerRich(config('committee?replicas=2&seed=8'), base)).toBe('was seed 8');
    expect(isSameCurve(base, config('committee?replicas=2&threshold=0.7'))).toBe(true);
    expect(isSameCurve(base, config('committee?labelNoise=0.1'))).toBe(false);
  });
});

describe('columns', () => {
  it('are those of the frame, with symbols', () => {
    expect(columnsOf(config('committee')).map(({ name, symbol }) => `${name} ${symbol}`)).toContain('R12 $R$_{12}');
    expect(columnsOf(config('committee'))).toBe(columnsOf(config('committee?dimension=77')));
    expect(columnsOf(config('committee?hiddenUnits=3')).length).toBe(2 + 9 + 6 + 3);
  });
  it('never show the same quantity twice unasked', () => {
    expect([upperColumn(config('committee')), lowerColumn(config('committee'))]).toEqual(['generalisationError', 'specialisation']);
    const other = config('committee?criterion=errorBelow');
    expect([upperColumn(other), lowerColumn(other)]).toEqual(['specialisation', 'generalisationError']);
    expect(upperColumn(config('committee?chart=R12'))).toBe('R12');
    expect(upperColumn(config('committee?chart=nonsense'))).toBe('generalisationError');
  });
});

describe('slopes', () => {
  const xs = [300, 1000, 3000, 10000];
  it('are least squares against ln x, from the fitted value on', () => {
    expect(logSlope(xs, xs.map((x) => 5 + 2 * Math.log(x)), null)).toBeCloseTo(2, 12);
    expect(logSlope(xs, [999, ...xs.slice(1).map((x) => 5 + 2 * Math.log(x))], 1000)).toBeCloseTo(2, 12);
    expect(logSlope(xs, [1, null, null, null], null)).toBeNull();
  });
  it('tell N ln N from a power', () => {
    const nLogN = rivalFits(xs, xs.map((x) => x * (3 + 8 * Math.log(x))), null)!;
    expect(nLogN.log).toBeLessThan(1e-12);
    expect(nLogN.power).toBeGreaterThan(1e-4);
    const power = rivalFits(xs, xs.map((x) => 2 * x ** 1.5), null)!;
    expect(power.power).toBeLessThan(1e-12);
    expect(power.log).toBeGreaterThan(0.01);
    expect(rivalFits(xs, [1, 2, null, null], null)).toBeNull();
  });
  it('are taken once a round of 2, 4, 8, ... runs', () => {
    expect([2, 5, 6, 13, 14, 29, 30].map(roundOf)).toEqual([1, 1, 2, 2, 3, 3, 4]);
  });
});

describe('small things', () => {
  it('symbols', () => {
    expect(['N', 'η_v', 'Q₀', 'R₁₁', 'K, M', ''].map(symbolRich)).toEqual(['$N$', '$η_{v}$', '$Q$_{0}', '$R$_{11}', '$K$, $M$', '']);
    expect(questionRich('A network, as the dimension N grows?')).toBe('A network, as the dimension $N$ grows?');
    expect(proseRich('By t = 10 it sat: ε')).toBe('By $t$ = 10 it sat: $ε$');
  });
  it('times of the matrices ascend and hold the cursor', () => {
    for (const cursor of [null, 0, 1, 40, 80, 159, 160, 200]) {
      const { times, current } = matrixTimes(cursor, 160);
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
      expect(times.length).toBe(4);
      if (cursor !== null) expect(times[current]).toBe(Math.min(160, cursor));
    }
  });
  it('fingerprints', () => {
    expect(fingerprintText('chain.1-4f2a91c07be30011')).toBe('4f2a 91c0 7be3 0011');
    expect(isSameFingerprint('4f2a91c07be30011', 'chain.1-4f2a91c07be30011')).toBe(true);
    expect(isSameFingerprint('chain.2-4f2a91c07be30011', 'chain.1-4f2a91c07be30011')).toBe(false);
  });
  it('durations', () => {
    expect([0.2, 3.4, 89, 120, 7200].map(durationText)).toEqual(['less than 1 s', '3 s', '89 s', '2 min', '2 h']);
  });
});

describe('status', () => {
  const live = idleLive(requestOf({ ...config('committee'), view: 'trajectory' }), 'running');
  it('says how far, how long, and what can be done', () => {
    expect(statusOf({ ...live, runs: 12, secondsLeft: 3 }, false)).toMatchObject({ runs: '12 of 32 runs', rest: '3 s left', action: 'Cancel' });
    expect(statusOf({ ...live, status: 'done', runs: 32 }, false)).toMatchObject({ rest: '32 runs, done', action: null });
    expect(statusOf({ ...live, status: 'cancelled', runs: 12 }, false)).toMatchObject({ rest: 'cancelled: 12 of 32 runs', action: 'Run' });
    expect(statusOf({ ...live, status: 'failed', failure: 'no worker' }, false)).toMatchObject({ rest: 'failed: no worker', tone: 'warn' });
    expect(statusOf({ ...live, status: 'waiting', secondsLeft: 120 }, false)).toMatchObject({ rest: 'about 2 min on this machine', action: 'Run' });
    expect(statusOf({ ...live, runs: 4 }, false, true).before).toBe('stored result; ');
  });
});

describe('a dragged threshold', () => {
  const request = requestOf({ ...config('committee?replicas=2&starts=2&dimensions=300'), view: 'sweep' });
  const task = request.tasks.find(({ side }) => side === 'simulation')!;
  const levels = task.cells[0]!.plan.questions[0]!.levels;
  const passages = Float64Array.from({ length: 2 * levels.length }, (_, i) => (i < levels.length ? 10 * (i + 1) : i === levels.length ? 7 : -1));
  const result = { frames: new Float64Array(0), saved: new Int32Array(2), passages, outcomes: [] };
  const collected = collect(request, task, new Map(task.cells.map((cell) => [cell, result])));
  it('is read between the stored levels', () => {
    expect(learningTimes(atThreshold(collected, 0.3)!)[0]).toBeCloseTo(60, 9);
    expect(learningTimes(atThreshold(collected, 0.325)!)[0]).toBeCloseTo(65, 9);
    expect(learningTimes(atThreshold(collected, 0.02)!)).toEqual([10, 7]);
    expect(learningTimes(atThreshold(collected, 0.3)!)[1]).toBeNull();
    expect(atThreshold(collected, 0.51)).toBeNull();
  });
});
