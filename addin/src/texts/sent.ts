import { t } from "./index";

/** What is told of messages that were sent for the diary. Apart from the pane's other texts: it is fetched with what shows it. */
interface SentTexts {
  waiting: string;
  where: (title: string, where: string) => string;
  missing: string;
  missingText: string;
  again: string;
  drop: string;
  entered: (number: string) => string;
  queued: string;
  others: (count: number) => string;
}

const sv: SentTexts = {
  waiting: "Väntar på att hitta det skickade meddelandet",
  where: (title, where) => `${title} · ${where}`,
  missing: "Det skickade meddelandet hittades inte",
  missingText: "Har du skickat det: öppna det i Skickat och registrera det därifrån. Skickade du det aldrig behöver du inte göra något.",
  again: "Sök igen",
  drop: "Ska inte diarieföras",
  entered: (number) => `Skickat och diariefört som ${number}`,
  queued: "Skickat och lagt i registratorns kö",
  others: (count) =>
    count === 1
      ? "Samma utkast har skickats en gång till. Det andra meddelandet är inte registrerat: öppna det i Skickat om det ska det."
      : `Samma utkast har skickats ${count} gånger till. De andra meddelandena är inte registrerade: öppna dem i Skickat om de ska det.`,
};

const en: SentTexts = {
  waiting: "Waiting to find the sent message",
  where: (title, where) => `${title} · ${where}`,
  missing: "The sent message was not found",
  missingText: "If you have sent it: open it in Sent Items and register it from there. If you never sent it there is nothing to do.",
  again: "Search again",
  drop: "Not for the diary",
  entered: (number) => `Sent and entered as ${number}`,
  queued: "Sent and put in the registrar's queue",
  others: (count) =>
    count === 1
      ? "The same draft was sent once more. The other message isn't registered: open it in Sent Items if it should be."
      : `The same draft was sent ${count} more times. The other messages aren't registered: open them in Sent Items if they should be.`,
};

export const sentTexts = (): SentTexts => (t.locale === "sv-SE" ? sv : en);
