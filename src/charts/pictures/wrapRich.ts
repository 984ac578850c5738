import { textWidth } from '../textWidth.ts';

/** A rich text in lines of at most `room` px; symbols are not broken. A single longer word stands alone. */
export const wrapRich = (source: string, fontSize: number, room: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of wordsOf(source)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, fontSize) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
};

/** Parted at spaces outside of marks, so that every part is a rich text of its own. */
const wordsOf = (source: string): string[] => {
  const words: string[] = [];
  let open = '';
  for (const part of source.split(' ')) {
    open = open === '' ? part : `${open} ${part}`;
    const symbols = open.split('$').length - 1;
    const bold = open.split('**').length - 1;
    const scripts = open.split(/[\^_]\{/).length - 1;
    if (symbols % 2 === 1 || bold % 2 === 1 || scripts > open.split('}').length - 1) continue;
    if (open !== '') words.push(open);
    open = '';
  }
  return open === '' ? words : [...words, open];
};
