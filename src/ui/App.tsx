import { Suspense, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import '../charts/charts.css';
import './fonts.css';
import './base.css';
import './layout.css';
import './figures/picture.css';
import type { RunController } from '../state/runController.ts';
import type { Store } from '../state/store.ts';
import { AboutDialog } from './shell/onDemand.ts';
import { Header } from './header/Header.tsx';
import { ShellContext } from './shell/context.ts';
import { useWidthClass } from './shell/useMedia.ts';
import { Main } from './Main.tsx';

interface Props {
  readonly store: Store;
  readonly controller: RunController;
}

/** The theme of the link on the page's root; none: as the system has it. */
const useTheme = (store: Store): void => {
  useLayoutEffect(() => {
    const write = (): void => {
      const theme = store.getState().config.page['theme'];
      if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
      else delete document.documentElement.dataset['theme'];
    };
    write();
    return store.subscribe(write);
  }, [store]);
};

export const App = ({ store, controller }: Props): ReactNode => {
  const shell = useMemo(() => ({ store, controller }), [store, controller]);
  const [aboutOpen, setAboutOpen] = useState(false);
  const place = useWidthClass();
  useTheme(store);
  return (
      <ShellContext value={shell}>
        <Header place={place} onAbout={() => setAboutOpen(true)} />
        <div className={`page ${place}`}>
          <Main place={place} onAbout={() => setAboutOpen(true)} />
        </div>
        {aboutOpen && <Suspense><AboutDialog onClose={() => setAboutOpen(false)} /></Suspense>}
      </ShellContext>
  );
};
