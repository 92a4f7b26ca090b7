import { expect, test, vi } from "vitest";
import { Client } from "../../src/api/client";
import { pieces } from "../../src/desk/highlight";
import { commandOf } from "../../src/desk/keys";
import { dueText, size } from "../../src/desk/words";
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
  const client = new Client(async () => "token");
  await client.queue({ search: "", mine: true, restricted: false, page: 2, pageSize: 50 });
  await client.queue({ search: "", mine: false, restricted: true, page: 1, pageSize: 50 });
  expect(asked.mock.calls.map(([address]) => address)).toEqual([
    "/api/v1/desk/queue?mine=true&page=2&pageSize=50",
    "/api/v1/desk/queue?restricted=true&page=1&pageSize=50",
  ]);
  asked.mockRestore();
});
