import type { AuditAct, AuditVerification, RegistrationTime, StatisticsOutcome } from "../api/shapes";

export const acts: Record<AuditAct, string> = {
  sent: "Skickade till registrator",
  arrived: "Kom från annat diarium",
  claimed: "Tog ärendet",
  tookOver: "Tog över från en kollega",
  released: "Lade tillbaka",
  entered: "Diarieförde",
  returned: "Sände åter",
  handedOver: "Lämnade till akt eller annat system",
  filed: "Kvitterade från akt eller annat system",
  undone: "Ångrade",
  redirected: "Skickade till annat diarium",
  notRegistered: "Beslutade att inte registrera",
  withdrawn: "Tog tillbaka",
  voided: "Makulerade",
  corrected: "Rättade i diariet",
  opened: "Öppnade begränsat innehåll",
  read: "Läste begränsat innehåll igen",
  downloaded: "Hämtade fil",
  forwarded: "Skickade vidare med e-post",
  forwardBarred: "Hindrades att skicka vidare",
  mailCopied: "Kopia till registrators brevlåda",
  discarded: "Raderade det som inte registrerats",
  exported: "Hämtade ut loggen",
  sentToDiary: "Skickade till annat diariesystem",
  arrivedInDiary: "Togs emot av annat diariesystem",
  confirmedInDiary: "Bekräftade att det finns i annat diariesystem",
  retriedDelivery: "Försökte leverera igen",
  gaveUpDelivery: "Gav upp leveransen",
  held: "Spärrade mot gallring",
  holdLifted: "Hävde en spärr mot gallring",
};

export const faults: Record<NonNullable<AuditVerification["fault"]>, string> = {
  missing: "Raden saknas.",
  altered: "Raden säger något annat än när den skrevs.",
  outOfOrder: "Raden följer inte på raden före.",
  uncounted: "Raden har lagts till vid sidan av.",
  notAsNoted: "Raden är inte den som antecknats tidigare.",
};

export const outcomes: Record<StatisticsOutcome, string> = {
  entered: "Diarieförda",
  returned: "Återsända",
  redirected: "Till annat diarium",
  notRegistered: "Registreras inte",
  withdrawn: "Återtagna",
};

export const times: Record<RegistrationTime, string> = {
  sameDay: "Samma dag",
  nextWorkingDay: "Nästa arbetsdag",
  withinFive: "2–5 arbetsdagar",
  later: "Senare",
};

const monthNames = ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"];

/** ”nov 2026” */
export const monthName = (month: string): string => `${monthNames[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

/** ”1 234” */
export const number = (count: number): string => new Intl.NumberFormat("sv-SE").format(count);
