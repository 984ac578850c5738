import { pinSeparator } from '../jobs/commonKeys.ts';
import { writeLink } from '../jobs/link.ts';
import type { RunController } from './runController.ts';
import type { Store } from './store.ts';

/** Browsers ignore replaceState after some 200 calls in a burst: one trailing write, at most about two a second. */
const writeMilliseconds = 450;

export interface AddressBar {
  readonly read: () => string;
  readonly write: (link: string) => void;
  readonly onChange: (act: () => void) => void;
}

/** The link of a state: its configuration, its pins and where the cursor stands. */
export const linkOf = ({ config, cursor, playing, pins }: Pick<ReturnType<Store['getState']>, 'config' | 'cursor' | 'playing' | 'pins'>): string => {
  const page = { ...config.page };
  delete page['pin'];
  if (pins.length > 0) page['pin'] = pins.map((pin) => writeLink(pin.config, { page: false })).join(pinSeparator);
  if (cursor === null || playing) delete page['cursor'];
  else page['cursor'] = String(Number(cursor.toPrecision(4)));
  return writeLink({ ...config, page });
};

/** Keeps the fragment of the address and the state together, in both directions. */
export const attachAddressBar = (store: Store, controller: RunController, bar: AddressBar): void => {
  let written = bar.read();
  let waiting = false;
  store.subscribe((state, former) => {
    if (state.config === former.config && state.cursor === former.cursor && state.playing === former.playing && state.pins === former.pins) return;
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      const link = linkOf(store.getState());
      // An address that somebody has just changed is not written over: its own event is on the way.
      if (link === written || bar.read() !== written) return;
      bar.write(link);
      written = bar.read();
    }, writeMilliseconds);
  });
  bar.onChange(() => {
    if (bar.read() === written) return;
    written = bar.read();
    controller.open(written);
  });
};
