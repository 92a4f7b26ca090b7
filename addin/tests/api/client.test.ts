import { afterEach, expect, test, vi } from "vitest";
import { Client } from "../../src/api/client";

afterEach(() => void vi.unstubAllGlobals());

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });

function answering(...responses: (Response | Error)[]) {
  const calls = vi.fn(async (..._: unknown[]) => {
    const next = responses.shift();
    if (!next || next instanceof Error) throw next ?? new Error("no answer left");
    return next;
  });
  vi.stubGlobal("fetch", calls);
  return calls;
}

const tokens = vi.fn(async (renew: boolean) => (renew ? "new" : "old"));

test("a refused token is renewed once, and the call made again", async () => {
  const calls = answering(json(401, { code: "unauthenticated" }), json(200, { name: "Henrik" }));
  expect(await new Client(tokens).me()).toEqual({ name: "Henrik" });
  expect(calls.mock.calls[1]?.[1]).toMatchObject({ headers: { Authorization: "Bearer new" } });
});

test("the server's problem code, words and waiting time reach the pane", async () => {
  answering(json(503, { code: "mailboxBusy", detail: "Microsoft 365 ber oss vänta.", retryAfterSeconds: 12 }));
  await expect(new Client(tokens).me()).rejects.toMatchObject({
    code: "mailboxBusy",
    detail: "Microsoft 365 ber oss vänta.",
    extra: { retryAfterSeconds: 12 },
  });
});

test("an answer that is no problem of ours is an unexpected one", async () => {
  answering(new Response("<html>proxy</html>", { status: 500 }));
  await expect(new Client(tokens).me()).rejects.toMatchObject({ code: "unexpected" });
});

test("a broken connection is told from a computer that is offline", async () => {
  answering(new TypeError("Failed to fetch"));
  await expect(new Client(tokens).me()).rejects.toMatchObject({ code: "noAnswer" });
  vi.stubGlobal("navigator", { onLine: false });
  answering(new TypeError("Failed to fetch"));
  await expect(new Client(tokens).me()).rejects.toMatchObject({ code: "offline" });
});

test("a cancelled call is no failure", async () => {
  answering(new TypeError("aborted"));
  const running = new AbortController();
  const call = new Client(async () => {
    queueMicrotask(() => running.abort());
    return "old";
  }).me(running.signal);
  await expect(call).rejects.toMatchObject({ name: "AbortError" });
});

test("ids of messages travel in bodies, never in addresses", async () => {
  const calls = answering(json(200, {}), json(200, {}), json(201, {}));
  const client = new Client(tokens);
  const item = { mailbox: "bygglov@vara.se", itemId: "AAMkSecret" };
  await client.assess(item);
  await client.lookup(item);
  await client.send({ item, fingerprint: "f" });
  for (const [address] of calls.mock.calls) expect(String(address)).not.toMatch(/AAMkSecret|bygglov/);
});
