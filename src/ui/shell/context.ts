import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { AnyModel } from '../../models/contract.ts';
import { models } from '../../models/registry.ts';
import type { RunController } from '../../state/runController.ts';
import type { AppState, Store } from '../../state/store.ts';

export interface Shell {
  readonly store: Store;
  readonly controller: RunController;
}

export const ShellContext = createContext<Shell | null>(null);

export const useShell = (): Shell => {
  const shell = useContext(ShellContext);
  if (shell === null) throw new Error('no ShellContext above this component');
  return shell;
};

/** A part of the state; the component renders again only when that part changes. */
export const useApp = <T>(select: (state: AppState) => T): T => useStore(useShell().store, select);

export const useModel = (): AnyModel => models[useApp((state) => state.config.model)]!;
