import type { LaunchEvent, SendMode } from "../office/manifest.ts";
import { written } from "../office/notices.ts";
import type { Outcome } from "../office/runtime.ts";

/** What the dialog shows while, or after, the add-in has checked what is about to leave. */
export type Alert =
  | { state: "checking"; isSlow: boolean; canSend: boolean }
  | { state: "stopped"; message: string; markdown: string; canSend: boolean; action: { label: string; commandId: string; context: string } | null }
  | { state: "unavailable" | "timedOut"; canSend: boolean };

export type Choice = "sendAnyway" | "stay";

/** After this the dialog says that it takes longer than usual. */
export const slowAfter = 5000;
const longestMessage = 500;
const longestLabel = 20;

/**
 * Asks the add-in and, when it must, the person. True when the message may leave. As Outlook's documents tell it of Smart Alerts:
 * only PromptUser lets a person send against the add-in's word; a missing add-in stops nothing in PromptUser, is the person's choice
 * in SoftBlock, and stops everything in Block; whoever waited five minutes may send only in PromptUser.
 */
export async function maySend(event: LaunchEvent | null, run: (event: LaunchEvent) => Promise<Outcome>, show: (alert: Alert | null, chosen: (choice: Choice) => void) => void): Promise<boolean> {
  if (!event) return true;
  const ask = (alert: Alert) => new Promise<Choice>((chosen) => show(alert, chosen));
  let impatient: (choice: Choice) => void = () => {};
  const left = new Promise<Choice>((resolve) => {
    impatient = resolve;
  });
  show({ state: "checking", isSlow: false, canSend: false }, impatient);
  const timer = setTimeout(() => show({ state: "checking", isSlow: true, canSend: event.sendMode === "PromptUser" }, impatient), slowAfter);
  const outcome = await Promise.race([run(event), left]);
  clearTimeout(timer);
  show(null, impatient);
  if (outcome === "stay") return false;
  if (outcome === "sendAnyway") return true;
  const alert = alertOf(event.sendMode, outcome);
  if (!alert) return true;
  const choice = await ask(alert);
  show(null, impatient);
  return choice === "sendAnyway";
}

/** The alert that an outcome leads to; null when the message goes. */
export function alertOf(mode: SendMode, outcome: Outcome): Alert | null {
  if (outcome.ended === "unavailable") return mode === "PromptUser" ? null : { state: "unavailable", canSend: mode === "SoftBlock" };
  if (outcome.ended === "timedOut") return { state: "timedOut", canSend: mode === "PromptUser" };
  const options = outcome.ended === "completed" ? (outcome.options ?? {}) : {};
  if (options.allowEvent === true) return null;
  const commandId = text(options.commandId);
  return {
    state: "stopped",
    message: text(options.errorMessage).slice(0, longestMessage),
    markdown: text(options.errorMessageMarkdown).slice(0, longestMessage),
    canSend: mode === "PromptUser" || options.sendModeOverride === "promptUser",
    action: commandId ? { label: text(options.cancelLabel).slice(0, longestLabel) || "Vidta åtgärd", commandId, context: written(options.contextData) } : null,
  };
}

const text = (value: unknown) => (typeof value === "string" ? value : "");
