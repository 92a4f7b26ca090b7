import { expect, test, vi } from "vitest";
import { DeskClient } from "../../src/api/desk-client";
import type { QueueItem, QueuePage } from "../../src/api/shapes";
import { Blocks } from "../../src/desk/blocks";
import { pieces } from "../../src/desk/highlight";
import { commandOf } from "../../src/desk/keys";
import { eventsOf, listen } from "../../src/desk/live";
import { ageText, changeText, dueText, size } from "../../src/desk/words";
import { assessment, sensitive } from "../read/message";

test("findings and evidence are marked where the server counted them", () => {
  const cut = pieces("Vi söker bygglov.", "body", assessment());
  expect(cut).toEqual([
    { text: "Vi ", why: null },
    { text: "söker bygglov", why: "Ansökan från allmänheten." },
    { text: ".", why: null },
  ]);
});

test("words that stand elsewhere than counted are found all the same, and no character is lost", () => {
  const text = "Hon har fått diagnosen autism, och mer.";
  const cut = pieces(text, "body", sensitive({ reasons: [] }));
  expect(cut.map((piece) => piece.text).join("")).toBe(text);
  expect(cut.find((piece) => piece.why)?.text).toBe("diagnosen autism");
});

test("overlapping marks are marked once", () => {
  const twice = assessment();
  const cut = pieces("Vi söker bygglov.", "body", { ...twice, reasons: [...twice.reasons, ...twice.reasons] });
  expect(cut.filter((piece) => piece.why)).toHaveLength(1);
});

test("a letter is a command only outside of fields, and without a modifier", () => {
  const key = (key: string, target: Element, ctrlKey = false) => commandOf({ key, target, ctrlKey, metaKey: false, altKey: false });
  const body = document.createElement("div");
  expect([key("j", body), key("k", body), key("e", body), key("r", body), key("/", body), key("?", body)]).toEqual([
    "next",
    "previous",
    "enter",
    "return",
    "search",
    "help",
  ]);
  expect(key("j", document.createElement("input"))).toBeNull();
  expect(key("r", body, true)).toBeNull();
});

test("the last day to register is said as a person says it", () => {
  const now = new Date("2026-11-25T10:00:00+01:00");
  expect(["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-30"].map((day) => dueText(day, now).text)).toEqual([
    "försenad",
    "i dag",
    "i morgon",
    "2026-11-30",
  ]);
});

test("sizes are written in Swedish", () => expect([size(10), size(128_000), size(3_000_000)]).toEqual(["1 kB", "125 kB", "2,9 MB"]));

test("the filters are the server's work: pages and totals agree with them", async () => {
  const asked = vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({ items: [], total: 0, counts: {} }));
  const client = new DeskClient(async () => "token");
  await client.queue({ search: "", mine: true, restricted: false }, { page: 2, pageSize: 50 });
  await client.queue({ signal: "threat", due: true }, { after: "1.2.3", pageSize: 50 });
  expect(asked.mock.calls.map(([address]) => address)).toEqual([
    "/api/v1/desk/queue?mine=true&page=2&pageSize=50",
    "/api/v1/desk/queue?signal=threat&due=true&after=1.2.3&pageSize=50",
  ]);
  asked.mockRestore();
});

const item = (id: number) => ({ id: `${id}` }) as QueueItem;
const page = (from: number, count: number, next: string | null): QueuePage =>
  ({ items: Array.from({ length: count }, (_, at) => item(from + at)), total: 120, next, counts: {} }) as unknown as QueuePage;

test("a long list is read in blocks, each after the one before it where that is known", () => {
  const blocks = new Blocks(120).with(0, page(0, 50, "a"));
  expect([blocks.at(49)?.id, blocks.at(50), blocks.indexOf("7"), blocks.indexOf("70")]).toEqual(["49", undefined, 7, -1]);
  expect(blocks.missing(40, 60)).toEqual([1]);
  expect(blocks.missing(0, 900)).toEqual([1, 2]);
  expect(blocks.questionFor(1)).toEqual({ after: "a", pageSize: 50 });
  expect(blocks.questionFor(2)).toEqual({ page: 3, pageSize: 50 });
  expect(blocks.with(2, page(100, 20, null)).at(119)?.id).toBe("119");
});

const streamOf = (...parts: string[]) => new Blob(parts).stream() as ReadableStream<Uint8Array>;

test("events are read as the standard writes them, however the bytes were cut", async () => {
  const bytes = new TextEncoder().encode(
    'event: alive\nid: 1\ndata: \n\n: note\r\n\r\nevent: changed\ndata: {"by":\ndata: "Åsa"}\n\nevent: cut',
  );
  const cut = new ReadableStream<Uint8Array>({
    start(to) {
      for (const byte of bytes) to.enqueue(new Uint8Array([byte]));
      to.close();
    },
  });
  const events = [];
  for await (const event of eventsOf(cut)) events.push(event);
  expect(events).toEqual([
    { event: "alive", data: "", id: "1" },
    { event: "message", data: "", id: null },
    { event: "changed", data: '{"by":\n"Åsa"}', id: null },
  ]);
});

test("a desk whose stream breaks comes back with the place where it was, and falls back to asking", async () => {
  vi.useFakeTimers();
  const stop = new AbortController();
  const listened: string[] = [];
  const heard: string[] = [];
  const answers = [
    () => new Response(streamOf('event: alive\nid: 7\ndata: \n\nevent: changed\ndata: {"id":"a"}\n\n')),
    () => Promise.reject(new Error("gone")),
    () => Promise.reject(new Error("gone")),
    () => new Response(streamOf("event: alive\nid: 9\ndata: \n\n")),
  ];
  const client = {
    listen: async (since: string) => {
      listened.push(since);
      const answer = answers.shift();
      if (!answer) {
        stop.abort();
        throw new Error("enough");
      }
      return answer();
    },
    changes: async () => ({ changes: [{ id: "b" }], cursor: "8" }),
  } as unknown as DeskClient;
  const listening = listen(
    client,
    {
      changed: (changes) => heard.push(changes.map((one) => one.id).join() || "all"),
      live: (isLive) => heard.push(isLive ? "live" : "asks"),
    },
    stop.signal,
  );
  await vi.advanceTimersByTimeAsync(60_000);
  await listening;
  expect(listened).toEqual(["", "7", "7", "7", "9"]);
  expect(heard).toEqual(["live", "live", "a", "asks", "b", "all", "live"]);
  vi.useRealTimers();
});

test("streams that end before anything is heard are tried ever more seldom", async () => {
  vi.useFakeTimers();
  const stop = new AbortController();
  const listened = vi.fn(async () => new Response(streamOf("")));
  const client = { listen: listened, changes: async () => ({ changes: [], cursor: "8" }) } as unknown as DeskClient;
  const listening = listen(client, { changed: () => undefined, live: () => undefined }, stop.signal);
  await vi.advanceTimersByTimeAsync(60_000);
  stop.abort();
  await listening;
  expect(listened).toHaveBeenCalledTimes(5);
  vi.useRealTimers();
});

test("age and a colleague's act are said as a person says them", () => {
  const now = new Date("2026-11-25T10:00:00Z");
  expect(
    ["2026-11-25T09:59:30Z", "2026-11-25T09:25:00Z", "2026-11-24T12:00:00Z", "2026-11-20T09:00:00Z"].map((at) => ageText(at, now)),
  ).toEqual(["nyss", "35 min", "22 tim", "5 dagar"]);
  const by = { id: "1", name: "Bo Wallgren", address: "bo@vara.se" };
  expect(changeText({ id: "1", version: 2, state: "claimed", by, takenOverFrom: "Karin Ekdahl" })).toBe(
    "Bo Wallgren tog över meddelandet från Karin Ekdahl.",
  );
  expect(changeText({ id: "1", version: 2, state: "queued" })).toBe("Meddelandet är tillbaka i kön.");
});
