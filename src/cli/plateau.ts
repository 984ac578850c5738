import { availableParallelism } from 'node:os';
import { csvOf } from '../jobs/csv.ts';
import { documentOf, type Document } from '../jobs/document.ts';
import { loadModels } from '../models/registry.ts';
import { poolSize } from '../workers/poolSize.ts';
import { isAbort, makePool } from '../workers/pool.ts';
import { spawnThread } from '../workers/thread.node.ts';
import { compute, type Computed } from './compute.ts';
import { readConfiguration } from './configuration.ts';
import { blocksOf, jsonPieces } from './jsonPieces.ts';
import { listing } from './list.ts';
import { BadInput, readOptions, type Options } from './options.ts';
import { openJournal, writeFileWhole, writeStandard } from './output.ts';

const usage = `plateau '<link>' [--view trajectory|sweep|scan|map] [--only simulation|theory] [--format json|csv]
        [--out FILE] [--progress] [--verify FINGERPRINT] [--workers W]
plateau --list
`;

const line = (text: string): void => {
  process.stderr.write(`${text.replaceAll(/\s*\n\s*/g, ' ')}\n`);
};

function* piecesOf({ request, results }: Computed, document: Document, format: Options['format']): Generator<string> {
  if (format === 'csv') for (const row of csvOf(request, results)) yield `${row}\n`;
  else {
    yield* jsonPieces(document);
    yield '\n';
  }
}

const deliver = async (pieces: Iterable<string>, out: string | null): Promise<void> => {
  if (out === null) await writeStandard(pieces);
  else writeFileWhole(out, pieces);
};

/** The exit code. */
const main = async (): Promise<number> => {
  const options = readOptions(process.argv.slice(2));
  await loadModels();
  if (options.help) {
    await writeStandard([usage]);
    return 0;
  }
  if (options.list) {
    await deliver([`${JSON.stringify(listing(), null, 2)}\n`], options.out);
    return 0;
  }
  const config = readConfiguration(options);
  const pool = makePool(spawnThread, options.workers ?? poolSize(availableParallelism()));
  let interrupted = false;
  const interrupt = (): void => {
    interrupted = true;
    pool.close();
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const journal = openJournal(options.out);
    const progress = options.progress ?? process.stderr.isTTY;
    const computed = await compute(config, pool, (cell, result, done, total) => {
      journal.keep(cell, result);
      if (progress) process.stderr.write(`\r${done} of ${total} parts`);
    });
    if (progress) process.stderr.write('\n');
    const document = documentOf(computed.request, computed.results, computed.description);
    await deliver(blocksOf(piecesOf(computed, document, options.format)), options.out);
    journal.discard();
    const claimed = options.verify ?? config.fp;
    const { simulation } = document['fingerprint'] as { simulation: string | null };
    if (claimed !== null && claimed !== simulation) {
      line(`plateau: the simulation's fingerprint is ${simulation ?? 'missing (no simulation was run)'}, not ${claimed}`);
      return 3;
    }
    return 0;
  } catch (reason) {
    if (!interrupted && !isAbort(reason)) throw reason;
    line(`plateau: interrupted${options.out === null ? '' : `; what was finished is in ${options.out}.part`}`);
    return 130;
  } finally {
    pool.close();
  }
};

try {
  process.exitCode = await main();
} catch (reason) {
  line(`plateau: ${reason instanceof Error ? reason.message : String(reason)}`);
  process.exit(reason instanceof BadInput ? 2 : 1);
}
