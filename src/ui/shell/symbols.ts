const lowered = '₀₁₂₃₄₅₆₇₈₉';

/** A symbol as models write it ('η_v', 'Q₀', 'K, M') in the mark-up of charts: letters italic, indices lowered. */
export const symbolRich = (symbol: string): string =>
  symbol
    .split(', ')
    .map((one) => {
      const index = /^(.+?)(?:_(\w+)|([₀-₉]+))$/.exec(one);
      if (index === null) return one === '' ? '' : `$${one}$`;
      const [, letter, plain, digits] = index;
      if (plain !== undefined) return /\d/.test(plain) ? `$${letter}$_{${plain}}` : `$${letter}_{${plain}}$`;
      return `$${letter}$_{${Array.from(digits!, (digit) => lowered.indexOf(digit)).join('')}}`;
    })
    .join(', ');

/** Prose of a model: single letters that stand for quantities (N, t, Greek) are set as symbols; A and I are words. */
export const proseRich = (text: string): string => questionRich(text).replaceAll(/(?<![\w$])t(?![\w$])/g, '$t$').replaceAll(/[α-ω]/g, (letter) => `$${letter}$`);

/** Text of a model in which a lone capital letter such as N is a symbol. */
export const questionRich = (question: string): string => question.replaceAll(/\b([B-HJ-Z])\b/g, '$$$1$$');
