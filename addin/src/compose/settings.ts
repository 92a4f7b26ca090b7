import type { Client } from "../api/client";
import { DEFAULTS, type PaneSettings } from "../guideline/draft";
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

/** Learns somebody's own signature for the drafts to come: Outlook's event handlers sign them, and can't ask who she is. */
export async function learnSignature(
  client: Pick<Client, "draftSender">,
  settings: PaneSettings,
  own: string,
  remember: (html: string) => Promise<void>,
): Promise<void> {
  const sender = settings.signature === "" ? undefined : await client.draftSender(own).catch(() => undefined);
  if (sender) await remember(signatureHtml(signatureText(settings, sender)));
}
