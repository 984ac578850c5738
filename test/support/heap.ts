import type { CDPSession, Page } from 'playwright-core';

interface HeapUsage {
  readonly usedSize: number;
  /** Typed arrays. */
  readonly backingStorageSize: number;
}

const bytesOf = ({ usedSize, backingStorageSize }: HeapUsage): number => usedSize + backingStorageSize;

/** Live bytes of the page's main thread, after a collection. */
export const pageBytes = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  // What a first collection lets go of may hold something that only a second one finds.
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  const usage = (await session.send('Runtime.getHeapUsage')) as HeapUsage;
  await session.detach();
  return bytesOf(usage);
};

/** Objects of a class alive on the main thread, after a collection. */
export const countObjects = async (page: Page, className: 'MessagePort' | 'Worker'): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { result } = await session.send('Runtime.evaluate', { expression: `${className}.prototype` });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! });
  const { result: count } = await session.send('Runtime.callFunctionOn', { objectId: objects.objectId!, functionDeclaration: 'function () { return this.length; }', returnByValue: true });
  await session.detach();
  return Number(count.value);
};

interface Reply {
  readonly id?: number;
  readonly result?: unknown;
}

/** Sends a command to a worker by way of its page's session. */
const ask = (session: CDPSession, sessionId: string, id: number, method: string): Promise<unknown> =>
  new Promise((resolve) => {
    const listener = (event: { sessionId: string; message: string }): void => {
      const reply = JSON.parse(event.message) as Reply;
      if (event.sessionId !== sessionId || reply.id !== id) return;
      session.off('Target.receivedMessageFromTarget', listener);
      resolve(reply.result);
    };
    session.on('Target.receivedMessageFromTarget', listener);
    session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) }).catch(() => resolve(null));
  });

export interface WorkerWatch {
  /** Live bytes of each worker that answers within two seconds, largest first; `collect` asks for a collection before. */
  readonly bytes: (collect: boolean) => Promise<number[]>;
  /** Workers alive now. */
  readonly count: () => number;
  readonly detach: () => Promise<void>;
}

/** Sessions to all workers of a page, those that start later included. */
export const watchWorkers = async (page: Page): Promise<WorkerWatch> => {
  const session = await page.context().newCDPSession(page);
  const workers = new Set<string>();
  let nextId = 1;
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.add(sessionId);
  });
  session.on('Target.detachedFromTarget', ({ sessionId }) => workers.delete(sessionId));
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const late = (): Promise<null> => new Promise((resolve) => { setTimeout(resolve, 2000, null); });
  const one = async (worker: string, collect: boolean): Promise<number | null> => {
    if (collect) await ask(session, worker, nextId++, 'HeapProfiler.collectGarbage');
    const usage = await ask(session, worker, nextId++, 'Runtime.getHeapUsage');
    return usage === null || usage === undefined ? null : bytesOf(usage as HeapUsage);
  };
  return {
    bytes: async (collect) => {
      const all = await Promise.all([...workers].map((worker) => Promise.race([one(worker, collect), late()])));
      return all.filter((bytes) => bytes !== null).sort((a, b) => b - a);
    },
    count: () => workers.size,
    detach: () => session.detach(),
  };
};
