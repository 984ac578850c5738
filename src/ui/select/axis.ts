import type { Domain, ScaleKind } from '../../charts/types.ts';

/** The smallest of 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 times a power of ten that is not below x > 0. */
export const niceCeil = (x: number): number => {
  const power = 10 ** Math.floor(Math.log10(x));
  const digit = x / power;
  return power * ([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8].find((nice) => nice >= digit - 1e-9) ?? 10);
};

/** Smallest and largest finite number; null when there is none. `positive` leaves out what a log axis cannot show. */
export const extentOf = (lists: readonly ArrayLike<number>[], positive = false): Domain | null => {
  let low = Infinity;
  let high = -Infinity;
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) {
      const x = list[i]!;
      if (x - x !== 0 || (positive && !(x > 0))) continue;
      if (x < low) low = x;
      if (x > high) high = x;
    }
  }
  return low <= high ? [low, high] : null;
};

/** Decades at the foot of a log axis; more than four below its head only if something must be shown there. */
export const logDomain = (extent: Domain | null, mustShow: readonly number[] = []): Domain => {
  const shown = mustShow.filter((x) => x > 0);
  const high = Math.max(...shown.map((x) => 2 * x), extent === null ? 1 : 1.05 * extent[1]);
  const foot = 10 ** Math.floor(Math.log10(extent === null ? high / 1e3 : extent[0]) + 1e-9);
  const lowest = 10 ** (Math.ceil(Math.log10(high) - 1e-9) - 4);
  const least = Math.max(foot, lowest);
  const low = Math.min(least, ...shown.map((x) => 10 ** Math.floor(Math.log10(x / 1.2))));
  return [low <= high / 10 ? low : 10 ** Math.floor(Math.log10(high / 10)), high];
};

export const linearDomain = (extent: Domain | null, mustShow: readonly number[] = []): Domain => {
  const low = Math.min(0, ...mustShow, extent?.[0] ?? 0);
  const high = Math.max(...mustShow, extent?.[1] ?? 1, low + 1e-9);
  // What lives between 0 and 1 is shown on all of it.
  const top = high > 0.4 && high <= 1.03 ? 1.04 : high + 0.04 * (high - low);
  return [low < 0 ? low - 0.04 * (high - low) : 0, top];
};

export const domainFor = (scale: ScaleKind, extent: Domain | null, mustShow: readonly number[] = []): Domain =>
  scale === 'log' ? logDomain(extent, mustShow) : linearDomain(extent, mustShow);

/** A domain that a link has frozen, where it makes sense. */
export const frozenDomain = (page: Readonly<Record<string, string>>, axis: 'x' | 'y', scale: ScaleKind, free: Domain): Domain => {
  const read = (key: string, other: number): number => {
    const x = page[key] === undefined ? NaN : Number(page[key]);
    return Number.isFinite(x) && (scale === 'linear' || x > 0) ? x : other;
  };
  const domain = [read(`${axis}min`, free[0]), read(`${axis}max`, free[1])] as const;
  return domain[0] < domain[1] ? domain : free;
};
