// The common signature: there, missing, or with additions of one's own.
import { escaped } from "./fixes";
import type { BodyText } from "./html";
import { hash } from "./names";
import { CLOSING, linesOf, type Sections } from "./sections";
import type { Settings } from "./settings";

export type SignatureState = "there" | "missing" | "altered";

const PHONE = /(?:\+46|0)[\d\s()/-]{6,}\d/;
const ADDED =
  /["”“!\u2600-\u27BF😀-🙏🌀-🗿🚀-🛿]|https?:|linkedin|facebook|instagram|följ|gilla oss|tänk på miljön|skriver ut|\b(?:mobil|direkt)\b/iu;
const LONGEST_LINE = 70;
const MOST_LINES = 40;

export function signatureOf(body: BodyText, sections: Sections, settings: Settings): SignatureState {
  const template = settings.signature
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const fixed = template.filter((line) => line.indexOf("{") < 0 && !CLOSING.test(line)).map(fold);
  const fields = template.filter((line) => line.indexOf("{") >= 0).length;
  const lastFixed = template.map((line) => line.indexOf("{") < 0 && !CLOSING.test(line)).lastIndexOf(true);
  const own = body.text.slice(0, sections.quoteAt);
  const lines = linesOf(own, sections.signatureAt)
    .filter((line) => line.text.trim() !== "")
    .slice(0, MOST_LINES);
  const folded = lines.map((line) => fold(line.text));
  const places = fixed.map((wanted) => lastIndex(folded, wanted));
  if (fixed.length === 0) return "there"; // nothing is asked for
  if (places.some((place) => place < 0)) return "missing";
  const end = Math.max(...places);
  const closed = lines[0] !== undefined && CLOSING.test(lines[0].text);
  const between = lines.slice(closed ? 1 : 0, end).filter((_, i) => places.indexOf(i + (closed ? 1 : 0)) < 0);
  const below = lines.slice(end + 1);
  const phones = fixed.filter((line) => PHONE.test(line)).map(digits);
  const added =
    below.length > template.length - 1 - lastFixed ||
    (closed && between.length > fields) ||
    [...between, ...below].some(
      (line) =>
        line.text.length > LONGEST_LINE ||
        ADDED.test(line.text) ||
        (PHONE.test(line.text) && phones.indexOf(digits(line.text)) < 0 && !isKnown(digits(line.text), settings)),
    ) ||
    (lines[0] !== undefined && ADDED.test(lines[0].text)) ||
    places.some((place, i) => ADDED.test((folded[place] ?? "").replace(fixed[i] ?? "", ""))) ||
    body.pictures.some((place) => place >= (lines[0]?.offset ?? own.length) && place < sections.quoteAt);
  return added ? "altered" : "there";
}

/** The signature of one person, from the municipality's template. A field that nobody knows costs its line. */
export function signatureText(
  settings: Settings,
  person: {
    readonly name: string;
    readonly title: string;
    readonly department: string;
    readonly mailbox: string;
    readonly telephone: string;
  },
): string {
  const fields: Readonly<Record<string, string>> = { ...person };
  return settings.signature
    .split("\n")
    .map((line) => ({ line, filled: line.replace(/\{(\w+)\}/g, (_, field: string) => fields[field] ?? "") }))
    .filter(({ line, filled }) => line.trim() === "" || filled.trim() !== "")
    .map(({ filled }) => filled)
    .join("\n");
}

/** A signature's lines as markup. */
export const signatureHtml = (text: string): string => escaped(text).replace(/\n/g, "<br>");

const fold = (line: string): string =>
  line
    .toLowerCase()
    .replace(/^\s*(?:tel(?:efon)?|tfn|växel|webb|webbplats|www)\s*[:.]\s*/, "")
    .replace(/https?:\/\//g, "")
    .replace(/[\s\u00A0]+/g, " ")
    .replace(/\/\s*$/, "")
    .trim();

/** A telephone of the municipality's directory (SignatureLines.cs). */
function isKnown(number: string, settings: Settings): boolean {
  const hashed = hash(number);
  for (let at = 0; at < settings.telephones.length; at += hashed.length)
    if (settings.telephones.slice(at, at + hashed.length) === hashed) return true;
  return false;
}

const digits = (line: string): string => line.replace(/\D/g, "").replace(/^46/, "0");

function lastIndex(lines: readonly string[], wanted: string): number {
  const number = PHONE.test(wanted) ? digits(wanted) : "";
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i] ?? "";
    if (line.indexOf(wanted) >= 0 || (number !== "" && digits(line).indexOf(number) >= 0)) return i;
  }
  return -1;
}
