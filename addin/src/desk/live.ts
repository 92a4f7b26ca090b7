import type { DeskClient } from "../api/desk-client";
import { isAbort } from "../api/failure";
import type { QueueChange } from "../api/shapes";

/** Without a sign of life for so long the connection is dead, whatever the browser believes; the server gives one every five seconds. */
const silence = 20_000;
const pollEvery = 15_000;
/** From the second failure on; a proxy that lets no stream through is asked rarely. */
const waits = [2_000, 5_000, 15_000, 60_000];

export interface Hearing {
  /** Something has happened in the queue; nothing in particular where the stream was away and all must be read anew. */
  changed: (changes: readonly QueueChange[]) => void;
  /** Whether changes come by themselves, or are asked for now and then. */
  live: (isLive: boolean) => void;
}

interface ServerEvent {
  event: string;
  data: string;
  id: string | null;
}

/** The events in a stream, as the HTML standard writes them (server-sent events); `EventSource` itself can't send a token. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += value;
    const blocks = rest.split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = block.split(/\r?\n/).map((line) => /^([^:]*):? ?(.*)$/.exec(line));
      const all = (name: string) => fields.filter((field) => field?.[1] === name).map((field) => field?.[2] ?? "");
      yield { event: all("event").at(-1) ?? "message", data: all("data").join("\n"), id: all("id").at(-1) ?? null };
    }
  }
}

/** Listens until the signal: by a stream of events, and where none comes through by asking. Nothing that happens meanwhile is missed. */
export async function listen(client: DeskClient, hearing: Hearing, signal: AbortSignal): Promise<void> {
  let cursor = "";
  for (let failed = 0; !signal.aborted; ) {
    const stream = new AbortController();
    const stop = () => stream.abort();
    let watch = setTimeout(stop, silence);
    try {
      const response = await client.listen(cursor, AbortSignal.any([signal, stream.signal]));
      if (!response.body) throw new Error("no stream");
      if (cursor) hearing.changed([]);
      let heard = false;
      for await (const event of eventsOf(response.body)) {
        heard = true;
        clearTimeout(watch);
        watch = setTimeout(stop, silence);
        failed = 0;
        hearing.live(true);
        if (event.id) cursor = event.id;
        if (event.event === "changed") hearing.changed([JSON.parse(event.data) as QueueChange]);
      }
      if (!heard) throw new Error("silent stream");
    } catch {
      failed++;
    } finally {
      clearTimeout(watch);
      stream.abort();
    }
    if (signal.aborted) return;
    if (failed > 1) {
      hearing.live(false);
      await poll(client, cursor, hearing, waits[Math.min(failed - 1, waits.length) - 1] ?? 0, signal);
    }
  }
}

/** Asks now and then, until it is time to try the stream again. */
async function poll(client: DeskClient, cursor: string, hearing: Hearing, wait: number, signal: AbortSignal): Promise<void> {
  const until = Date.now() + wait;
  let since = cursor;
  do {
    await pause(Math.min(pollEvery, Math.max(0, until - Date.now())), signal);
    if (signal.aborted) return;
    try {
      const { changes, cursor } = await client.changes(since, signal);
      if (!since || changes.length > 0) hearing.changed(changes);
      since = cursor;
    } catch (error) {
      if (isAbort(error)) return; // else the server is away altogether: the list itself says so when it is read
    }
  } while (Date.now() < until);
}

const pause = (time: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, time);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
