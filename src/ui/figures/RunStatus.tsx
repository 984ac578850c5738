import type { ReactNode } from 'react';
import { useShallow } from 'zustand/shallow';
import type { Part } from '../../state/runController.ts';
import { markOf } from '../select/described.ts';
import { isStoredShown } from '../select/sweepPoints.ts';
import { statusOf } from '../select/status.ts';
import { useApp, useShell } from '../shell/context.ts';

interface Props {
  readonly part: Part;
  readonly left?: boolean;
}

/** How far the runs have come, and the one thing to do about it. */
export const RunStatus = ({ part, left = false }: Props): ReactNode => {
  const { controller } = useShell();
  const { before, runs, rest, action, tone } = useApp(useShallow((state) => statusOf(state[part], state.dragging !== null, part === 'sweep' && isStoredShown(state), markOf(state.description, 'saturation') !== null)));
  return (
    <div className={left ? 'status left' : 'status'}>
      <span className={tone === 'warn' ? 'warn' : undefined}>
        {before}
        {runs !== '' && <span className="sim">{runs}</span>}
        {runs !== '' && rest !== '' ? ', ' : ''}
        {rest}
      </span>
      {action !== null && (
        <button type="button" className="link" onClick={() => (action === 'Run' ? controller.run(part) : controller.cancel(part))}>
          {action}
          <span className="unseen">{part === 'trajectory' ? ' the runs in time' : ' the runs of the second chart'}</span>
        </button>
      )}
    </div>
  );
};
