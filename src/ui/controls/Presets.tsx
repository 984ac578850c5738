import type { ReactNode } from 'react';
import { readLink, writeLink } from '../../jobs/link.ts';
import { useApp, useModel, useShell } from '../shell/context.ts';
import { openLink } from '../shell/openLink.ts';
import { MenuSelect } from '../shell/MenuSelect.tsx';

const canonical = new Map<string, string>();
const canonicalOf = (link: string): string => {
  let text = canonical.get(link);
  if (text === undefined) {
    text = writeLink(readLink(link).config, { page: false });
    canonical.set(link, text);
  }
  return text;
};

/** The model's presets; 'your own values' as soon as something else is chosen. */
export const Presets = (): ReactNode => {
  const shell = useShell();
  const { presets } = useModel().opening;
  const chosen = useApp((state) => {
    const here = state.dragging === null ? writeLink(state.config, { page: false }) : null;
    return presets.findIndex(({ link }) => canonicalOf(link) === here);
  });
  const options = presets.map(({ label }, i) => ({ value: String(i), label }));
  const own = { value: '-1', label: 'Your own values' };
  return (
    <div className="presets">
      <span className="small" aria-hidden="true">Preset</span>
      <MenuSelect className="preset-menu" label="Preset" value={String(chosen)} options={chosen < 0 ? [own, ...options] : options}
        onChoose={(value) => {
          const preset = presets[Number(value)];
          if (preset !== undefined) openLink(shell, preset.link);
        }} />
    </div>
  );
};
