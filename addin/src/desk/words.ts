import type { Handling, QueueChange, QueueItem, RegistrationState, Signal } from "../api/shapes";
import { t } from "../texts";
import { dayAfter, dayOf } from "../texts/days";

/** Of many: for the list of filters. */
export const stateNames: Record<RegistrationState, string> = {
  queued: "Att registrera",
  claimed: "Pågår",
  delivering: "På väg till diariet",
  entered: "Diarieförda",
  returned: "Återsända",
  redirected: "Skickade vidare",
  notRegistered: "Registreras inte",
  withdrawn: "Återtagna",
  awaitingReceipt: "Väntar på kvittens",
  filed: "I annat system",
};

/** Of one. */
export const stateName: Record<RegistrationState, string> = {
  queued: "Att registrera",
  claimed: "Pågår",
  delivering: "På väg till diariet",
  entered: "Diariefört",
  returned: "Återsänt",
  redirected: "Skickat vidare",
  notRegistered: "Registreras inte",
  withdrawn: "Återtaget",
  awaitingReceipt: "Väntar på kvittens",
  filed: "Finns i annat system",
};

/** ”Väntar på Evolution” while its number hasn't come; else the state. */
export const standing = (item: QueueItem): string =>
  item.state === "delivering" && item.delivery ? t.delivery.waitsFor(item.delivery.system) : stateName[item.state];

/** ”i dag”, ”i morgon”, ”försenad”, or the date: how soon the item must be registered. */
export function dueText(dueOn: string, now: Date): { text: string; soon: boolean } {
  const today = dayOf(now);
  if (dueOn < today) return { text: "försenad", soon: true };
  if (dueOn === today) return { text: t.today, soon: true };
  return { text: dueOn === dayAfter(today) ? t.tomorrow : dueOn, soon: false };
}

export const writer = (item: QueueItem): string =>
  item.from ? item.from.name || item.from.address || "Okänd avsändare" : "Begränsat innehåll";

export const subject = (item: QueueItem): string =>
  item.subject === null || item.subject === undefined ? "Öppnas med anledning, läsningen loggas" : item.subject || t.noSubject;

export function size(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1).replace(".", ",")} MB`;
}

/** The verdict when it was sent here, in one word. */
export const verdicts: Record<Handling, string> = {
  register: "registreras",
  routine: "hålls ordnad",
  ephemeral: "gallras",
  internal: "internt",
  private: "privat",
};

export const signalNames: Record<Signal, string> = {
  question: "Fråga",
  disclosureRequest: "Begäran om utlämnande",
  threat: "Hot",
  suspicious: "Misstänkt",
  autoReply: "Autosvar",
  bulk: "Massutskick",
  bounce: "Studs",
  calendar: "Kalender",
  caseReference: "Nämner diarienummer",
};

/** How long a message has been here: ”nyss”, ”35 min”, ”4 tim”, ”6 dagar”. */
export function ageText(receivedAt: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - Date.parse(receivedAt)) / 60_000);
  if (minutes < 2) return "nyss";
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} tim`;
  return `${Math.floor(minutes / 1440)} dagar`;
}

/** What a colleague did with the message that one has before one. */
export function changeText(change: QueueChange): string {
  const by = change.by?.name ?? "En kollega";
  const did: Record<RegistrationState, string> = {
    queued: "Meddelandet är tillbaka i kön.",
    claimed: change.takenOverFrom ? `${by} tog över meddelandet från ${change.takenOverFrom}.` : `${by} tog meddelandet.`,
    delivering: `${by} skickade meddelandet till diariet.`,
    entered: `${by} diarieförde meddelandet.`,
    returned: `${by} sände meddelandet åter.`,
    redirected: `${by} skickade meddelandet vidare.`,
    notRegistered: `${by} beslutade att meddelandet inte ska registreras.`,
    awaitingReceipt: `${by} lämnade meddelandet till ett annat system.`,
    filed: `${by} har lämnat meddelandet till ett annat system.`,
    withdrawn: `${by} tog tillbaka meddelandet.`,
  };
  return did[change.state];
}
