import { t } from "./index";

/** Where the municipality lies: Outlook, the diary and the law count days and hours there, wherever the browser stands. */
const timeZone = "Europe/Stockholm";

/** The day of a moment, as the diary and `<input type=date>` write it: ”2026-11-25”. */
export const dayOf = (moment: string | Date): string => new Intl.DateTimeFormat("sv-SE", { timeZone }).format(new Date(moment));

export const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** ”onsdag 25 november” */
const dayName = (moment: Date): string =>
  new Intl.DateTimeFormat(t.locale, { timeZone, weekday: "long", day: "numeric", month: "long" }).format(moment);

/** The chip about the answer: what is asked, and whether it is late. */
export function deadlineText(deadline: string, now: Date): { text: string; late: boolean } {
  const moment = new Date(deadline);
  if (moment.getTime() < now.getTime()) return { text: t.deadlinePassed(dayName(moment)), late: true };
  return dayOf(moment) === dayOf(now) ? { text: t.deadlineToday, late: false } : { text: t.deadline(dayName(moment)), late: false };
}

/** ”i dag 09.14”, ”onsdag 25 november 09.14” */
export function whenText(moment: string | Date, now: Date): string {
  const at = new Date(moment);
  const time = new Intl.DateTimeFormat(t.locale, { timeZone, hour: "2-digit", minute: "2-digit" }).format(at);
  return `${dayOf(at) === dayOf(now) ? t.today : dayName(at)} ${time}`;
}
