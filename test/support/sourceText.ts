/** Source files by their path from the top of the repository. */
export type Sources = ReadonlyMap<string, string>;

const beforeRegex = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|do|else|void|yield|await))\s*$/;

/** End of the quoted text that opens at `from`; a plain string ends with its line at the latest, a regular expression too. */
const endOfQuoted = (text: string, from: number): number => {
  const quote = text[from]!;
  let inClass = false;
  for (let i = from + 1; i < text.length; i++) {
    const c = text[i]!;
    if (c === '\\') i++;
    else if (c === '\n' && quote !== '`') return i;
    else if (quote === '/' && c === '[') inClass = true;
    else if (c === ']') inClass = false;
    else if (quote === '`' && c === '$' && text[i + 1] === '{') i = endOfHole(text, i + 2) - 1;
    else if (c === quote && !(quote === '/' && inClass)) return i + 1;
  }
  return text.length;
};

/** End of a template's `${...}` whose inside begins at `from`. */
const endOfHole = (text: string, from: number): number => {
  let depth = 1;
  let i = from;
  while (i < text.length) {
    const c = text[i]!;
    if (c === "'" || c === '"' || c === '`') i = endOfQuoted(text, i);
    else {
      if (c === '{') depth++;
      if (c === '}' && --depth === 0) return i + 1;
      i++;
    }
  }
  return text.length;
};

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** A template with its text blanked and the code of its holes kept. */
const withoutTemplateText = (text: string): string => {
  let out = '`';
  let i = 1;
  while (i < text.length) {
    if (text[i] === '\\') {
      out += '  ';
      i += 2;
    } else if (text[i] === '$' && text[i + 1] === '{') {
      const end = endOfHole(text, i + 2);
      out += `\${${stripped(text.slice(i + 2, end - 1), true)}}`;
      i = end;
    } else {
      out += text[i] === '`' || text[i] === '\n' ? text[i]! : ' ';
      i++;
    }
  }
  return out;
};

const stripped = (text: string, quotedToo: boolean): string => {
  let out = '';
  let i = 0;
  while (i < text.length) {
    const c = text[i]!;
    const two = text.slice(i, i + 2);
    let end = i + 1;
    if (two === '//' || two === '/*') {
      const close = text.indexOf(two === '//' ? '\n' : '*/', i + 2);
      end = close < 0 ? text.length : close + (two === '//' ? 0 : 2);
      out += blank(text.slice(i, end));
    } else if (c === "'" || c === '"' || c === '`' || (c === '/' && beforeRegex.test(out.slice(-80)))) {
      end = endOfQuoted(text, i);
      const quoted = text.slice(i, end);
      if (!quotedToo) out += quoted;
      else out += c === '`' ? withoutTemplateText(quoted) : c + blank(quoted.slice(1, -1)) + quoted.slice(-1);
    } else out += c;
    i = end;
  }
  return out;
};

/** The text with its comments blanked; lines stay where they are. */
export const withoutComments = (text: string): string => stripped(text, false);

/** The text with comments and what stands in quotes blanked. */
export const codeOf = (text: string): string => stripped(text, true);

export interface Import {
  readonly to: string;
  readonly typeOnly: boolean;
}

const forms: readonly RegExp[] = [
  /\b(?:import|export)(\s+type)?\b[^;'"`=]*?\bfrom\s*['"]([^'"]+)['"]/g,
  /\bimport()\s*['"]([^'"]+)['"]/g,
  /\b(?:import|require|import\.meta\.glob)()\s*\(\s*['"`]([^'"`]+)['"`]/g,
  /\bnew\s+URL()\s*\(\s*['"`]([^'"`]+)['"`]\s*,\s*import\.meta\.url/g,
];

/** Everything a source text imports, in whatever form; a path that is computed is shown as `computed`. */
export const importsOf = (text: string): Import[] => {
  const code = withoutComments(text);
  const found = forms.flatMap((form) => [...code.matchAll(form)].map(([, typeOnly, to]): Import => ({ to: to!, typeOnly: typeOnly !== undefined && typeOnly !== '' })));
  if (/\b(?:import|require)\s*\(\s*(?!['"`\s])/.test(codeOf(text))) found.push({ to: 'computed', typeOnly: false });
  return found;
};

/** The file that a relative import from `from` names. */
export const resolved = (from: string, to: string): string => {
  const parts = from.split('/').slice(0, -1);
  for (const part of to.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
};
