// The header that names somebody's wish to have the message in the diary. The send check leaves it alone.
import { ask, type DraftItem, done, supports } from "./draft";

/** Says nothing to outsiders: a random number. The same in SentHeads.cs. */
const DISPATCH_HEADER = "X-Varamail-Dispatch";

export const mark = (item: DraftItem, id: string): Promise<boolean> =>
  done((finish) => item.internetHeaders.setAsync({ [DISPATCH_HEADER]: id }, finish));

export const unmark = (item: DraftItem): Promise<boolean> => done((finish) => item.internetHeaders.removeAsync([DISPATCH_HEADER], finish));

export async function markOf(item: DraftItem): Promise<string | undefined> {
  const headers = await ask<Record<string, string>>((finish) => item.internetHeaders.getAsync([DISPATCH_HEADER], finish));
  return headers?.[DISPATCH_HEADER] || undefined;
}

/** Internet message id of what the draft answers; older Outlook doesn't tell. */
export const inReplyTo = (item: DraftItem): string | undefined => item.inReplyTo || undefined;

export const canSend = (item: DraftItem): boolean => supports("1.15") && typeof item.sendAsync === "function";

/** Runs the send check as the ribbon's button does. */
export const send = (item: DraftItem): void => item.sendAsync(() => undefined);
