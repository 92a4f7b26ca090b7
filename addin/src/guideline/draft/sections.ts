// Whose words they are: the writer's own, the common signature, the original that is answered. Outlook gives them as one body,
// and sometimes only the answer, so the text itself must tell (office-js 6618, 2317).
import type { BodyText } from "./html";
import type { Settings } from "./settings";

export interface Line {
  readonly offset: number;
  readonly text: string;
}

export interface Sections {
  readonly text: string;
  /** The writer's own words and signature end here; the rest is the original. */
  readonly quoteAt: number;
  /** Where the signature begins; `quoteAt` when there is none. */
  readonly signatureAt: number;
  /** Where the municipality's own lines end; what stands below is the writer's again. */
  readonly signatureEnd: number;
}

const HEADER = /^\s*\*?(?:från|from|fra|von|de)\s*:\*?\s*\S/i;
const HEADER_NEXT =
  /^\s*\*?(?:skickat|sent|datum|date|sendt|gesendet|till|to|til|an|ämne|subject|emne|betreff|kopia|cc|svara till)\s*:\*?/i;
const DASHED = /^\s*-{2,}\s*(?:ursprungligt|original|vidarebefordrat|forwarded|begin forwarded)\b.*$/i;
const WROTE = /^\s*(?:den|on|på|am|le|mån|tis|ons|tors|fre|lör|sön)\b.{4,160}\b(?:skrev|wrote|schrieb|skrev følgende)\b.{0,80}:\s*$/i;
const ARROW = /^\s*>/;
const HEADER_REACH = 7;

export function linesOf(text: string, from = 0, to = text.length): Line[] {
  const lines: Line[] = [];
  let at = from;
  while (at <= to) {
    const end = text.indexOf("\n", at);
    const stop = end < 0 || end > to ? to : end;
    lines.push({ offset: at, text: text.slice(at, stop) });
    at = stop + 1;
  }
  return lines;
}

/** Where an original begins in a text, by the lines that mail programs put above it; the text's length when none does. */
function quoteStart(text: string): number {
  const lines = linesOf(text);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line) continue;
    const headed = HEADER.test(line.text) && lines.slice(i + 1, i + HEADER_REACH).filter((next) => HEADER_NEXT.test(next.text)).length >= 2;
    const wrapped = `${line.text} ${lines[i + 1]?.text ?? ""}`;
    if (headed || DASHED.test(line.text) || WROTE.test(line.text) || (/^\s*(?:den|on)\b/i.test(line.text) && WROTE.test(wrapped)))
      return /^_{8,}\s*$/.test(lines[i - 1]?.text ?? "") ? (lines[i - 1]?.offset ?? line.offset) : line.offset;
    if (ARROW.test(line.text) && ARROW.test(lines[i + 1]?.text ?? ">")) return line.offset;
  }
  return text.length;
}

export const CLOSING =
  /^\s*(?:med\s+)?(?:(?:vänliga?|varma?|bästa|hjärtliga?|soliga|många|glada)\s+)*(?:hälsning(?:ar)?|hälsar|mvh|m\.?v\.?h\.?|vh|vänligen|kind regards|best regards|regards|yours sincerely)\b.{0,24}$/i;

/** Tells the body's parts. `quoted`: an original that the host gives apart from the body. */
export function divide(body: BodyText, quoted: string | undefined, settings: Settings): Sections {
  const inBody = body.quoteAt >= 0 ? Math.min(body.quoteAt, quoteStart(body.text)) : quoteStart(body.text);
  const apart = quoted?.trim() ? `${body.text}\n\n${quoted.replace(/\r\n?/g, "\n").normalize("NFC")}` : body.text;
  const own = body.text.slice(0, inBody);
  const signatureAt = signatureStart(own, settings);
  return { text: apart, quoteAt: inBody, signatureAt, signatureEnd: signatureEnd(own, signatureAt, settings) };
}

/** The closing line above the municipality's name, or that name itself. */
function signatureStart(own: string, settings: Settings): number {
  const lines = linesOf(own);
  const name = settings.name.toLowerCase();
  let at = own.length;
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i];
    if (!line) continue;
    const text = line.text.trim().toLowerCase();
    // A sentence may begin with the name too.
    if (at === own.length && name !== "" && text.indexOf(name) === 0 && text.length <= name.length + 40) at = line.offset;
    else if (at < own.length && CLOSING.test(line.text)) return line.offset;
  }
  return at;
}

const LONGEST_SIGNATURE = 14;

function signatureEnd(own: string, start: number, settings: Settings): number {
  const template = settings.signature.toLowerCase();
  let end = start;
  for (const { offset, text } of linesOf(own, start).slice(0, LONGEST_SIGNATURE))
    if (text.trim().length > 3 && template.indexOf(text.trim().toLowerCase()) >= 0) end = offset + text.length;
  return end;
}
