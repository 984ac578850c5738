/**
 * The small mark-up of labels: `$N$` a symbol (italic serif), `**80**` bold, `^{-1}` raised, `_{0}` lowered.
 * Marks nest (`**$N$ = 1,000**`); a dollar sign that is never closed stands for itself.
 */
export interface TextRun {
  text: string;
  italic: boolean;
  bold: boolean;
  /** 1 raised, -1 lowered, 0 on the line. */
  shift: -1 | 0 | 1;
}

export function parseRich(source: string): TextRun[] {
  const runs: TextRun[] = [];
  let italic = false;
  let bold = false;
  let shift: TextRun['shift'] = 0;
  let text = '';
  const flush = (): void => {
    if (text !== '') runs.push({ text, italic, bold, shift });
    text = '';
  };
  for (let i = 0; i < source.length; i++) {
    const next = source[i + 1];
    const mark = source[i];
    if (mark === '$' && (italic || source.includes('$', i + 1))) {
      flush();
      italic = !italic;
    } else if (mark === '*' && next === '*') {
      flush();
      bold = !bold;
      i++;
    } else if ((mark === '^' || mark === '_') && next === '{') {
      flush();
      shift = mark === '^' ? 1 : -1;
      i++;
    } else if (mark === '}' && shift !== 0) {
      flush();
      shift = 0;
    } else {
      text += mark;
    }
  }
  flush();
  return runs;
}

/** For aria-labels: the words without marks. */
export function plainText(source: string): string {
  return parseRich(source)
    .map((run) => (run.shift === 1 ? `^${run.text}` : run.text))
    .join('');
}
