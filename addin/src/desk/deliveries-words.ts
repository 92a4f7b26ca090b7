import type { DeliveryItem, DeliveryState } from "../api/shapes";

const states: Record<DeliveryState, (system: string) => string> = {
  waiting: (system) => `Väntar på ${system}`,
  uncertain: (system) => `Osäkert om ${system} tog emot den`,
  stopped: (system) => `${system} har inte tagit emot den`,
  manual: (system) => `Läggs in i ${system} för hand`,
  delivered: (system) => `Finns i ${system}`,
  givenUp: () => "Tillbaka i kön",
};

/** Why it isn't there, for the codes that people can do something about. */
const failures: Record<string, (system: string) => string> = {
  busy: (system) => `${system} har för mycket att göra`,
  http429: (system) => `${system} har för mycket att göra`,
  http503: (system) => `${system} har för mycket att göra`,
  http500: (system) => `${system} svarar med ett fel`,
  ConnectionError: (system) => `${system} går inte att nå`,
  unavailable: (system) => `${system} svarar inte`,
  circuitOpen: (system) => `${system} svarar inte`,
  denied: (system) => `${system} släpper inte in Varamail`,
  http401: (system) => `${system} släpper inte in Varamail`,
  http403: (system) => `${system} släpper inte in Varamail`,
  timeout: () => "svaret kom aldrig",
  answerLost: () => "svaret kom aldrig",
  unanswered: () => "handlingen har skickats flera gånger utan att få något svar",
  settling: (system) => `${system} hade den inte ännu, Varamail väntar innan den skickas igen`,
  notFound: () => "ärendet finns inte",
  caseMissing: () => "ärendet öppnades aldrig",
  noReceipt: () => "kvittot har inte kommit",
  receiptMismatch: () => "kvittot gäller en annan fil än den som skickades",
  receiptUnreadable: () => "kvittot saknar nummer",
  originalDamaged: () => "originalet har förändrats sedan det registrerades",
  originalMissing: () => "originalet finns inte kvar",
};

export const stateText = (item: DeliveryItem): string => states[item.state](item.system);

export const failureText = (item: DeliveryItem): string =>
  failures[item.failure ?? ""]?.(item.system) ?? `${item.system} svarade ”${item.failure}”`;

/** What to do now; nothing while Varamail works by itself. */
export function adviceOf(item: DeliveryItem): string | null {
  if (item.state === "manual") return `Lägg in handlingen i ${item.system} och bekräfta med numret. Till dess ligger den kvar som ogjord.`;
  if (item.state === "uncertain" && item.caseOnly) return `Sök ärendet i ${item.system}: det kan ha öppnats. Handlingen är inte skickad.`;
  if (item.state === "uncertain")
    return `Sök handlingen i ${item.system}. Finns den där: bekräfta med numret. Finns den inte: skicka den igen.`;
  if (item.state !== "stopped") return null;
  switch (item.failure) {
    case "caseMissing":
    case "notFound":
      return "Ta tillbaka meddelandet till kön och välj ett annat ärende.";
    case "receiptMismatch":
      return `Jämför filen i ${item.system} med originalet innan du bekräftar. Kontakta IT.`;
    case "originalDamaged":
    case "originalMissing":
      return "Kontakta IT: originalet måste återställas från säkerhetskopian. Försök sedan igen.";
    case "noReceipt":
    case "unanswered":
      return `Sök handlingen i ${item.system}. Finns den där: bekräfta med numret. Annars: försök igen.`;
    default:
      return `Rätta det som ${item.system} inte godtar, eller ta tillbaka meddelandet till kön och ändra uppgifterna.`;
  }
}
