// The draft that is open in Outlook. Also runs where there is neither page nor timers (classic Outlook for Windows).
import type { Draft, DraftAttachment, DraftReply, Settings, Severity } from "../guideline/draft";

export type DraftItem = Office.MessageCompose;
type MeetingItem = Office.AppointmentCompose;
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

/** Whether Outlook did what it was asked for. */
export const done = (start: (done: Done<void>) => void): Promise<boolean> =>
  need(start).then(
    () => true,
    () => false,
  );

export const openDraft = (): DraftItem | undefined => (Office.context.mailbox?.item as DraftItem | null | undefined) ?? undefined;

export const supports = (version: string): boolean => Office.context.requirements.isSetSupported("Mailbox", version);

const addresses = (people: readonly Office.EmailAddressDetails[]): string[] => people.map((person) => person.emailAddress.toLowerCase());

/** Notes that add-in and pane share while the draft is open. They hold no words of the draft. */
export interface Notes {
  /** To and Cc when the draft was opened: of a reply to all, the original's. */
  recipients: string[];
  reason: { reason: string; print: string };
  /** Attachment's id → what the server found in it. */
  files: Record<string, readonly Severity[]>;
}

export async function readNote<K extends keyof Notes>(item: DraftItem, name: K): Promise<Notes[K] | undefined> {
  if (!item.sessionData) return undefined;
  const text = await ask<string>((done) => item.sessionData.getAsync(`varamail.${name}`, done));
  return text ? (JSON.parse(text) as Notes[K]) : undefined;
}

export async function writeNote<K extends keyof Notes>(item: DraftItem, name: K, value: Notes[K]): Promise<void> {
  if (item.sessionData) await ask<void>((done) => item.sessionData.setAsync(`varamail.${name}`, JSON.stringify(value), done));
}

/** The draft as it stands now. */
export async function readDraft(item: DraftItem, settings: Settings): Promise<Draft> {
  const [from, to, cc, bcc, subject, body, attachments, reply, label] = await Promise.all([
    ask<Office.EmailAddressDetails>((done) => item.from.getAsync(done)),
    need<Office.EmailAddressDetails[]>((done) => item.to.getAsync(done)),
    need<Office.EmailAddressDetails[]>((done) => item.cc.getAsync(done)),
    need<Office.EmailAddressDetails[]>((done) => item.bcc.getAsync(done)),
    need<string>((done) => item.subject.getAsync(done)),
    need<string>((done) => item.body.getAsync(Office.CoercionType.Html, done)),
    readAttachments(item),
    readReply(item),
    settings.closedLabels.length > 0 && supports("1.13") ? ask<string>((done) => item.sensitivityLabel.getAsync(done)) : undefined,
  ]);
  return {
    from: (from?.emailAddress ?? Office.context.mailbox.userProfile.emailAddress).toLowerCase(),
    to: addresses(to),
    cc: addresses(cc),
    bcc: addresses(bcc),
    lists: addresses(
      [...to, ...cc, ...bcc].filter((person) => person.recipientType === Office.MailboxEnums.RecipientType.DistributionList),
    ),
    subject,
    body,
    html: true,
    attachments,
    reply,
    encrypted: label ? settings.closedLabels.indexOf(label.toLowerCase()) >= 0 : false,
  };
}

/** A meeting as a draft: whom it goes to, what it says. */
export async function readMeeting(item: MeetingItem): Promise<Draft> {
  const [required, optional, subject, body] = await Promise.all([
    need<Office.EmailAddressDetails[]>((done) => item.requiredAttendees.getAsync(done)),
    need<Office.EmailAddressDetails[]>((done) => item.optionalAttendees.getAsync(done)),
    need<string>((done) => item.subject.getAsync(done)),
    need<string>((done) => item.body.getAsync(Office.CoercionType.Html, done)),
  ]);
  const from = Office.context.mailbox.userProfile.emailAddress.toLowerCase();
  return { from, to: addresses(required), cc: addresses(optional), bcc: [], subject, body, html: true, attachments: [] };
}

async function readAttachments(item: DraftItem): Promise<DraftAttachment[]> {
  const [files, read] = await Promise.all([
    need<Office.AttachmentDetailsCompose[]>((done) => item.getAttachmentsAsync(done)),
    readNote(item, "files"),
  ]);
  return files.map((file) => ({ id: file.id, name: file.name, inline: file.isInline, found: read?.[file.id] }));
}

/** Outlook tells a draft's kind, but not whom the original went to: those were noted when the draft was opened. */
async function readReply(item: DraftItem): Promise<DraftReply | undefined> {
  if (typeof item.getComposeTypeAsync !== "function") return undefined;
  const kind = await ask<{ composeType: string }>((done) => item.getComposeTypeAsync(done));
  if (kind?.composeType === "forward") return { mode: "forward", originalRecipients: [] };
  if (kind?.composeType !== "reply") return undefined;
  const opened = (await readNote(item, "recipients")) ?? [];
  return { mode: opened.length > 1 ? "replyAll" : "reply", originalRecipients: opened };
}
