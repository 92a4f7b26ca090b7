// Who receives a draft: inside or outside, how many, and whether everybody who got the original.
import type { Draft } from "./draft";
import type { Settings } from "./settings";

/** Local parts that stand for everybody; others are set by the municipality. */
const EVERYBODY =
  /^(?:alla|all|samtliga|everyone|allpersonal|hela)(?:[._-]|$)|^alla(?:anställda|anstallda|medarbetare|personal|chefer|rektorer)|[._-](?:alla|samtliga)$|^(?:dl|dist|distribution|grp|grupp|utskick|sandlista|sändlista|lista)[._-]/;

export const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

export function isInside(address: string, settings: Settings): boolean {
  const domain = domainOf(address);
  return settings.domains.some((own) => domain === own || endsWith(domain, `.${own}`));
}

export function isList(address: string, settings: Settings): boolean {
  const lower = address.toLowerCase();
  return settings.lists.indexOf(lower) >= 0 || (isInside(address, settings) && EVERYBODY.test(lower.slice(0, lower.lastIndexOf("@"))));
}

export function isSafe(address: string, settings: Settings): boolean {
  const lower = address.toLowerCase();
  return settings.safeChannels.some((safe) => lower === safe || domainOf(lower) === safe);
}

/** Everybody once. */
export function recipientsOf(draft: Draft): string[] {
  const all: string[] = [];
  for (const address of [...draft.to, ...draft.cc, ...draft.bcc]) {
    const lower = address.toLowerCase().trim();
    if (lower !== "" && all.indexOf(lower) < 0) all.push(lower);
  }
  return all;
}

/** How many of the original's recipients a reply goes to, when it goes to all of them; otherwise 0. */
export function repliedToAll(draft: Draft): number {
  const { reply } = draft;
  if (!reply || reply.mode === "forward") return 0;
  const sender = draft.from.toLowerCase();
  const reached = recipientsOf(draft);
  const original = reply.originalRecipients.map((address) => address.toLowerCase());
  // The writer stands among the original's recipients, and an answer doesn't go to herself.
  return original.every((address) => address === sender || reached.indexOf(address) >= 0) ? original.length : 0;
}

function endsWith(text: string, end: string): boolean {
  return text.length >= end.length && text.slice(text.length - end.length) === end;
}
