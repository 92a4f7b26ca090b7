// Twin of Pattern.cs: a phrase that a rule looks for.
import { costOf } from "./grams";
import { isWord } from "./letters";
import { matchesWord, parseWord, type WordSpec } from "./wordSpec";

const LONGEST_WORD = 48;
const WIDEST_SEPARATOR = 8;

interface Place {
  readonly words: readonly WordSpec[];
  readonly optional: boolean;
  readonly gap: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export class Pattern {
  readonly anchorWords: readonly WordSpec[];
  private readonly places: readonly Place[];
  private readonly anchor: number;

  constructor(written: string, sets: Readonly<Record<string, string>>) {
    const places: Place[] = [];
    let gap = 0;
    for (const part of written.split(" ")) {
      if (part.length === 2 && part.startsWith("_")) {
        gap = Number(part.slice(1));
        continue;
      }
      const optional = part.endsWith("?");
      const alternatives = (optional ? part.slice(0, -1) : part).split("|");
      const words: string[] = [];
      for (const word of alternatives) words.push(...(word.startsWith("{") ? (sets[word.slice(1, -1)] ?? "").split("|") : [word]));
      places.push({ words: [...new Set(words)].map(parseWord), optional, gap });
      gap = 0;
    }
    let anchor = -1;
    let best = 1e299;
    places.forEach((place, i) => {
      const cost = place.optional ? 1e300 : costOf(place.words);
      if (cost < best) [best, anchor] = [cost, i];
    });
    this.places = places;
    this.anchor = anchor;
    this.anchorWords = places[anchor]?.words ?? [];
  }

  match(text: string, start: number, end: number): Span | undefined {
    const first = this.left(text, this.anchor - 1, this.place(this.anchor).gap, start);
    if (first < 0) return undefined;
    const last = this.right(text, this.anchor + 1, end, 0);
    return last < 0 ? undefined : { start: first, end: last };
  }

  private place(index: number): Place {
    return this.places[index] ?? { words: [], optional: false, gap: 0 };
  }

  private matchesPlace(index: number, text: string, start: number, end: number): boolean {
    return this.place(index).words.some((word) => matchesWord(word, text, start, end));
  }

  private left(text: string, index: number, gap: number, edge: number): number {
    if (index < 0) return edge;
    const place = this.place(index);
    let at = edge;
    for (let skipped = 0; skipped <= gap; skipped++) {
      const word = previousWord(text, at);
      if (!word) break;
      if (this.matchesPlace(index, text, word.start, word.end)) {
        const first = this.left(text, index - 1, place.gap, word.start);
        if (first >= 0) return first;
      }
      at = word.start;
    }
    return place.optional ? this.left(text, index - 1, Math.max(gap, place.gap), edge) : -1;
  }

  private right(text: string, index: number, edge: number, carried: number): number {
    if (index === this.places.length) return edge;
    const place = this.place(index);
    const gap = Math.max(place.gap, carried);
    let at = edge;
    for (let skipped = 0; skipped <= gap; skipped++) {
      const word = nextWord(text, at);
      if (!word) break;
      if (this.matchesPlace(index, text, word.start, word.end)) {
        const last = this.right(text, index + 1, word.end, 0);
        if (last >= 0) return last;
      }
      at = word.end;
    }
    return place.optional ? this.right(text, index + 1, edge, gap) : -1;
  }
}

/** The word around a character; undefined when it is longer than words are. */
export function wordAt(text: string, at: number): Span | undefined {
  let start = at;
  let end = at + 1;
  while (start > 0 && isWord(text.charCodeAt(start - 1)) && at - start < LONGEST_WORD) start--;
  while (end < text.length && isWord(text.charCodeAt(end)) && end - at < LONGEST_WORD) end++;
  return end - start < LONGEST_WORD ? { start, end } : undefined;
}

export const isSpace = (c: number): boolean =>
  c === 32 ||
  (c >= 9 && c <= 13) ||
  c === 0xa0 ||
  c === 0x85 ||
  c === 0x1680 ||
  (c >= 0x2000 && c <= 0x200a) ||
  c === 0x2028 ||
  c === 0x2029 ||
  c === 0x202f ||
  c === 0x205f ||
  c === 0x3000;

function previousWord(text: string, edge: number): Span | undefined {
  let at = edge - 1;
  while (at >= 0 && edge - at <= WIDEST_SEPARATOR && !isWord(text.charCodeAt(at)) && !endsSentence(text, at)) at--;
  return at >= 0 && isWord(text.charCodeAt(at)) ? wordAt(text, at) : undefined;
}

function nextWord(text: string, edge: number): Span | undefined {
  let at = edge;
  while (at < text.length && at - edge < WIDEST_SEPARATOR && !isWord(text.charCodeAt(at)) && !endsSentence(text, at)) at++;
  return at < text.length && isWord(text.charCodeAt(at)) ? wordAt(text, at) : undefined;
}

function endsSentence(text: string, at: number): boolean {
  const c = text[at];
  if (c === "!" || c === "?" || c === ";") return true;
  if (c === ".") return (at + 1 >= text.length || isSpace(text.charCodeAt(at + 1))) && !(at > 1 && !isWord(text.charCodeAt(at - 2)));
  return c === "\n" && text[at + 1] === "\n";
}
