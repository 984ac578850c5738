import type { Shell } from './context.ts';

/** Opens a preset, a pin or a step of a tour; the theme of the page stays, as it is the reader's and not the link's. */
export const openLink = ({ store, controller }: Shell, link: string): void => {
  const theme = store.getState().config.page['theme'];
  controller.open(link, theme === undefined ? {} : { theme });
};
