/** A fault of a link: which key, what stood there, what is used instead (as it stands in a link), and why. */
export interface Notice {
  readonly key: string;
  readonly received: string;
  readonly used: string;
  readonly why: string;
  /** It was not read in a link but entered on the page. */
  readonly entered?: boolean;
}

export interface NoticeBook {
  /** Notes a fault; the value used is filled in at the end. `ignored`: the entry has no effect at all. */
  readonly add: (key: string, received: string, why: string, ignored?: boolean) => void;
  /** Does the list take no more? (Then spare the search for a suggestion.) */
  readonly full: () => boolean;
  readonly list: (usedOf: (key: string) => string) => Notice[];
}

const most = 50;
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

/** Text without control characters, lone surrogates and direction marks, of at most `length` characters. */
export const printable = (text: string, length: number): string => text.slice(0, length).replace(unprintable, '');

/** Text for a message: unprintable characters are shown as such, a long text ends in `…`. */
export const shown = (text: string, length = 80): string =>
  text.slice(0, length).replace(unprintable, '\ufffd') + (text.length > length ? '…' : '');

export const makeNoticeBook = (): NoticeBook => {
  const faults: { key: string; received: string; why: string; ignored: boolean }[] = [];
  const seen = new Set<string>();
  let count = 0;
  return {
    add: (key, received, why, ignored = false) => {
      const id = `${shown(key)}\n${why}`;
      if (seen.has(id)) return;
      seen.add(id);
      count++;
      if (faults.length < most) faults.push({ key: shown(key), received: shown(received), why, ignored });
    },
    full: () => faults.length === most,
    list: (usedOf) => {
      const notices = faults.map(({ key, received, why, ignored }) => ({ key, received, used: ignored ? 'ignored' : usedOf(key), why }));
      if (count <= most) return notices;
      const rest = { key: 'link', received: `${count - most + 1} further faults`, used: 'the nearest valid values', why: 'too many to list' };
      return [...notices.slice(0, most - 1), rest];
    },
  };
};

/** One line for the page. */
export const noticeLine = ({ key, received, used, why, entered = false }: Notice): string => {
  const says = received === '' ? 'nothing' : `"${received}"`;
  const who = entered ? 'you entered' : 'the link says';
  const does = used === 'ignored' ? 'ignores it' : used === 'default' ? 'uses its default' : `uses ${shown(used)}`;
  return `${key}: ${who} ${says}; the page ${does} (${why.replace(/^(?:must be|is|has) /, '')})`;
};

/** One line for the runner, where a fault is an error. */
export const errorLine = ({ key, received, why }: Notice): string => `${key}: got "${received}"; ${why}`;
