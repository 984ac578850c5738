import { formatInteger } from '../../charts/formatNumber.ts';
import type { Live } from '../../state/store.ts';
import { sweepSide } from './sweepPoints.ts';

export interface Status {
  /** What is shown meanwhile. */
  readonly before: string;
  /** In the colour of the simulation, then the rest. */
  readonly runs: string;
  readonly rest: string;
  readonly action: 'Cancel' | 'Run' | null;
  readonly tone: 'note' | 'warn';
}

/** 'about 2 min', '3 s': as much as a prediction deserves. */
export const durationText = (seconds: number): string => {
  if (seconds < 1) return 'less than 1 s';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 360) / 10} h`;
};

const runsText = (live: Live): string => `${formatInteger(live.runs)} of ${formatInteger(live.wanted)} runs`;

const learnedText = (live: Live, saturates: boolean): string => {
  const side = live.request.config.view === 'sweep' ? sweepSide(live, 'simulation') : null;
  if (side === null) return 'done';
  const lost = side.time.censored.reduce((sum, count) => sum + count, 0);
  return lost === 0 ? 'all learned' : saturates ? `${formatInteger(live.wanted - lost)} learned; theory never does` : `${formatInteger(lost)} not learned within the budget`;
};

/** What a status row says. */
export const statusOf = (live: Live | null, dragging: boolean, stored = false, saturates = false): Status => {
  const say = (runs: string, rest: string, action: Status['action'] = null, tone: Status['tone'] = 'note'): Status => ({ before: stored ? 'stored result; ' : '', runs, rest, action, tone });
  if (live === null || (dragging && live.status === 'cancelled')) return say('', dragging ? 'theory follows; runs start at rest' : 'starting');
  switch (live.status) {
    case 'waiting':
      return say('', `${stored ? 'a new one takes ' : ''}about ${durationText(live.secondsLeft ?? 0)} on this machine`, 'Run');
    case 'running':
      return live.wanted === 0 ? say('', 'theory under way', 'Cancel') : say(runsText(live), live.secondsLeft === null ? '' : `${durationText(live.secondsLeft)} left`, 'Cancel');
    case 'cancelled':
      return say('', `cancelled: ${runsText(live)}`, 'Run');
    case 'failed':
      return say('', `failed: ${live.failure ?? 'unknown reason'}`, 'Run', 'warn');
    case 'done':
      return live.wanted === 0 ? say('', 'theory alone') : say('', `${formatInteger(live.wanted)} run${live.wanted === 1 ? '' : 's'}, ${learnedText(live, saturates)}`);
  }
};
