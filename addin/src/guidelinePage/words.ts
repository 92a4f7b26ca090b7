import type { GuidelineSentence, Treatment } from "../api/shapes";

export interface Words {
  lang: "sv" | "en";
  lead: string;
  version: string;
  published: string;
  contact: string;
  documents: string;
  schedule: (rows: number) => string;
  sampleSchedule: (rows: number) => string;
  search: string;
  show: string;
  all: string;
  treatment: Record<Treatment, string>;
  strength: Record<GuidelineSentence["strength"], string>;
  rules: (count: number) => string;
  found: (count: number, of: number) => string;
  none: string;
  linkTo: (rule: string) => string;
}

const sv: Words = {
  lang: "sv",
  lead: "Varje mening i riktlinjen, ordagrant, och vad Varamail gör åt den.",
  version: "Version",
  published: "Riktlinjen hos kommunen",
  contact: "Frågor om riktlinjen",
  documents: "Dokument som hör till",
  schedule: (rows) => `Dokumenthanteringsplanen är inläst: ${rows} rader.`,
  sampleSchedule: (rows) => `Kommunens dokumenthanteringsplan är inte inläst: Varamail använder ett exempel på ${rows} rader.`,
  search: "Sök ord eller nummer",
  show: "Visa",
  all: "Alla",
  treatment: { rule: "Regler bevakar", feature: "Varamail gör", byHand: "Människor gör", notOurs: "Hör inte till Varamail" },
  strength: { information: "Information", should: "Bör", shall: "Ska" },
  rules: (count) => (count === 1 ? "Visa regeln" : `Visa ${count} regler`),
  found: (count, of) => (count === of ? `${of} meningar` : `${count} av ${of} meningar`),
  none: "Ingen mening passar. Sök på något annat, eller visa alla.",
  linkTo: (rule) => `Länk till ${rule}`,
};

const en: Words = {
  lang: "en",
  lead: "Every sentence of the guideline, word for word in Swedish, and what Varamail does about it.",
  version: "Version",
  published: "The guideline as the municipality publishes it",
  contact: "Questions about the guideline",
  documents: "Documents that belong to it",
  schedule: (rows) => `The records schedule is read in: ${rows} rows.`,
  sampleSchedule: (rows) => `The municipality's own records schedule isn't read in: Varamail uses a sample of ${rows} rows.`,
  search: "Search words or number",
  show: "Show",
  all: "All",
  treatment: { rule: "Rules watch", feature: "Varamail does it", byHand: "People do it", notOurs: "Not Varamail's business" },
  strength: { information: "Information", should: "Should", shall: "Shall" },
  rules: (count) => (count === 1 ? "Show the rule" : `Show ${count} rules`),
  found: (count, of) => (count === of ? `${of} sentences` : `${count} of ${of} sentences`),
  none: "No sentence fits. Search for something else, or show all.",
  linkTo: (rule) => `Link to ${rule}`,
};

export const wordsFor = (language: string): Words => (/^(sv|nb|nn|no|da)\b/i.test(language) ? sv : en);
