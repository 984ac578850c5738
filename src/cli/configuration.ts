import type { Config } from '../jobs/config.ts';
import { errorLine, readLink, writeLink } from '../jobs/link.ts';
import { BadInput, type Options } from './options.ts';

const checked = (text: string): Config => {
  const { config, notices } = readLink(text);
  if (notices.length > 0) throw new BadInput(errorLine(notices[0]!).replaceAll('\n', ' '));
  return config;
};

/** The link and the options that stand for keys of it; any fault is an error, nothing is clamped. */
export const readConfiguration = (options: Options): Config => {
  if (options.link === null) throw new BadInput('link: got nothing; must be a permalink, its fragment, or model?key=value&... (or --list)');
  const config = checked(options.link);
  const { view, only } = options;
  if (view === null && only === null) return config;
  const changed = { ...config, ...(view === null ? {} : { view: view as Config['view'] }), ...(only === null ? {} : { only: only as Config['only'] }) };
  return checked(writeLink(changed));
};
