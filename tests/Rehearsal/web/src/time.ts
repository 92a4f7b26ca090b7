const zone = "Europe/Stockholm";
const day = (d: Date) => d.toLocaleDateString("sv-SE", { timeZone: zone });

/** As a mail list tells it: the time today, weekday and time this week, else the date. */
export function shortTime(iso: string, now = new Date()): string {
  const at = new Date(iso);
  const time = at.toLocaleTimeString("sv-SE", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  if (day(at) === day(now)) return time;
  return now.getTime() - at.getTime() < 6 * 86_400_000 ? `${at.toLocaleDateString("sv-SE", { timeZone: zone, weekday: "short" })} ${time}` : day(at);
}

export const longTime = (iso: string) =>
  new Date(iso).toLocaleString("sv-SE", { timeZone: zone, weekday: "short", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });

/** How far Sweden's clocks are from UTC at a moment. */
function offset(at: Date): number {
  const there = new Date(`${at.toLocaleString("sv-SE", { timeZone: zone }).replace(" ", "T")}Z`);
  return Math.round((there.getTime() - at.getTime()) / 60_000) * 60_000;
}

/** A moment as a clock in Sweden shows it, for a field: `2026-11-25T09:00`. */
export const clockText = (at: Date): string => new Date(at.getTime() + offset(at)).toISOString().slice(0, 16);

/** The moment at which a clock in Sweden shows it, wherever the browser stands. */
export function momentOf(text: string): Date {
  const asUtc = new Date(`${text}Z`);
  if (Number.isNaN(asUtc.getTime())) return asUtc;
  const guess = new Date(asUtc.getTime() - offset(asUtc));
  return new Date(asUtc.getTime() - offset(guess));
}

export const fileSize = (bytes: number) => (bytes < 1024 ? `${bytes} B` : bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1).replace(".", ",")} MB`);
