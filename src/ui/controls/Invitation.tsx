import { useEffect, useState, type ReactNode } from 'react';
import { useModel, useShell } from '../shell/context.ts';

/** Invites the first move; the line stays free when it has been made, so that nothing jumps. */
export const Invitation = (): ReactNode => {
  const { store } = useShell();
  const { symbol } = useModel().params['dimension']!;
  const [made, setMade] = useState(false);
  useEffect(() => store.subscribe((state, former) => {
    if (state.config.params['dimension'] !== former.config.params['dimension']) setMade(true);
  }), [store]);
  return <p className="field-note invitation">{made ? ' ' : <>Drag <i className="symbol">{symbol}</i>: does the wait grow?</>}</p>;
};
