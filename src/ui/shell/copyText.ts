/** To the clipboard; false where the browser does not allow it. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'unseen';
    (document.querySelector('dialog[open]') ?? document.body).append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
};

/** The address of a configuration, whole. */
export const fullLink = (link: string): string => `${location.origin === 'null' ? '' : location.origin}${location.pathname}${link.startsWith('#') ? link : `#/${link}`}`;
