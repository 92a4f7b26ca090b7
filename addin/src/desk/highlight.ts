import type { Assessment, Evidence, Finding } from "../api/shapes";

export interface Piece {
  text: string;
  /** Why the words are marked; null for plain text. */
  why: string | null;
}

interface Range {
  from: number;
  to: number;
  why: string;
}

/** Where words stand: at the place that the server counted, or else where they first occur. */
function locate(text: string, words: Pick<Evidence | Finding, "offset" | "length" | "text">, why: string): Range | null {
  const at = text.slice(words.offset, words.offset + words.length) === words.text ? words.offset : text.indexOf(words.text);
  return at < 0 || words.text === "" ? null : { from: at, to: at + words.text.length, why };
}

/** Cuts a text where findings and evidence stand; of overlapping ones the first wins. */
export function pieces(text: string, where: string, assessment: Assessment): Piece[] {
  const ranges = [
    ...assessment.findings.filter((finding) => finding.where === where).map((finding) => locate(text, finding, finding.explanation)),
    ...assessment.reasons.flatMap((reason) =>
      reason.evidence.filter((evidence) => evidence.where === where).map((evidence) => locate(text, evidence, reason.text)),
    ),
  ]
    .filter((range) => range !== null)
    .sort((a, b) => a.from - b.from);
  const cut: Piece[] = [];
  let at = 0;
  for (const range of ranges) {
    if (range.from < at) continue;
    if (range.from > at) cut.push({ text: text.slice(at, range.from), why: null });
    cut.push({ text: text.slice(range.from, range.to), why: range.why });
    at = range.to;
  }
  if (at < text.length) cut.push({ text: text.slice(at), why: null });
  return cut;
}
