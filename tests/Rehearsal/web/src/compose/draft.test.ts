import { expect, test, vi } from "vitest";
import type * as api from "../api.ts";
import { draftItem } from "../office/draftItem.ts";
import type { Addin } from "../office/manifest.ts";
import { answer, begin } from "./begin.ts";
import type { Change, Draft } from "./draft.ts";
import { DraftEvents } from "./draftEvents.ts";
import { addresseeOf } from "./recipientField.tsx";

const box = { address: "bygglov@vara.se", name: "Bygglov", shared: true, folders: [] };
const person = { address: "henrik.strand@vara.se", name: "Henrik Strand", title: "", department: "", roles: [] };
const own = (address: string) => address.endsWith("@vara.se");
const person2 = (name: string, address: string) => ({ name, address, own: own(address) });
const letter = {
  id: "AAMk1",
  subject: "Sv: RE: Carport",
  from: person2("Eva <Ek>", "eva@example.org"),
  to: [person2("Bygglov", "bygglov@vara.se"), person2("Nils", "nils@example.org")],
  cc: [person2("Karin Ekdahl", "karin.ekdahl@vara.se")],
  bcc: [],
  replyTo: [],
  sentAt: "2026-11-20T10:00:00Z",
  receivedAt: "2026-11-20T10:00:00Z",
  internetMessageId: "<a@example.org>",
  references: "<first@example.org>",
  conversationId: "c",
  html: "<p>Hej</p>",
  attachments: [],
} as unknown as api.Letter;

const addin = {
  name: "Varamail",
  permission: 2,
  sharedFolders: true,
  reading: [],
  composing: [],
  organizing: [],
  runtime: { page: "https://x/launch.html", script: "https://x/launch.js" },
  events: ["OnNewMessageCompose", "OnMessageRecipientsChanged", "OnMessageAttachmentsChanged", "OnMessageFromChanged", "OnMessageSend"].map((type) => ({ type, functionName: `f${type}`, sendMode: "SoftBlock" as const })),
} satisfies Addin;
const session = { person, addin };
const desk = { own, send() {}, close() {} };
const call = (draft: Draft, id: number, parameters = {}) => draftItem(session, draft, desk).methods[id]?.(parameters);

test("A reply goes to the sender, a reply to all to the others too, but never to the mailbox itself", async () => {
  const addresses = async (way: "reply" | "replyAll" | "forward") => {
    const draft = await answer(way, letter, person, box, false);
    return [draft.subject, draft.recipients.to.map((a) => a.address), draft.recipients.cc.map((a) => a.address)];
  };
  expect(await addresses("reply")).toEqual(["SV: Carport", ["eva@example.org"], []]);
  expect(await addresses("replyAll")).toEqual(["SV: Carport", ["eva@example.org", "nils@example.org"], ["karin.ekdahl@vara.se"]]);
  expect(await addresses("forward")).toEqual(["VB: Carport", [], []]);
});

test("The quote stands under Outlook's block and escapes what people call themselves", async () => {
  const { html } = await answer("reply", letter, person, box, false);
  expect(html).toContain('<div id="divRplyFwdMsg"');
  expect(html).toMatch(/<b>Från:<\/b> Eva &lt;Ek&gt; &lt;eva@example\.org&gt;<br><b>Skickat:<\/b>/);
  expect(html.indexOf("<p>Hej</p>")).toBeGreaterThan(html.indexOf("<b>Ämne:</b> Sv: RE: Carport"));
});

test("A signature comes before the quote, and a new one in its place", async () => {
  const draft = await answer("reply", letter, person, box, false);
  draft.setSignature("<p>Henrik</p>");
  draft.setSignature("<p>Bygglov</p>");
  expect(draft.html).toContain("<p>Bygglov</p>");
  expect(draft.html).not.toContain("Henrik");
  expect(draft.html.indexOf("Bygglov</p>")).toBeLessThan(draft.html.indexOf("appendonsend"));
});

test("Nothing that runs gets into a draft", () => {
  const draft = begin("message", box, false);
  draft.setBody('<p onclick="x()">Hej<script>x()</script><img src="x" onerror="x()"><a href="javascript:x()">y</a></p>');
  expect(draft.html).not.toMatch(/script|onclick|onerror/);
});

test("Office.js' errors are Outlook's own", async () => {
  const draft = begin("message", box, false);
  const code = async (id: number, parameters = {}) => ((await call(draft, id, parameters)) as { errorCode: number }).errorCode;
  expect(await code(164)).toBe(9046);
  expect(await code(20, { attachmentIndex: "none" })).toBe(9008);
  expect(await code(150, { id: "none" })).toBe(9003);
  expect(await code(186, { name: "none" })).toBe(9050);
  expect(await code(185, { name: "a", value: "x".repeat(50_001) })).toBe(9051);
  expect(await code(148, { name: "a.bin", base64String: "A".repeat(36_000_000) })).toBe(9000);
  expect(await code(36, { key: "none" })).toBe(9024);
  for (let i = 0; i < 5; i++) expect(await code(33, { key: `${i}`, message: "m", type: 0 })).toBe(0);
  expect(await code(33, { key: "0", message: "m", type: 0 })).toBe(9023);
  expect(await code(33, { key: "6", message: "m", type: 0 })).toBe(9025);
});

test("Headers, session and recipients are what the add-in made them", async () => {
  const draft = begin("message", box, false);
  await call(draft, 152, { internetHeaderNameValuePairs: { "X-Varamail-Check": "1" } });
  await call(draft, 22, { recipientField: 1, recipientArray: [{ name: "Eva", address: "eva@example.org" }, { address: "EVA@example.org" }] });
  expect(await call(draft, 151, { internetHeaderKeys: ["X-VARAMAIL-CHECK", "X-Other"] })).toMatchObject({ data: { "X-VARAMAIL-CHECK": "1" } });
  expect(await call(draft, 15, { recipientField: 1 })).toMatchObject({ data: [{ name: "Eva", address: "eva@example.org", recipientType: 3 }] });
  expect(draft.outgoing(person.address)).toMatchObject({ from: "bygglov@vara.se", headers: { "X-Varamail-Check": "1" } });
});

test("Only what the manifest declares is told to the add-in, with what has changed", () => {
  const run = vi.fn(async (_name: string, _event: Record<string, unknown>) => ({ ended: "completed" as const, options: null }));
  const runtime = { run, fire: vi.fn(), end: vi.fn() };
  const draft = begin("message", box, false);
  const events = new DraftEvents(session, draft, desk, "web", () => runtime);
  draft.setRecipients("cc", [person2("Eva", "eva@example.org")]);
  const id = draft.addFile({ name: "a.pdf", contentType: "application/pdf", size: 3, inline: false, contentId: "", base64: "YWJj" });
  draft.removeFile(id);
  draft.setFrom({ ...box, address: person.address, shared: false });
  draft.setSubject("Hej");
  events.end();
  draft.setRecipients("to", []);
  expect(run.mock.calls.map(([name, event]) => [name, event.changedRecipientFields ?? event.attachmentStatus ?? event.type])).toEqual([
    ["fOnNewMessageCompose", "OnNewMessageCompose"],
    ["fOnMessageRecipientsChanged", { to: false, cc: true, bcc: false }],
    ["fOnMessageAttachmentsChanged", "added"],
    ["fOnMessageAttachmentsChanged", "removed"],
    ["fOnMessageFromChanged", "OnMessageFromChanged"],
  ]);
  expect(runtime.fire).toHaveBeenCalledWith("olkRecipientsChanged", ['{"to":false,"cc":true,"bcc":false}']);
});

test("In a shared mailbox an add-in without SupportsSharedFolders hears nothing", () => {
  const make = vi.fn();
  new DraftEvents({ person, addin: { ...addin, sharedFolders: false } }, begin("message", box, false), desk, "web", make);
  expect(make).not.toHaveBeenCalled();
});

test("An address, a name with one, and a name of the directory are understood; what isn't stays as it is", () => {
  const directory = [{ name: "Karin Ekdahl", address: "karin.ekdahl@vara.se" }];
  expect(addresseeOf("karin ekdahl", directory, own)).toEqual({ name: "Karin Ekdahl", address: "karin.ekdahl@vara.se", own: true });
  expect(addresseeOf("Eva Ek <eva@example.org>", directory, own)).toEqual({ name: "Eva Ek", address: "eva@example.org", own: false });
  expect(addresseeOf("galen", directory, own)).toMatchObject({ address: "galen" });
});

test("Followers learn of every change and no longer once they have left", () => {
  const draft = begin("message", box, false);
  const seen: Change["what"][] = [];
  const leave = draft.follow((change) => seen.push(change.what));
  draft.setSubject("a");
  draft.setBody("<p>b</p>");
  leave();
  draft.setSubject("c");
  expect(seen).toEqual(["words", "body"]);
});
