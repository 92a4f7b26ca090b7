import { t } from "./index";

const startOfDay = (moment: Date) => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();

/** ”onsdag 25 november” */
export const dayName = (moment: Date): string =>
  new Intl.DateTimeFormat(t.locale, { weekday: "long", day: "numeric", month: "long" }).format(moment);

/** The chip about the answer: what is asked, and whether it is late. */
export function deadlineText(deadline: string, now: Date): { text: string; late: boolean } {
  const moment = new Date(deadline);
  if (moment.getTime() < now.getTime()) return { text: t.deadlinePassed(dayName(moment)), late: true };
  return startOfDay(moment) === startOfDay(now)
    ? { text: t.deadlineToday, late: false }
    : { text: t.deadline(dayName(moment)), late: false };
}

/** ”i dag 09.14”, ”onsdag 25 november 09.14” */
export function whenText(moment: string | Date, now: Date): string {
  const at = new Date(moment);
  const time = new Intl.DateTimeFormat(t.locale, { hour: "2-digit", minute: "2-digit" }).format(at);
  return `${startOfDay(at) === startOfDay(now) ? t.today : dayName(at)} ${time}`;
}
