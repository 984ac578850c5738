const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
};

/** The name that `text` was probably meant to be: at most two edits away (a third of a short name), case apart. */
export const nearestName = (text: string, names: Iterable<string>): string | null => {
  if (text === '' || text.length > 40) return null;
  let nearest: string | null = null;
  let least = Math.min(2, Math.ceil(text.length / 3)) + 1;
  for (const name of names) {
    if (Math.abs(name.length - text.length) >= least) continue;
    const edits = distance(text.toLowerCase(), name.toLowerCase());
    if (edits < least) [nearest, least] = [name, edits];
  }
  return nearest;
};

/** `; did you mean "x"?` or nothing. */
export const suggestion = (text: string, names: Iterable<string>): string => {
  const name = nearestName(text, names);
  return name === null ? '' : `; did you mean "${name}"?`;
};
