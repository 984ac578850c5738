import type { AnyModel } from './contract.ts';

/** One line a model: the name on its tab, and its folder, loaded when first needed. A page without a link opens the first. */
const registered: Readonly<Record<string, { readonly name: string; readonly load: () => Promise<AnyModel> }>> = {
  committee: { name: 'Committee machine', load: async () => (await import('./committee/index.ts')).committee },
  hebbianIca: { name: 'Hebbian ICA', load: async () => (await import('./hebbianIca/index.ts')).hebbianIca },
  hiddenManifold: { name: 'Hidden manifold', load: async () => (await import('./hiddenManifold/index.ts')).hiddenManifold },
  sequenceMultiIndex: { name: 'Multi-index models', load: async () => (await import('./sequenceMultiIndex/index.ts')).sequenceMultiIndex },
};

export const modelNames: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(registered).map(([id, { name }]) => [id, name]));
export const firstModelId: string = Object.keys(registered)[0]!;

const loaded: Record<string, AnyModel> = {};

/** The models loaded so far. */
export const models: Readonly<Record<string, AnyModel>> = loaded;

/** Makes a registered model ready; nothing for any other id. */
export const loadModel = async (id: string): Promise<void> => {
  if (Object.hasOwn(loaded, id) || !Object.hasOwn(registered, id)) return;
  loaded[id] = await registered[id]!.load();
};

export const loadModels = async (): Promise<void> => {
  for (const id of Object.keys(registered)) await loadModel(id);
};
