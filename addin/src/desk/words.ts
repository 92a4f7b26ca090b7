import type { QueueItem, RegistrationState } from "../api/shapes";
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
