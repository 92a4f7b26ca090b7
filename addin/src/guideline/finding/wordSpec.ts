// Twin of WordSpec.cs: one word of a rule. `adhd`, `diagnos~`, `sjukskriv*`, `*cancer`, `^Kommunal`, `#`, `f##`.
import { isDigit, isUpper, lower, stands } from "./letters";

const FORGIVING = 6;
const LONGEST_ENDING = 5;
const ENDINGS = new Set(
  "a an ans ar aren aret ares arna arnas are as at ats d da de des dd e el en ens er ers erna ernas es et ets ena n na nas ns or orna ors orn r s t ta te ts tt ade at ande".split(
    " ",
  ),
);

export const WHOLE = 0;
const INFLECTED = 1;
const OPEN = 2;

export interface WordSpec {
  readonly letters: string;
  readonly ending: number;
  readonly openStart: boolean;
  readonly capital: boolean;
  readonly number: boolean;
}

export function parseWord(written: string): WordSpec {
  if (written === "#") return { letters: "", ending: OPEN, openStart: true, capital: false, number: true };
  const capital = written.startsWith("^");
  let rest = capital ? written.slice(1) : written;
  const openStart = rest.startsWith("*");
  rest = openStart ? rest.slice(1) : rest;
  const ending = rest.endsWith("*") ? OPEN : rest.endsWith("~") ? INFLECTED : WHOLE;
  rest = ending === WHOLE ? rest : rest.slice(0, -1);
  return { letters: rest.toLowerCase(), ending, openStart, capital, number: false };
}

export const parseWords = (written: string | undefined): WordSpec[] => (written ? written.split(" ").map(parseWord) : []);

export function matchesWord(spec: WordSpec, text: string, start: number, end: number): boolean {
  if (spec.capital && !isUpper(text.charCodeAt(start))) return false;
  if (spec.number) {
    for (let i = start; i < end; i++) if (isDigit(text.charCodeAt(i))) return true;
    return false;
  }
  if (!spec.openStart) return matchesFrom(spec, text, start, end);
  const last = end - spec.letters.length + (spec.letters.length >= FORGIVING ? 2 : 0);
  const first = spec.letters.charCodeAt(0);
  for (let at = start; at <= last && at < end; at++) {
    if (stands(first, text.charCodeAt(at)) && matchesFrom(spec, text, at, end)) return true;
  }
  return false;
}

function matchesFrom(spec: WordSpec, text: string, start: number, end: number): boolean {
  const letters = spec.letters;
  const forgiving = letters.length >= FORGIVING;
  let rule = 0;
  let at = start;
  while (rule < letters.length) {
    if (at < end && stands(letters.charCodeAt(rule), text.charCodeAt(at))) {
      rule++;
      at++;
    } else if (forgiving && at > start && at < end && stands(letters.charCodeAt(rule - 1), text.charCodeAt(at))) {
      at++;
    } else if (forgiving && rule > 0 && letters[rule] === letters[rule - 1]) {
      rule++;
    } else {
      return false;
    }
  }
  if (spec.ending === OPEN || at === end) return true;
  if (spec.ending === INFLECTED) return isEnding(text, at, end);
  return end - at === 1 && lower(text.charCodeAt(at)) === 115 && letters.length > 3;
}

function isEnding(text: string, start: number, end: number): boolean {
  return end - start <= LONGEST_ENDING && ENDINGS.has(text.slice(start, end).toLowerCase());
}
