import { useEffect, useState } from 'react';

const whenIdle = (act: () => void): (() => void) => {
  if (typeof requestIdleCallback === 'function') {
    const id = requestIdleCallback(act, { timeout: 1000 });
    return () => cancelIdleCallback(id);
  }
  const id = setTimeout(act, 50);
  return () => clearTimeout(id);
};

/** compute(key), once for each key and not before the page has nothing better to do; null until then. */
export const useIdle = <K extends object, V>(key: K | null, compute: (key: K) => V): V | null => {
  const [known, setKnown] = useState<{ readonly key: K; readonly value: V } | null>(null);
  useEffect(() => (key === null ? undefined : whenIdle(() => setKnown({ key, value: compute(key) }))), [key, compute]);
  return known !== null && known.key === key ? known.value : null;
};
