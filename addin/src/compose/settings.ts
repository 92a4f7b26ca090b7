import type { Client } from "../api/client";
import { DEFAULTS, type PaneSettings, type Settings } from "../guideline/draft";
import { signatureHtml, signatureText } from "../guideline/draft/signature";

/** The municipality's own; without an answer the defaults hold, as in the send check. */
export async function readSettings(): Promise<PaneSettings> {
  try {
    const answer = await fetch("/addin/draft-settings.json", { cache: "no-store" });
    return answer.ok ? { ...DEFAULTS, ...(await answer.json()) } : DEFAULTS;
  } catch {
    return DEFAULTS; // no answer, or a proxy's page instead of one
  }
}

/** Somebody's signature by the template; undefined where the server doesn't tell who she is. */
export async function signatureFor(client: Pick<Client, "draftSender">, settings: Settings, address: string): Promise<string | undefined> {
  const sender = await client.draftSender(address).catch(() => undefined);
  return sender && signatureHtml(signatureText(settings, sender));
}

/** Learns somebody's own signature for the drafts to come: Outlook's event handlers sign them, and can't ask who she is. */
export async function learnSignature(
  client: Pick<Client, "draftSender">,
  settings: PaneSettings,
  own: string,
  remember: (html: string) => Promise<void>,
): Promise<void> {
  const html = settings.signature === "" ? undefined : await signatureFor(client, settings, own);
  if (html !== undefined) await remember(html);
}
