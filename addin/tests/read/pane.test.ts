import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Failure } from "../../src/api/failure";
import type { Selection } from "../../src/outlook/item";
import { Pane, type State } from "../../src/read/pane";
import { sv } from "../../src/texts/sv";
import { decided, fakeClient, judged, letter, me, registration } from "./message";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(client = fakeClient(), chosen: Selection = letter("A")) {
  let selection = chosen;
  const states: State[] = [];
  const pane = new Pane({ read: async () => selection }, client, (state) => states.push(state));
  return { pane, client, states, choose: (next: Selection) => (selection = next) };
}

test("the chosen message is judged as soon as the pane opens", async () => {
  const { pane, client } = open();
  await pane.follow();
  expect(client.assess).toHaveBeenCalledWith({ mailbox: "bygglov@vara.se", itemId: "A" }, expect.anything());
  expect(pane.state.view).toMatchObject({ kind: "judged", judged: { item: { itemId: "A" } } });
});

test("five quick changes of message lead to one judgement, after 300 ms of rest", async () => {
  const { pane, client, choose } = open();
  for (const id of ["B", "C", "D", "E", "F"]) {
    choose(letter(id));
    pane.itemChanged();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(client.assess).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(300);
  expect(client.assess).toHaveBeenCalledTimes(1);
  expect(pane.state.view).toMatchObject({ kind: "judged", judged: { item: { itemId: "F" } } });
});

test("an answer about the former message is never shown over the new one", async () => {
  let answer: (value: ReturnType<typeof judged>) => void = () => undefined;
  const slow = new Promise<ReturnType<typeof judged>>((resolve) => {
    answer = resolve;
  });
  const client = fakeClient({ assess: vi.fn((item: { itemId: string }) => (item.itemId === "A" ? slow : Promise.resolve(judged("B")))) });
  const { pane, choose } = open(client);
  const first = pane.follow();
  await vi.advanceTimersByTimeAsync(0);
  choose(letter("B"));
  pane.itemChanged();
  await vi.advanceTimersByTimeAsync(300);
  answer(judged("A"));
  await first;
  expect(pane.state.view).toMatchObject({ kind: "judged", judged: { item: { itemId: "B" } } });
});

test("a request that is running is cancelled when another message is chosen", async () => {
  let signal: AbortSignal | undefined;
  const client = fakeClient({
    assess: vi.fn((_: unknown, given: AbortSignal) => {
      signal = given;
      return new Promise(() => undefined);
    }),
  });
  const { pane } = open(client);
  void pane.follow();
  await vi.advanceTimersByTimeAsync(0);
  pane.itemChanged();
  expect(signal?.aborted).toBe(true);
});

test("mail B is never filed under mail A's title: a change that Outlook never told of stops the write", async () => {
  const { pane, client, choose } = open();
  await pane.follow();
  choose(letter("B"));
  await pane.send("", null);
  expect(client.send).not.toHaveBeenCalled();
  expect(pane.state.view).toMatchObject({ kind: "judged", judged: { item: { itemId: "B" } } });
  expect(pane.state.notice).toBe(sv.switched);
});

test("every write carries the fingerprint of what was shown", async () => {
  const { pane, client } = open();
  await pane.follow();
  await pane.send(" komplett ", null);
  expect(client.send).toHaveBeenCalledWith({
    item: { mailbox: "bygglov@vara.se", itemId: "A" },
    fingerprint: "print-A",
    comment: "komplett",
    authority: null,
  });
  expect(pane.state.view).toMatchObject({ judged: { registration: { state: "queued" } } });
});

test("a double click sends once", async () => {
  const { pane, client } = open();
  await pane.follow();
  await Promise.all([pane.send("", null), pane.send("", null)]);
  expect(client.send).toHaveBeenCalledTimes(1);
});

test("the answer to a write about the former message doesn't touch the new one", async () => {
  let answer: (value: unknown) => void = () => undefined;
  const client = fakeClient({
    send: vi.fn(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    ),
  });
  const { pane, choose } = open(client);
  await pane.follow();
  const sending = pane.send("", null);
  await vi.advanceTimersByTimeAsync(0);
  choose(letter("B"));
  pane.itemChanged();
  await vi.advanceTimersByTimeAsync(300);
  answer(registration());
  await sending;
  expect(pane.state.view).toMatchObject({ kind: "judged", judged: { item: { itemId: "B" } } });
  expect(pane.state.view.kind === "judged" && pane.state.view.judged.registration).toBeFalsy();
});

test("when the answer to a write is lost, what is true now is looked up", async () => {
  const client = fakeClient({
    send: vi.fn(async () => {
      throw new Failure("noAnswer");
    }),
    lookup: vi.fn(async () => ({ registration: registration() })),
  });
  const { pane } = open(client);
  await pane.follow();
  await pane.send("", null);
  expect(pane.state.view).toMatchObject({ judged: { registration: { state: "queued" } } });
  expect(pane.state.failure?.code).toBe("noAnswer");
});

test("an individual mailbox is read first on a click where the municipality wants it", async () => {
  const client = fakeClient({ me: vi.fn(async () => ({ ...me, settings: { ...me.settings, assessOnClick: true } })) });
  const { pane } = open(client, letter("A", "henrik.strand@vara.se"));
  await pane.follow();
  expect(pane.state.view.kind).toBe("asking");
  expect(client.assess).not.toHaveBeenCalled();
  await pane.follow(true);
  expect(pane.state.view.kind).toBe("judged");
});

test("a functional mailbox is judged without a click all the same", async () => {
  const client = fakeClient({ me: vi.fn(async () => ({ ...me, settings: { ...me.settings, assessOnClick: true } })) });
  const { pane } = open(client);
  await pane.follow();
  expect(pane.state.view.kind).toBe("judged");
});

test("a busy mailbox is asked again when it said so", async () => {
  const assess = vi
    .fn()
    .mockRejectedValueOnce(new Failure("mailboxBusy", null, { retryAfterSeconds: 30 }))
    .mockResolvedValue(judged("A"));
  const { pane } = open(fakeClient({ assess }));
  await pane.follow();
  expect(pane.state.view).toMatchObject({ kind: "failed", failure: { code: "mailboxBusy" } });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(pane.state.view.kind).toBe("judged");
});

test("a queued message is followed until the registrar has decided", async () => {
  const client = fakeClient({
    assess: vi.fn(async () => judged("A", { registration: registration() })),
    lookup: vi.fn(async () => ({ registration: decided("entered") })),
  });
  const { pane } = open(client);
  await pane.follow();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(pane.state.view).toMatchObject({ judged: { registration: { outcome: { diaryNumber: "BYN 2026/1-2" } } } });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(client.lookup).toHaveBeenCalledTimes(1);
});

test("a pane without message, with an appointment or a draft says so", async () => {
  const { pane, choose } = open(fakeClient(), { kind: "nothing" });
  await pane.follow();
  expect(pane.state.view.kind).toBe("nothing");
  choose({ kind: "unsupported", what: "calendar" });
  await pane.follow();
  expect(pane.state.view).toEqual({ kind: "unsupported", what: "calendar" });
});

test("the button beside a failed write tries the same write again", async () => {
  const send = vi.fn().mockRejectedValueOnce(new Failure("mailboxUnavailable")).mockResolvedValue(registration());
  const { pane } = open(fakeClient({ send }));
  await pane.follow();
  await pane.send("Brådskar", null);
  pane.remedy(pane.state.failure as Failure)?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(send).toHaveBeenCalledTimes(2);
  expect(send.mock.calls[1]?.[0]).toMatchObject({ comment: "Brådskar" });
  expect(pane.state).toMatchObject({ failure: null, view: { judged: { registration: { state: "queued" } } } });
});

test("where the same again would get the same answer there is no such button", () => {
  const { pane } = open();
  for (const code of ["forwardBarred", "messageTooLarge", "invalid"] as const) expect(pane.remedy(new Failure(code))).toBeUndefined();
});
