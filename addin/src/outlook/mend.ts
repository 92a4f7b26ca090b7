// Changes to the open draft that the pane makes on a click.
import { ask, type DraftItem, done } from "./draft";

export const setSubject = (item: DraftItem, subject: string): Promise<boolean> => done((finish) => item.subject.setAsync(subject, finish));

export const setBody = (item: DraftItem, html: string): Promise<boolean> =>
  done((finish) => item.body.setAsync(html, { coercionType: Office.CoercionType.Html }, finish));

/** Keeps the first recipient, whom the answer is for, and lets the rest go. */
export async function answerOnlySender(item: DraftItem): Promise<boolean> {
  const to = await ask<Office.EmailAddressDetails[]>((finish) => item.to.getAsync(finish));
  const first = to?.[0];
  if (!first) return false;
  return (
    (await done((finish) => item.to.setAsync([{ displayName: first.displayName, emailAddress: first.emailAddress }], finish))) &&
    (await done((finish) => item.cc.setAsync([], finish)))
  );
}

/** Which finding a dialog's button asked for; undefined where the pane was opened by itself. */
export async function openedFor(item: DraftItem): Promise<string | undefined> {
  if (typeof item.getInitializationContextAsync !== "function") return undefined;
  const context = await ask<string>((finish) => item.getInitializationContextAsync(finish));
  try {
    return context ? (JSON.parse(context) as { code?: string }).code : undefined;
  } catch {
    return undefined;
  }
}

export interface OpenFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly inline: boolean;
}

export async function files(item: DraftItem): Promise<OpenFile[]> {
  const found = await ask<Office.AttachmentDetailsCompose[]>((finish) => item.getAttachmentsAsync(finish));
  return (found ?? []).map(({ id, name, size, isInline }) => ({ id, name, size, inline: isInline }));
}

/** A file's bytes; undefined for what only links to a cloud, and where Outlook doesn't give it. */
export async function fileBytes(item: DraftItem, id: string): Promise<Blob | undefined> {
  const content = await ask<Office.AttachmentContent>((finish) => item.getAttachmentContentAsync(id, finish));
  if (!content) return undefined;
  if (content.format === Office.MailboxEnums.AttachmentContentFormat.Base64)
    return new Blob([Uint8Array.from(atob(content.content), (letter) => letter.charCodeAt(0))]);
  return content.format === Office.MailboxEnums.AttachmentContentFormat.Url ? undefined : new Blob([content.content]);
}

/** Calls back when recipients or attachments change. The text has no such event: the pane looks by itself. */
export function onDraftChanged(item: DraftItem, changed: () => void): void {
  for (const kind of [Office.EventType?.RecipientsChanged, Office.EventType?.AttachmentsChanged])
    if (kind && typeof item.addHandlerAsync === "function") item.addHandlerAsync(kind, changed);
}
