import { formatSignificant } from '../../charts/formatNumber.ts';
import type { Config } from '../../jobs/config.ts';
import { modelOf } from '../../jobs/config.ts';
import type { Law } from '../../models/contract.ts';
import type { NumberField } from '../../models/params.ts';
import type { Described, Live } from '../../state/store.ts';
import { symbolRich } from '../shell/symbols.ts';
import { isDescribed, lawOver } from './described.ts';
import { axisIn, clockIn, powerUnit } from './learningAxis.ts';
import { lawRich, rightAxis } from './learningView.ts';
import { fitFrom, fitOf, logSlope, sweepSide } from './sweepPoints.ts';

/** Does c N + s N ln N describe the medians as well as a power law? Both with two constants; root mean square residuals of ln. */
export const rivalFits = (xs: readonly number[], medians: readonly (number | null)[], from: number | null): { power: number; log: number } | null => {
  const kept = xs.flatMap((x, i) => (medians[i] === null || medians[i] === undefined || (from !== null && x < from) ? [] : [[x, medians[i]] as const]));
  if (kept.length < 3) return null;
  const residual = (fitted: (x: number) => number): number => Math.sqrt(kept.reduce((sum, [x, n]) => sum + Math.log(n / fitted(x)) ** 2, 0) / kept.length);
  const line = (ys: readonly number[]): ((x: number) => number) => {
    const xs = kept.map(([x]) => x);
    const slope = logSlope(xs, ys, null) ?? 0;
    const at = ys.reduce((a, y) => a + y, 0) / ys.length - (slope * xs.reduce((a, x) => a + Math.log(x), 0)) / xs.length;
    return (x) => at + slope * Math.log(x);
  };
  const power = line(kept.map(([, n]) => Math.log(n)));
  const perValue = line(kept.map(([x, n]) => n / x));
  return { power: residual((x) => Math.exp(power(x))), log: residual((x) => Math.max(1e-300, x * perValue(x))) };
};

const percentText = (share: number): string => `${formatSignificant(100 * share, 2)} %`;

/** Why the slope here is not that of the limit: exponents of theory far out. */
const farWords = ({ far, exponent, logPower }: Law, symbol: string): string => {
  if (far === undefined || far.length === 0 || logPower === 0) return '';
  const places = far.map((one) => `${formatSignificant(one.exponent, 3)} at ${symbol} = ${formatSignificant(one.x, 1)}`).join(', ');
  return `The logarithm in ${lawRich(symbol, exponent, logPower)} fades slowly: theory has exponent ${places}.`;
};

/** Words below the log-log view: local slopes, how well x ln x does, where the limit is, what theory leaves out. */
export const powerWords = (config: Config, sweep: Live | null, description: Described | null): string => {
  const unit = clockIn(config);
  if (powerUnit(config) === '') return '';
  const { over, values } = rightAxis(config);
  const field = modelOf(config).params[over] as NumberField;
  const side = sweep === null ? null : sweepSide(sweep, 'simulation', unit);
  const fit = sweep === null ? null : fitOf(sweep, unit);
  const symbol = symbolRich(field.symbol);
  const law = isDescribed(description, config) && over === modelOf(config).sweep.over ? lawOver(description, over, unit) : null;
  const said: string[] = [];
  if (side !== null && fit !== null && (field.scale === 'log' || field.scale === 'logInteger')) {
    const slopes = fit.localSlopes.map((slope) => (slope === null ? '–' : formatSignificant(slope, 3)));
    const rival = law !== null && (law.exponent !== 1 || law.logPower < 0) ? null : rivalFits(values, side.samples.median, fitFrom(config, over));
    const fits = rival === null || rival.log > 0.5 ? '' : `; residual of a power law ${percentText(rival.power)}, of ${symbol} ln ${symbol} ${percentText(rival.log)}${rival.log <= 1.25 * rival.power ? ': the exponent is not established' : ''}`;
    said.push(`local slopes ${slopes.join(', ')}${fits}`);
  }
  const more = [law === null ? '' : farWords(law, symbol), axisIn(config)?.[1].note?.(config.params) ?? ''].filter(Boolean);
  return [...said.map((words) => (more.length > 0 ? `${words}.` : words)), ...more].join(' ');
};
