import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { DeskClient } from "../api/desk-client";
import { type Failure, isAbort, toFailure } from "../api/failure";
import type { QueueFilter, QueuePage } from "../api/shapes";
import { Blocks, blockSize } from "./blocks";

export interface ReadQueue {
  blocks: Blocks | null;
  counts: QueuePage["counts"] | null;
  /** These rows are looked at: what is missing of them is read. */
  show: (from: number, to: number) => void;
  /** Reads what is looked at anew. */
  refresh: () => Promise<void>;
}

/** The queue under a filter, read as far as somebody looks. What is shown stays until what replaces it is there. */
export function useQueue(client: DeskClient, filter: QueueFilter, failed: (failure: Failure) => void): ReadQueue {
  const [blocks, setBlocks] = useState<Blocks | null>(null);
  const [counts, setCounts] = useState<QueuePage["counts"] | null>(null);
  const looked = useRef({ from: 0, to: 0 });
  const current = useRef<{ filter: QueueFilter; blocks: Blocks | null; running: AbortController; asked: Set<number> }>({
    filter,
    blocks: null,
    running: new AbortController(),
    asked: new Set(),
  });

  const read = useCallback(
    async (numbers: readonly number[], from: Blocks) => {
      const { running, filter } = current.current;
      let next = from;
      for (const number of numbers) {
        const page = await client.queue({ ...filter, search: filter.search?.trim() ?? null }, next.questionFor(number), running.signal);
        next = next.with(number, page);
        setCounts(page.counts);
      }
      if (running.signal.aborted) return;
      current.current.blocks = next;
      setBlocks(next);
    },
    [client],
  );

  const guarded = useCallback(
    (reading: Promise<void>) => reading.catch((error) => (isAbort(error) ? undefined : failed(toFailure(error)))),
    [failed],
  );

  const refresh = useCallback(() => {
    current.current.running.abort();
    current.current.running = new AbortController();
    current.current.asked.clear();
    const first = Math.floor(looked.current.from / blockSize);
    const last = Math.max(first, Math.floor(looked.current.to / blockSize));
    const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    return guarded(read(numbers, new Blocks(0)));
  }, [guarded, read]);

  const show = useCallback(
    (from: number, to: number) => {
      looked.current = { from, to };
      const known = current.current.blocks;
      const missing = known?.missing(from, to).filter((number) => !current.current.asked.has(number)) ?? [];
      if (!known || missing.length === 0) return;
      for (const number of missing) current.current.asked.add(number);
      void guarded(read(missing, known)).finally(() => {
        for (const number of missing) current.current.asked.delete(number);
      });
    },
    [guarded, read],
  );

  const key = JSON.stringify(filter);
  useEffect(() => {
    current.current.filter = filter;
    looked.current = { from: 0, to: 0 };
    const timer = setTimeout(() => void refresh(), 200);
    return () => clearTimeout(timer);
  }, [key, refresh]);

  useEffect(() => () => current.current.running.abort(), []);
  return { blocks, counts, show, refresh };
}
