// The draft that is open in Outlook. Also runs where there is neither page nor timers (classic Outlook for Windows).
import type { Draft, DraftReply } from "../guideline/draft/draft";

type Item = Office.MessageCompose;
type Done<T> = (result: Office.AsyncResult<T>) => void;

/** Answers what Outlook answers; undefined where it refuses or has no such call. */
export const ask = <T>(start: (done: Done<T>) => void): Promise<T | undefined> => need(start).catch(() => undefined);

/** Fails where Outlook refuses: nothing may be called checked that could not be read. */
export function need<T>(start: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((result) =>
      result.status === Office.AsyncResultStatus.Succeeded ? resolve(result.value) : reject(new Error("Outlook refused the call")),
    );
  });
}

export const openItem = (): Item | undefined => (Office.context.mailbox?.item as Item | null | undefined) ?? undefined;

export const supports = (version: string): boolean => Office.context.requirements.isSetSupported("Mailbox", version);

const address = (people: readonly Office.EmailAddressDetails[]): string[] => people.map((person) => person.emailAddress.toLowerCase());

/** The draft as it stands now. */
export async function readDraft(item: Item): Promise<Draft> {
  const [from, to, cc, bcc, subject, body, attachments, reply] = await Promise.all([
    ask<Office.EmailAddressDetails>((done) => item.from.getAsync(done)),
    need<Office.EmailAddressDetails[]>((done) => item.to.getAsync(done)),
    need<Office.EmailAddressDetails[]>((done) => item.cc.getAsync(done)),
    need<Office.EmailAddressDetails[]>((done) => item.bcc.getAsync(done)),
    need<string>((done) => item.subject.getAsync(done)),
    need<string>((done) => item.body.getAsync(Office.CoercionType.Html, done)),
    need<Office.AttachmentDetailsCompose[]>((done) => item.getAttachmentsAsync(done)),
    readReply(item),
  ]);
  return {
    from: (from?.emailAddress ?? Office.context.mailbox.userProfile.emailAddress).toLowerCase(),
    to: address(to),
    cc: address(cc),
    bcc: address(bcc),
    subject,
    body,
    html: true,
    attachments: attachments.map((attachment) => ({ name: attachment.name, inline: attachment.isInline })),
    reply,
  };
}

/** Outlook tells a draft's kind, but not whom the original went to: those were counted when the draft was opened. */
async function readReply(item: Item): Promise<DraftReply | undefined> {
  if (typeof item.getComposeTypeAsync !== "function") return undefined;
  const kind = await ask<{ composeType: string }>((done) => item.getComposeTypeAsync(done));
  if (kind?.composeType === "forward") return { mode: "forward", originalRecipients: [] };
  if (kind?.composeType !== "reply") return undefined;
  const opened = await readNote<string[]>(item, "recipients");
  return { mode: opened && opened.length > 1 ? "replyAll" : "reply", originalRecipients: opened ?? [] };
}

/** What the add-in remembers while the draft is open, shared by event handlers and pane. */
export async function readNote<T>(item: Item, name: string): Promise<T | undefined> {
  const text = await ask<string>((done) => item.sessionData.getAsync(`varamail.${name}`, done));
  return text ? (JSON.parse(text) as T) : undefined;
}

export const writeNote = (item: Item, name: string, value: unknown): Promise<unknown> =>
  ask<void>((done) => item.sessionData.setAsync(`varamail.${name}`, JSON.stringify(value), done));
