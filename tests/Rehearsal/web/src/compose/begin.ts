import * as api from "../api.ts";
import { base64 } from "../office/reply.ts";
import { bareSubject } from "../subject.ts";
import { longTime } from "../time.ts";
import { Draft, type DraftFile, type Seed } from "./draft.ts";
import { escape } from "./html.ts";

export type Answer = "reply" | "replyAll" | "forward";

const blank = '<div class="elementToProof" style="font-family:Aptos,Calibri,sans-serif;font-size:12pt"><br></div>';
const empty = (kind: Seed["kind"], from: api.Box): Seed => ({
  kind,
  composeType: "newMail",
  from,
  to: [],
  cc: [],
  subject: "",
  html: blank,
  files: [],
  inReplyTo: "",
  references: "",
  conversationId: "",
});

/** A new message, or a meeting. */
export const begin = (kind: Seed["kind"], from: api.Box, ownSignature: boolean) => new Draft(empty(kind, from), ownSignature);

/** An answer or a forward: recipients, prefix and quote as Outlook makes them, in the mailbox where the letter lies. */
export async function answer(way: Answer, letter: api.Letter, person: api.Person, box: api.Box, ownSignature: boolean): Promise<Draft> {
  const isForward = way === "forward";
  const sender = letter.replyTo.length > 0 ? letter.replyTo : [letter.from];
  const mine = new Set([box.address, person.address].map((a) => a.toLowerCase()));
  const others = (list: api.Address[]) => list.filter((a) => !mine.has(a.address.toLowerCase()));
  const to = isForward ? [] : way === "reply" ? sender : [...sender, ...others(letter.to)];
  const files = letter.attachments.filter((f) => isForward || (f.inline && f.contentId));
  return new Draft(
    {
      ...empty("message", box),
      composeType: isForward ? "forward" : "reply",
      to: to.filter((a, i) => a.address && to.findIndex((b) => b.address === a.address) === i),
      cc: way === "replyAll" ? others(letter.cc) : [],
      subject: prefixed(letter.subject, isForward ? "VB:" : "SV:"),
      html: blank + quote(letter),
      files: await Promise.all(files.map((f) => fetched(f, letter, person, box))),
      inReplyTo: letter.internetMessageId,
      references: letter.references,
      conversationId: letter.conversationId,
    },
    ownSignature,
  );
}

/** A saved draft is taken up again, with the headers that an add-in has set; what its session held is in the mailbox no more. */
export async function resume(letter: api.Letter, person: api.Person, box: api.Box): Promise<Draft> {
  const files = await Promise.all(letter.attachments.map((f) => fetched(f, letter, person, box)));
  const draft = new Draft({ ...empty("message", box), to: letter.to, cc: letter.cc, subject: letter.subject, html: letter.html, files, inReplyTo: letter.inReplyTo, references: letter.references });
  draft.recipients.bcc = [...letter.bcc];
  draft.savedId = letter.id;
  for (const [, name = "", value = ""] of letter.headers.matchAll(/^(X-[\w-]+):[ \t]*(.*?)\r?$/gim)) draft.headers.set(name.toLowerCase(), { name, value });
  return draft;
}

const prefixed = (subject: string, prefix: string) => `${prefix} ${bareSubject(subject)}`;

async function fetched(file: api.File, letter: api.Letter, person: api.Person, box: api.Box): Promise<DraftFile> {
  const content = await api.file(person.address, box.address, letter.id, file.index);
  return { id: `${letter.id}/${file.index}`, name: file.name, contentType: file.contentType, size: file.size, inline: file.inline, contentId: file.contentId, base64: base64(content) };
}

const written = (a: api.Address) => escape(a.name && a.name !== a.address ? `${a.name} <${a.address}>` : a.address);

/** The block that Outlook in Swedish puts over what it quotes. */
export function quote(letter: api.Letter): string {
  const lines: [string, string][] = [
    ["Från", written(letter.from)],
    ["Skickat", escape(longTime(letter.sentAt))],
    ["Till", letter.to.map(written).join("; ")],
    ...(letter.cc.length > 0 ? [["Kopia", letter.cc.map(written).join("; ")] as [string, string]] : []),
    ["Ämne", escape(letter.subject)],
  ];
  const head = lines.map(([name, value]) => `<b>${name}:</b> ${value}`).join("<br>");
  return `<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">${head}</font><div>&nbsp;</div></div><div>${letter.html}</div>`;
}
