import { render } from "preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Client } from "../../src/api/client";
import type { Dispatch } from "../../src/api/shapes";
import { Sent } from "../../src/read/sent";
import { sentTexts } from "../../src/texts/sent";
import { decided, dispatch } from "./message";

const now = new Date("2026-11-25T10:00:00Z");
const one = (change: Partial<Dispatch>): Dispatch => ({ ...dispatch, id: "d1", ...change });
const found = (change: Partial<Dispatch> = {}) => {
  const registration = decided("entered");
  const by = { id: "karin", name: "Karin Ekdahl", address: "karin.ekdahl@vara.se" };
  const outcome = { by, at: "2026-11-25T09:58:00Z", diaryNumber: "BYN 2026/1-2" };
  return one({ state: "registered", registration: { ...registration, outcome }, ...change });
};

let room: HTMLElement;
const client = { lookForDispatches: vi.fn(), lookForDispatch: vi.fn(async () => found()), cancelDispatch: vi.fn(async () => undefined) };

async function show(...all: Dispatch[]) {
  client.lookForDispatches.mockResolvedValue(all);
  await draw();
}

async function draw() {
  room = document.createElement("div");
  document.body.replaceChildren(room);
  render(<Sent client={client as unknown as Client} now={now} />, room);
  await vi.waitFor(() => expect(client.lookForDispatches).toHaveBeenCalled());
}
const button = (name: string) => [...room.querySelectorAll("button")].find((one) => one.textContent === name) as HTMLButtonElement;

beforeEach(() => vi.clearAllMocks());
afterEach(() => render(null, room));

test("what isn't found yet is told, looked for again and may be let go", async () => {
  await show(one({}));
  await vi.waitFor(() => expect(room.textContent).toContain(sentTexts().waiting));
  client.lookForDispatches.mockResolvedValue([]);
  button(sentTexts().drop).click();
  await vi.waitFor(() => expect(room.textContent).toBe(""));
  expect(client.cancelDispatch).toHaveBeenCalledWith("d1");
});

test("what was never found tells what to do", async () => {
  await show(one({ state: "missing" }));
  await vi.waitFor(() => expect(room.textContent).toContain(sentTexts().missingText));
  client.lookForDispatches.mockResolvedValue([found()]);
  button(sentTexts().again).click();
  await vi.waitFor(() => expect(room.textContent).toContain("Skickat och diariefört som BYN 2026/1-2"));
});

test("what was found is told for a while, and why it waits for the registrar", async () => {
  await show(
    found({ hindrance: "Ange en rubrik." }),
    found({ id: "d2", title: "Gammalt", registration: { ...decided("entered"), outcome: null, createdAt: "2026-11-24T09:00:00Z" } }),
  );
  await vi.waitFor(() => expect(room.textContent).toContain("Ange en rubrik."));
  expect(room.textContent).not.toContain("Gammalt");
});

test("that the same draft was sent twice stays told", async () => {
  await show(found({ others: 1, registration: { ...decided("entered"), outcome: null, createdAt: "2026-11-20T09:00:00Z" } }));
  await vi.waitFor(() => expect(room.textContent).toContain(sentTexts().others(1)));
});

test("what hinders the looking is not told here, where nobody asked", async () => {
  client.lookForDispatches.mockRejectedValue(new Error("down"));
  await draw();
  await new Promise((resolve) => queueMicrotask(() => resolve(undefined)));
  expect(room.querySelector("section")).toBeNull();
});
