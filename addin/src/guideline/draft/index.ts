// What the guideline says about a draft. Pure: knows neither Office nor the page, and never leaves the computer.
import type { Draft, Warning } from "./draft";
import { DEFAULTS, type Settings, WEIGHTS } from "./settings";

export type { Draft, Warning } from "./draft";
export { type Code, DEFAULTS, type Settings, type Weight } from "./settings";

/** Every warning, the heaviest first. */
export function check(draft: Draft, settings: Settings = DEFAULTS): Warning[] {
  const weight = settings.weights.subjectMissing ?? WEIGHTS.subjectMissing;
  if (draft.subject.trim() !== "" || weight === "off") return [];
  return [
    {
      code: "subjectMissing",
      weight,
      title: "Ämnesraden är tom",
      message: "Skriv vad meddelandet handlar om. Ämnesraden ska vara tydlig och utan personuppgifter.",
      wayOut: "Skriv några ord om vad meddelandet gäller.",
      fix: "none",
      citation: { rule: "R73", heading: "Språk och innehåll", quote: "" },
      words: [],
    },
  ];
}
