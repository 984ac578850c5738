import { useCallback, useSyncExternalStore } from 'react';

export const useMedia = (query: string): boolean => {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
};

export type WidthClass = 'narrow' | 'medium' | 'wide';

/** Below 700 px one column; from 1181 px the controls stand beside the charts. */
export const useWidthClass = (): WidthClass => {
  const wide = useMedia('(min-width: 1181px)');
  const medium = useMedia('(min-width: 700px)');
  return wide ? 'wide' : medium ? 'medium' : 'narrow';
};
