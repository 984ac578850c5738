import { fingerprintOf } from '../../jobs/fingerprint.ts';
import type { Live } from '../../state/store.ts';
import type { Part } from '../../state/runController.ts';
import type { Config } from '../../jobs/config.ts';

/** The request that a link asks for: the part that a fingerprint speaks of. */
export const linkedPart = (config: Config): Part => (config.view === 'sweep' || config.view === 'scan' ? config.view : 'trajectory');

export const fingerprintFor = (live: Live): string | null => fingerprintOf(live.request, 'simulation', live.results) ?? fingerprintOf(live.request, 'theory', live.results);

/** 'chain.1-4f2a91c07be3...' -> '4f2a 91c0 7be3 ...'. */
export const fingerprintText = (fingerprint: string): string => (fingerprint.split('-').at(-1)!.match(/.{1,4}/g) ?? []).join(' ');

/** Does a claimed fingerprint, whole or its digits alone, name the same bits? */
export const isSameFingerprint = (claimed: string, found: string): boolean => claimed === found || claimed === found.split('-').at(-1);

/** Why two fingerprints differ, as far as they tell. */
export const differenceOf = (claimed: string, found: string): string => {
  const [engine, mine] = [claimed.split('-'), found.split('-')];
  return engine.length > 1 && engine[0] !== mine[0] ? `the link speaks of ${engine[0]}, this page ran ${mine[0]}` : 'same engine, other results: a number in the link was changed, or the fingerprint was';
};
