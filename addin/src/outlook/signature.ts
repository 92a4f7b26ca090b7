// The common signature. Event handlers can neither sign in nor ask the server who somebody is: what a pane has learnt is remembered in the
// mailbox itself; until one has, Outlook's own name for the person must do.
import type { Settings } from "../guideline/draft/settings";
import { signatureHtml, signatureText } from "../guideline/draft/signature";
import { ask, type DraftItem, done } from "./draft";

const NAME = "varamail.signature";

const rememberedSignature = (): string | undefined => (Office.context.roamingSettings?.get(NAME) as string | undefined) || undefined;

/** Stays with the mailbox, on every computer. */
export async function rememberSignature(html: string): Promise<void> {
  const settings = Office.context.roamingSettings;
  if (!settings || settings.get(NAME) === html) return;
  settings.set(NAME, html);
  await ask<void>((done) => settings.saveAsync(done));
}

export const setSignature = (item: DraftItem, html: string): Promise<boolean> =>
  done((finish) => item.body.setSignatureAsync(html, { coercionType: Office.CoercionType.Html }, finish));

/** Signs a new draft, where Outlook's own signature is off: two signatures are worse than none. */
export async function sign(item: DraftItem, settings: Settings): Promise<void> {
  const html = rememberedSignature() || byName(settings);
  if (!html || typeof item.isClientSignatureEnabledAsync !== "function") return;
  if (await ask<boolean>((done) => item.isClientSignatureEnabledAsync(done))) return;
  await setSignature(item, html);
}

function byName(settings: Settings): string | undefined {
  const name = Office.context.mailbox.userProfile?.displayName;
  if (!settings.signature || !name) return undefined;
  return signatureHtml(signatureText(settings, { name, title: "", department: "", mailbox: "", telephone: settings.telephone }));
}
