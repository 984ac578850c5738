/**
 * The text of `JSON.stringify(value)` in pieces, for plain data without undefined: the document of many frames is longer
 * than the longest string.
 */
export function* jsonPieces(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null || (Array.isArray(value) && typeof value[0] !== 'object')) {
    yield JSON.stringify(value);
    return;
  }
  const isList = Array.isArray(value);
  let separator = isList ? '[' : '{';
  for (const [key, inner] of Object.entries(value)) {
    yield isList ? separator : `${separator}${JSON.stringify(key)}:`;
    yield* jsonPieces(inner);
    separator = ',';
  }
  yield separator === ',' ? (isList ? ']' : '}') : isList ? '[]' : '{}';
}

/** The same text in pieces of some size: fewer writes. */
export function* blocksOf(pieces: Iterable<string>): Generator<string> {
  let block = '';
  for (const piece of pieces) {
    block += piece;
    if (block.length > 65_536) {
      yield block;
      block = '';
    }
  }
  yield block;
}
