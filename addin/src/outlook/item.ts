import type { ItemRef } from "../api/shapes";
import { ask } from "./promise";

/** What is open in Outlook, read once: the item object itself dies as soon as another message is chosen. */
export type Selection =
  | { kind: "message"; ref: ItemRef; internetMessageId: string | null; subject: string; shared: boolean }
  | { kind: "nothing" }
  | { kind: "unsupported"; what: "calendar" | "draft" };

type ReadItem = Office.MessageRead & Partial<Pick<Office.MessageRead, "getSharedPropertiesAsync">>;

/** Reads what is chosen now. A shared mailbox is named by its owner; without an answer the mailbox is the person's own. */
export async function readSelection(): Promise<Selection> {
  const mailbox = Office.context?.mailbox;
  const item = mailbox?.item as ReadItem | null | undefined;
  if (!mailbox || !item) return { kind: "nothing" };
  if (item.itemType === Office.MailboxEnums.ItemType.Appointment) return { kind: "unsupported", what: "calendar" };
  if (typeof item.itemId !== "string" || item.itemId === "") return { kind: "unsupported", what: "draft" };

  const itemId = mailbox.convertToRestId(item.itemId, Office.MailboxEnums.RestVersion.v2_0);
  const internetMessageId = item.internetMessageId || null;
  const subject = typeof item.subject === "string" ? item.subject : "";
  const own = mailbox.userProfile.emailAddress.toLowerCase();
  const properties =
    typeof item.getSharedPropertiesAsync === "function"
      ? await ask<Office.SharedProperties>((done) => item.getSharedPropertiesAsync(done))
      : null;
  const owner = (properties?.owner || own).toLowerCase();
  return { kind: "message", ref: { mailbox: owner, itemId }, internetMessageId, subject, shared: owner !== own };
}

export function isSame(a: Selection, b: Selection): boolean {
  return a.kind === "message" && b.kind === "message"
    ? a.ref.itemId === b.ref.itemId && a.ref.mailbox === b.ref.mailbox
    : a.kind === b.kind && a.kind !== "message";
}

/** Calls back when another message is chosen while the pane is pinned. */
export function onItemChanged(changed: () => void): void {
  const mailbox = Office.context?.mailbox;
  if (typeof mailbox?.addHandlerAsync === "function") mailbox.addHandlerAsync(Office.EventType.ItemChanged, changed);
}

/** The address that Outlook is signed in with: a hint for the sign-in, never an identity. */
export const outlookAddress = (): string | null => Office.context?.mailbox?.userProfile?.emailAddress ?? null;
