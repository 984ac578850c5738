import { formatInteger, formatSignificant } from '../../charts/formatNumber.ts';
import type { LearningPoint } from '../../charts/learningTimeData.ts';
import { slopeText, type Slopes } from './learningView.ts';
import { timeText } from './words.ts';

/** A stretch of a sentence, rich; numbers in the colour of what they come from. */
export interface Piece {
  readonly text: string;
  readonly tone?: 'sim' | 'ink' | 'warn';
}

/** All that the sentence says; every number is one that the charts show. */
export interface Facts {
  /** Rich: '$N$ = 1,000'. */
  readonly where: string;
  /** 'samples per dimension', and 't'. */
  readonly unit: string;
  readonly clock: string;
  /** 'specialisation', 'above', 0.5 */
  readonly quantity: string;
  readonly direction: 'above' | 'below';
  readonly threshold: number;
  readonly runName: string;
  readonly duration: number;
  readonly moving: boolean;
  /** Runs at the present value, and how many of them there will be. */
  readonly point: LearningPoint | null;
  readonly wanted: number;
  readonly waits: boolean;
  /** 'the start of run 7', or 'this start' where the start is not random. */
  readonly startName: string;
  /** Only the theory was asked for. */
  readonly theoryAlone: boolean;
  readonly theoryTime: number | null;
  readonly theoryShown: boolean;
  /** Where theory stops without learning. */
  readonly saturation: number | null;
  /** In a scan: the final value of the runs and of theory at the present value. */
  readonly final: { readonly name: string; readonly point: LearningPoint | null; readonly theory: number | null } | null;
  readonly diverged: number;
  /** The rate is above the largest stable one: '$η$ = 2.6', 2.31, the theory's last error and whether it has come to rest. */
  readonly unstable: { readonly what: string; readonly limit: number; readonly error: number | null; readonly rests: boolean; readonly name: string } | null;
  readonly slopes: Slopes | null;
  /** Rich symbol of the axis, and how many runs each value has so far (null: all). */
  readonly symbol: string;
  readonly sweepSoFar: number | null;
  /** Unit on log axes: 'samples'; '' for a linear axis. */
  readonly powers: string;
}

const plain = (text: string): Piece => ({ text });
const sim = (text: string): Piece => ({ text: `**${text}**`, tone: 'sim' });
const ink = (text: string): Piece => ({ text: `**${text}**`, tone: 'ink' });

const unstablePart = ({ unstable, theoryTime, quantity }: Facts): Piece[] => {
  if (unstable === null) return [];
  const head = `${unstable.what} is above the largest stable rate ${formatSignificant(unstable.limit, 3)}`;
  if (unstable.error === null) return [{ text: `${head}. `, tone: 'warn' }];
  const units = theoryTime !== null && quantity === 'specialisation' ? 'the units specialise, yet ' : '';
  const rests = unstable.rests ? `the ${unstable.name} stops at ` : `the ${unstable.name} does not go to 0, and ends at `;
  return [{ text: `${head}: `, tone: 'warn' }, plain(units + rests), ink(formatSignificant(unstable.error, 2)), plain('. ')];
};

const soFar = ({ point, wanted }: Facts): string => (point !== null && point.total < wanted ? ` (${formatInteger(point.total)} of ${formatInteger(wanted)} runs so far)` : '');

const runsPart = (facts: Facts): Piece[] => {
  const { where, unit, point, clock, wanted } = facts;
  if (point === null) return [];
  const scale = facts.powers || unit;
  const text = (x: number): string => (facts.powers === '' ? timeText(x) : formatSignificant(x, 3));
  const { median, low, high, learned, total, budget } = point;
  if (median !== null) {
    const all = learned === total ? `${formatInteger(total)} runs` : `${formatInteger(learned)} of ${formatInteger(total)} runs learned by ${text(budget)}`;
    const range = low !== null && high !== null ? `10\u2060–\u206090 % of runs: ${text(low)}\u2060–\u2060${text(high)}` : all;
    if (median === 0) return [plain(`At ${where} half of the runs are ${facts.direction} ${formatSignificant(facts.threshold, 3)} from the start: no time to learn${soFar(facts)}.`)];
    const so = total < wanted ? `; ${formatInteger(total)} of ${formatInteger(wanted)} runs so far` : '';
    return [plain(`At ${where} half of the runs have learned after `), sim(text(median)), plain(` ${text(median) === '1' ? scale.replace(/s\b/, '') : scale} (${range}${so}).`)];
  }
  // Where the theory itself stops short, runs that have not learned are what it says, not a budget too small.
  if (facts.saturation !== null) return [plain(`At ${where} ${learned === 0 ? 'none' : formatInteger(learned)} of ${formatInteger(total)} runs${learned === 0 ? ' learns' : ' have learned'}${soFar(facts)}.`)];
  const count = learned === 0 ? `none of ${formatInteger(total)} runs has` : `only ${formatInteger(learned)} of ${formatInteger(total)} runs have`;
  const limit = facts.powers === '' ? `$${clock}$ = ${text(budget)}` : `${text(budget)} ${facts.powers}`;
  return [plain(`At ${where} ${count} learned within ${limit}${soFar(facts)}: the median is not known, only that it is above `), sim(text(budget)), plain('.')];
};

const theoryPart = (facts: Facts): Piece[] => {
  const { where, unit, theoryTime, theoryShown, saturation, quantity, direction, threshold, startName, theoryAlone, duration, clock, point, moving, waits } = facts;
  if (saturation !== null) return [plain(`${point === null ? `At ${where} theory` : ' Theory'} stops at ${quantity} `), ink(formatSignificant(saturation, 2)), plain(` for good, never ${direction} ${formatSignificant(threshold, 3)}.`)];
  if (point !== null) return [];
  if (theoryTime !== null) {
    const next = moving || theoryAlone ? '' : waits ? ' The runs wait for a yes.' : ' The runs are on their way.';
    return [plain(`At ${where} theory learns after `), ink(timeText(theoryTime)), plain(` ${unit}, from ${startName}.${next}`)];
  }
  return theoryShown ? [plain(`At ${where} theory has not learned by $${clock}$ = ${formatSignificant(duration, 3)}.`)] : [];
};

const slopePart = ({ slopes, point, symbol, powers, sweepSoFar, moving }: Facts): Piece[] => {
  if (slopes === null || moving || point?.median === 0) return [];
  const { runs, theory, limit, law } = slopes;
  if (powers === '' && runs === null && (limit === null || limit === 0) && theory !== null && Math.abs(theory) < 0.05) return [plain(` The time does not depend on ${symbol}.`)];
  if (runs === null && theory === null) return limit === null || powers !== '' ? [] : [plain(` In theory each tenfold ${symbol} adds `), ink(formatSignificant(limit, 3)), plain(` as ${symbol}\u00a0→\u00a0∞.`)];
  const pieces: Piece[] = [plain(powers === '' ? ` Each tenfold ${symbol} adds ` : ` The exponent of ${powers === 'samples' ? 'total samples' : powers.replace('units of ', '')} is `)];
  if (runs !== null) {
    const [value, bracket] = slopeText(runs);
    pieces.push(sim(value), plain(` ${bracket}${sweepSoFar === null ? '' : ` (${formatInteger(sweepSoFar)} runs each so far)`}`));
    if (theory !== null) pieces.push(plain('; theory says '), ink(formatSignificant(theory, 3)), plain(' here'));
  } else pieces.push(ink(formatSignificant(theory!, 3)), plain(' in theory'));
  if (limit !== null) pieces.push(plain(`, ${law || formatSignificant(limit, 3)} as ${symbol}\u00a0→\u00a0∞`));
  return [...pieces, plain('.')];
};

const finalPart = ({ final, where, clock, duration }: Facts): Piece[] => {
  if (final === null) return [];
  const end = `$${clock}$ = ${formatSignificant(duration, 3)}`;
  if (final.point === null || final.point.median === null) return [plain(`At ${where} the ${final.name} at ${end} is not known yet.`)];
  const { median, low, high, total } = final.point;
  const range = low === null || high === null ? '' : `, 10\u2060–\u206090 % of them ${formatSignificant(low, 2)} to ${formatSignificant(high, 2)}`;
  const theirs = final.theory === null ? [] : [plain('; theory says '), ink(formatSignificant(final.theory, 2))];
  return [plain(`At ${where} the ${final.name} at ${end} is `), sim(formatSignificant(median, 2)), plain(` (median of ${formatInteger(total)} run${total === 1 ? '' : 's'}${range})`), ...theirs, plain('.')];
};

/** The one plain sentence about what is on the page. */
export const sentenceOf = (facts: Facts): Piece[] => {
  const diverged = facts.diverged === 0 ? [] : [{ text: ` ${formatInteger(facts.diverged)} run${facts.diverged === 1 ? '' : 's'} diverged.`, tone: 'warn' as const }];
  if (facts.final !== null && !facts.moving) return [...unstablePart(facts), ...finalPart(facts), ...diverged];
  return [...unstablePart(facts), ...runsPart(facts), ...theoryPart(facts), ...diverged, ...(facts.saturation === null ? slopePart(facts) : [])];
};
