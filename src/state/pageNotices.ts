import type { Config } from '../jobs/config.ts';
import type { Notice } from '../jobs/link.ts';

/** What the page has to say of a link: its faults, and a valid wish that only the runner fulfils. */
export const pageNotices = (config: Config, notices: readonly Notice[]): readonly Notice[] =>
  config.view === 'map' ? [...notices, { key: 'view', received: 'map', used: 'the charts in time and of learning time', why: 'maps are computed by the headless runner' }] : notices;
