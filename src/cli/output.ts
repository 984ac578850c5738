import { appendFileSync, closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { Cell, CellResult } from '../jobs/cell.ts';

/** Waits beside the final file: a line of JSON for each finished cell, until the document is whole. */
export interface Journal {
  readonly keep: (cell: Cell, result: CellResult) => void;
  readonly discard: () => void;
}

const plain = (xs: Float64Array): (number | null)[] => Array.from(xs, (x) => (Number.isFinite(x) ? x : null));

export const openJournal = (file: string | null): Journal => {
  if (file === null) return { keep: () => {}, discard: () => {} };
  const part = `${file}.part`;
  closeSync(openSync(part, 'w'));
  return {
    keep: ({ engine, params, firstReplica, count, plan }, { frames, passages, outcomes }) => {
      const times = plain(plan.saveAt);
      appendFileSync(part, `${JSON.stringify({ engine, params, firstReplica, count, times, frames: plain(frames), passages: plain(passages), outcomes })}\n`);
    },
    discard: () => rmSync(part, { force: true }),
  };
};

/** Writes the pieces under another name and renames: nobody sees half a file under the final one. */
export const writeFileWhole = (file: string, pieces: Iterable<string>): void => {
  const waiting = `${file}.${process.pid}.tmp`;
  try {
    const handle = openSync(waiting, 'w');
    try {
      for (const piece of pieces) writeSync(handle, piece);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(waiting, file);
  } catch (reason) {
    rmSync(waiting, { force: true });
    throw reason;
  }
};

/** Writes to standard output, waiting for a slow reader; rejects when it is closed or full. */
export const writeStandard = async (pieces: Iterable<string>): Promise<void> => {
  const out = process.stdout;
  let fail: (reason: Error) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  out.once('error', (reason) => fail(reason));
  for (const piece of pieces) {
    const written = new Promise<void>((resolve, reject) => {
      out.write(piece, (reason) => (reason ? reject(reason) : resolve()));
    });
    await Promise.race([written, failed]);
  }
};
