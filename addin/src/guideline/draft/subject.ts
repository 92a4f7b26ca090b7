// Whether a subject line tells what the message is about.
import { bareSubject } from "./contents";

const VAGUE = new Set(
  (
    "fråga frågor frågan förfrågan undran hej hejsan hejhej hallå tjena tja hello hi goddag viktigt viktig info information infos angående ang gällande rörande avseende " +
    "beträffande ärende ärendet ärenden test svar svaret återkoppling uppdatering hjälp akut brådskande bråttom snarast asap obs läs meddelande mejl mejlet mail mailet epost " +
    "e-post brev post sak saker grej grejer grejen ämne rubrik rubriken hälsning hälsningar tack ok okej ja nej jaha fyi kolla titta lite diverse övrigt övriga blandat nytt " +
    "nyheter kontakt ring kort snabb snabbt liten litet stor bra veta intressant kul question important urgent help update message mail request subject inget ingen rubriklöst " +
    "namnlös untitled vidare forts fortsättning fundering funderingar tanke tankar synpunkt reply answer hejdå påminnelse påminner reminder"
  ).split(" "),
);
/** Things that every office has: alone they tell nothing, two of them or one with something more do. */
const THINGS = new Set(
  (
    "dokument dokumentet document handling handlingar fil filer filen file bilaga bilagor möte mötet meeting uppföljning uppgift uppgifter begäran önskemål samtal telefon underlag " +
    "besked ansökan anmälan synpunkt synpunkter klagomål beslut komplettering papper papperet blankett lista listan"
  ).split(" "),
);
/** Words that say nothing by themselves. */
const FILLING = new Set(
  (
    "en ett ett den det de dem och eller till från för om på i av med att som är har hade kan kanske dig du din ditt dina er ert era jag mig min mitt mina vi oss vår vårt våra " +
    "alla all allt någon något några denna detta dessa här där nu då bara också igen mer mycket väldigt jätte ny nya gammal sedan senaste en gång to you for the a an of about re " +
    "pratade pratat talade talades sa sagt bestämde bestämt skrev ringde varje det igår idag imorgon nyss hur vad var när vem vilken ska vill behöver gäller se bifogad bifogat bifogade bifogas inför efter samt via a b c d"
  ).split(" "),
);

/** Nothing but white space. */
export const isMissing = (subject: string): boolean => !/[^\s\u200B-\u200D]/.test(subject);

/** Only words that fit every message; a number, a date, a place or a thing makes it tell something. */
export function isVague(subject: string): boolean {
  if (isMissing(subject)) return false;
  const words = bareSubject(subject)
    .toLowerCase()
    .split(/[^a-zà-öø-ÿ0-9:.@/-]+/)
    .map((word) => word.replace(/^[.:/-]+|[.:/-]+$/g, ""))
    .filter((word) => word !== "");
  return (
    words.every((word) => VAGUE.has(word) || FILLING.has(word) || THINGS.has(word)) && words.filter((word) => THINGS.has(word)).length < 2
  );
}

const NUMBER = "\\s*\\d{4}[/-]\\d{1,5}";

/** Diary numbers of ours that stand in texts, each once. */
export function caseNumbers(texts: readonly string[], series: readonly string[]): string[] {
  if (series.length === 0) return [];
  const found: string[] = [];
  for (const text of texts)
    for (const hit of text.match(new RegExp(`\\b(?:${series.join("|")})${NUMBER}\\b`, "g")) ?? []) {
      const number = hit.replace(/\s+/g, " ").replace("-", "/");
      if (found.indexOf(number) < 0) found.push(number);
    }
  return found;
}

/** A subject that names the case and nobody: "Angående KS 2026/123". */
export function neutralSubject(texts: readonly string[], series: readonly string[], municipality: string): string {
  const [number] = caseNumbers(texts, series);
  return number ? `Angående ${number}` : `Angående ditt ärende hos ${municipality || "kommunen"}`;
}
