import type { QueueItem, QueuePage } from "../api/shapes";

export const blockSize = 50;

interface Block {
  items: readonly QueueItem[];
  next: string | null;
}

/** The parts of a long list that have been read; the rest is known by its number only. Never changed: a new one is made. */
export class Blocks {
  constructor(
    readonly total: number,
    private readonly read: ReadonlyMap<number, Block> = new Map(),
  ) {}

  at(index: number): QueueItem | undefined {
    return this.read.get(Math.floor(index / blockSize))?.items[index % blockSize];
  }

  indexOf(id: string | null): number {
    for (const [number, block] of this.read) {
      const at = block.items.findIndex((item) => item.id === id);
      if (at >= 0) return number * blockSize + at;
    }
    return -1;
  }

  /** Numbers of the blocks between two rows that haven't been read. */
  missing(from: number, to: number): number[] {
    const last = Math.min(to, this.total - 1);
    const numbers: number[] = [];
    for (let number = Math.floor(Math.max(0, from) / blockSize); number * blockSize <= last; number++)
      if (!this.read.has(number)) numbers.push(number);
    return numbers;
  }

  /** How the server is asked for a block: after the one before it, where that is known, so that nothing is shown twice or passed over. */
  questionFor(number: number): { page?: number; after?: string; pageSize: number } {
    const next = this.read.get(number - 1)?.next;
    return next ? { after: next, pageSize: blockSize } : { page: number + 1, pageSize: blockSize };
  }

  with(number: number, page: QueuePage): Blocks {
    return new Blocks(page.total, new Map(this.read).set(number, { items: page.items, next: page.next ?? null }));
  }
}
