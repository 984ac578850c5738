import { useEffect, useState, type ReactNode } from 'react';
import { useShell } from '../shell/context.ts';

/** Invites the first move; the line stays free when it has been made, so that nothing jumps. */
export const Invitation = (): ReactNode => {
  const { store } = useShell();
  const [made, setMade] = useState(false);
  useEffect(() => store.subscribe((state, former) => {
    if (state.config.params['dimension'] !== former.config.params['dimension']) setMade(true);
  }), [store]);
  return <p className="field-note invitation">{made ? ' ' : <>Drag <i className="symbol">N</i>: does the wait grow?</>}</p>;
};
