import { sides } from '../jobs/commonKeys.ts';
import type { Config } from '../jobs/config.ts';
import { errorLine, readLink } from '../jobs/link.ts';
import { splitLink } from '../jobs/splitLink.ts';
import { firstModelId } from '../models/registry.ts';
import { BadInput, views, type Options } from './options.ts';

const checked = (text: string): Config => {
  const { config, notices } = readLink(text);
  if (notices.length > 0) throw new BadInput(errorLine(notices[0]!).replaceAll('\n', ' '));
  return config;
};

/** The link with an option in place of its key: the meaning of other keys depends on it. A fault of the link stays one. */
const withOption = (link: string, key: string, value: string | null, allowed: readonly string[]): string => {
  const { model, pairs, lost } = splitLink(link);
  if (value === null || lost) return link;
  const said = pairs.map(([k, text]) => `${k}=${k === key && allowed.includes(text) ? value : text}`);
  if (!pairs.some(([k]) => k === key)) said.push(`${key}=${value}`);
  return `${model === '' && pairs.length === 0 ? firstModelId : encodeURIComponent(model)}?${said.join('&')}`;
};

/** The link and the options that stand for keys of it; any fault is an error, nothing is clamped. */
export const readConfiguration = ({ link, view, only }: Options): Config => {
  if (link === null) throw new BadInput('link: got nothing; must be a permalink, its fragment, or model?key=value&... (or --list)');
  const viewed = withOption(link, 'view', view, views);
  return checked(withOption(viewed, 'only', only, sides));
};
