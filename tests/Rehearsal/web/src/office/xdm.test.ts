import { afterEach, expect, test } from "vitest";
import { type Answer, Channel } from "./xdm.ts";

const origin = "https://localhost:5444";
let end = new AbortController();
afterEach(() => end.abort());

/** A frame that remembers what the host posts to it, and can ask. */
function conversation(answer: Answer) {
  end = new AbortController();
  const sent: Record<string, unknown>[] = [];
  const contentWindow = { postMessage: (text: string) => sent.push(JSON.parse(text)) };
  const channel = new Channel({ contentWindow, focus() {} } as unknown as HTMLIFrameElement, `${origin}/addin/read.html`, answer, end.signal);
  const ask = async (more: Record<string, unknown>, from = origin) => {
    const data = JSON.stringify({ _messageType: 0, _actionType: 0, _conversationId: channel.conversationId, _correlationId: 1, _data: null, ...more });
    window.dispatchEvent(Object.assign(new Event("message"), { source: contentWindow, origin: from, data }));
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { channel, sent, ask };
}

test("A call is answered under its own number", async () => {
  const { sent, ask } = conversation(() => ({ error: false, data: "hej" }));
  await ask({ _actionName: "ExecuteMethod", _correlationId: 7 });
  expect(sent).toMatchObject([{ _messageType: 1, _actionName: "ExecuteMethod", _correlationId: 7, _responseType: 0, _data: { data: "hej" } }]);
});

test("A call that breaks is answered with an error", async () => {
  const { sent, ask } = conversation(() => Promise.reject(new Error("gone")));
  await ask({ _actionName: "ExecuteMethod" });
  expect(sent).toMatchObject([{ _messageType: 1, _data: { error: true } }]);
});

test("An event goes out under the number of the latest registration", async () => {
  const { channel, sent, ask } = conversation(() => ({}));
  expect(channel.fire("olkItemSelectedChanged", {})).toBe(false);
  await ask({ _actionName: "olkItemSelectedChanged", _actionType: 1, _correlationId: 3 });
  await ask({ _actionName: "olkItemSelectedChanged", _actionType: 1, _correlationId: 9 });
  expect(channel.fire("olkItemSelectedChanged", { id: "a" })).toBe(true);
  expect(sent.at(-1)).toMatchObject({ _responseType: 1, _correlationId: 9, _data: { id: "a" } });
});

test("Other origins and other conversations get no answer", async () => {
  const { sent, ask } = conversation(() => ({}));
  await ask({ _actionName: "ExecuteMethod" }, "https://example.org");
  await ask({ _actionName: "ExecuteMethod", _conversationId: "another" });
  expect(sent).toHaveLength(0);
});
