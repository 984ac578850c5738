import type { ReactNode } from 'react';

const Icon = ({ path }: { path: string }): ReactNode => (
  <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d={path} fill="currentColor" /></svg>
);

export const PlayIcon = (): ReactNode => <Icon path="M3 2l11 6-11 6z" />;
export const PauseIcon = (): ReactNode => <Icon path="M3 2h3.500v12h-3.500zM9.500 2h3.500v12h-3.500z" />;
export const StepIcon = (): ReactNode => <Icon path="M2 2l9 6-9 6zM11.500 2h2.500v12h-2.500z" />;
export const BackIcon = (): ReactNode => <Icon path="M14 2l-9 6 9 6zM2 2h2.500v12h-2.500z" />;
