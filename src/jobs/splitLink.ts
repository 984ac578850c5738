/** A link taken apart, still percent-encoded except the model; `lost` where a URL says something, but not in its fragment. */
export interface LinkParts {
  readonly model: string;
  readonly pairs: readonly (readonly [key: string, value: string])[];
  readonly lost: boolean;
}

/** The text behind the percent-encoding, or null where that is malformed. */
export const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/** Takes a whole permalink, its fragment, or `model?key=value&...`. */
export const splitLink = (text: string): LinkParts => {
  const hash = text.indexOf('#');
  const bare = hash < 0 && /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const body = (bare ? '' : text.slice(hash + 1)).trim().replace(/^\/+/, '');
  const cut = body.search(/[?&]/);
  const name = cut < 0 ? body : body.slice(0, cut);
  const model = name.endsWith('/') ? name.slice(0, -1) : name;
  const parts = cut < 0 ? [] : body.slice(cut + 1).split('&').filter((part) => part !== '');
  const pairs = parts.map((part) => {
    const equals = part.indexOf('=');
    return equals < 0 ? ([part, ''] as const) : ([part.slice(0, equals), part.slice(equals + 1)] as const);
  });
  return { model: decoded(model) ?? model, pairs, lost: bare && text.includes('=') };
};
