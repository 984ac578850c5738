import type { ReactNode } from 'react';
import { useApp, useShell } from '../shell/context.ts';

const themes = ['auto', 'light', 'dark'] as const;
const shapes = {
  auto: <path d="M8 1a7 7 0 010 14z" fill="currentColor" />,
  light: null,
  dark: <circle cx="8" cy="8" r="7" fill="currentColor" />,
};

/** As the system has it, light, dark, in turn. */
export const ThemeButton = ({ named = false }: { named?: boolean }): ReactNode => {
  const { controller } = useShell();
  const theme = useApp((state) => themes.find((one) => one === state.config.page['theme']) ?? 'auto');
  const next = themes[(themes.indexOf(theme) + 1) % themes.length]!;
  return (
    <button type="button" className="plain icon" aria-label={`Theme: ${theme}. Change to ${next}`} title={`Theme: ${theme}`} onClick={() => controller.page({ theme: next === 'auto' ? null : next })}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><circle cx="8" cy="8" r="6.9" fill="none" stroke="currentColor" strokeWidth="1.8" />{shapes[theme]}</svg>
      {named && <span className="theme-name">{`Theme: ${theme}`}</span>}
    </button>
  );
};
