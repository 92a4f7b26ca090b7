// Twin of Sentence.cs: the sentence around a place, its words told apart.
import {
  Child,
  type ContextWords,
  Count,
  First,
  Generic,
  Given,
  Greeting,
  Implied,
  Kin,
  Link,
  Name,
  NoName,
  Owner,
  Person,
  Post,
  Role,
  Second,
  Third,
  Topic,
} from "./context";
import { isDigit, isUpper, isWord } from "./letters";
import { isSpace, type Span } from "./pattern";
import { matchesWord, type WordSpec } from "./wordSpec";

const LONGEST = 420;
const FULL_LINE = 46;
const ABBREVIATIONS = new Set(
  "kl nr bl t ex dvs etc ca dr st tel mm m fl resp f d o s k ev inkl exkl max min jan feb apr aug sept okt nov dec ang obs tex pga enl mvh mr mrs".split(
    " ",
  ),
);

export interface Word {
  readonly start: number;
  readonly end: number;
  roles: number;
}

export class Sentence {
  private constructor(
    readonly start: number,
    readonly end: number,
    readonly words: readonly Word[],
  ) {}

  static at(text: string, at: number, context: ContextWords): Sentence {
    let start = at;
    while (start > 0 && at - start < LONGEST && !isBreak(text, start - 1)) start--;
    let end = at;
    while (end < text.length && end - at < LONGEST && !isBreak(text, end)) end++;
    return new Sentence(start, end, readWords(text, start, end, context));
  }

  /** Where the sentence before this one ends; -1 at the beginning. */
  placeBefore(text: string): number {
    let at = this.start - 1;
    while (at >= 0 && this.start - at < LONGEST && !isWord(text.charCodeAt(at))) at--;
    return at >= 0 && isWord(text.charCodeAt(at)) ? at : -1;
  }

  /** Where the sentence after this one begins; -1 at the end. */
  placeAfter(text: string): number {
    let at = this.end;
    while (at < text.length && at - this.end < LONGEST && !isWord(text.charCodeAt(at))) at++;
    return at < text.length && isWord(text.charCodeAt(at)) ? at : -1;
  }

  has(roles: number): boolean {
    return this.words.some((word) => (word.roles & roles) !== 0);
  }

  /** Whether one of the words stands here, leaving out a stretch. */
  holds(text: string, specs: readonly WordSpec[], outside: Span = { start: 0, end: 0 }): boolean {
    return this.words.some(
      (word) =>
        (word.end <= outside.start || word.start >= outside.end) && specs.some((spec) => matchesWord(spec, text, word.start, word.end)),
    );
  }
}

function isBreak(text: string, at: number): boolean {
  switch (text[at]) {
    case "!":
    case "?":
      return true;
    case ".":
      return (at + 1 >= text.length || isSpace(text.charCodeAt(at + 1)) || text[at + 1] === '"') && !endsAbbreviation(text, at);
    case "\n":
      return at + 1 >= text.length || "\n-•*·".includes(text.charAt(at + 1)) || isShortLine(text, at) || isNumbered(text, at + 1);
    default:
      return false;
  }
}

function endsAbbreviation(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && at - start < 5 && isWord(text.charCodeAt(start - 1))) start--;
  return (at - start === 1 && isUpper(text.charCodeAt(start))) || ABBREVIATIONS.has(text.slice(start, at));
}

function isShortLine(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0 && at - i <= FULL_LINE; i--) if (text[i] === "\n") return true;
  return at < FULL_LINE;
}

function isNumbered(text: string, at: number): boolean {
  let i = at;
  while (i < text.length && " \u00A0\t".includes(text.charAt(i))) i++;
  return i < text.length && isDigit(text.charCodeAt(i));
}

function readWords(text: string, start: number, end: number, context: ContextWords): Word[] {
  const words: Word[] = [];
  let at = start;
  while (at < end) {
    if (!isWord(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const first = at;
    while (at < end && isWord(text.charCodeAt(at))) at++;
    words.push({ start: first, end: at, roles: context.roles(text, first, at) });
  }
  words.forEach((word, i) => {
    word.roles = resolve(text, words, i, word, end);
  });
  return words;
}

// Names, initials and "man": words that mean something only beside others.
function resolve(text: string, words: readonly Word[], i: number, word: Word, end: number): number {
  let roles = word.roles;
  const before = words[i - 1];
  const next = words[i + 1];
  const rolesBefore = before?.roles ?? 0;
  const greeted =
    i > 0 &&
    ((((words[0]?.roles ?? 0) & Greeting) !== 0 && i <= 3 && !parts(text, words, 0)) ||
      ((rolesBefore & Greeting) !== 0 && !parts(text, words, i - 1)));
  if (isUpper(text.charCodeAt(word.start)) && !greeted) {
    const alone = word.end - word.start === 1;
    const nextUpper = next !== undefined && isUpper(text.charCodeAt(next.start)) && next.start - word.end <= 2;
    const initials = alone && nextUpper && text[word.end] === "." && ((next?.roles ?? 0) & NoName) === 0;
    const second =
      before !== undefined &&
      i > 1 &&
      !alone &&
      (roles & (NoName | Topic)) === 0 &&
      isNameLike(text, before) &&
      word.start - before.end === 1 &&
      isNameLike(text, word);
    if (initials || second || isSubject(text, before, word, next) || ((roles & Given) !== 0 && (i > 0 || (roles & NoName) === 0)))
      roles |= Name;
  }
  if (word.end - word.start === 1 && text[word.start] === "i") roles &= ~First;
  const asks = end < text.length && text[end] === "?";
  if (i === 0 && (roles & Implied) !== 0 && !asks && ((next?.roles ?? 0) & (Person | Second | Generic)) === 0) roles |= First;
  const afterOwner = i > 0 && (rolesBefore & (Person | Second)) !== 0;
  const twoBefore = words[i - 2]?.roles ?? 0;
  if ((roles & Generic) !== 0 && (afterOwner || (i > 1 && (twoBefore & First) !== 0 && (rolesBefore & Link) === 0))) {
    roles = (roles & ~Generic) | (afterOwner ? Kin : 0);
  }
  // "jag är ensam med fyra barn": hers, not children in general
  const counted =
    before !== undefined &&
    i > 1 &&
    ((rolesBefore & Count) !== 0 || (before.end - before.start === 1 && isDigit(text.charCodeAt(before.start))));
  if ((roles & Child) !== 0 && counted && words.slice(0, i - 1).some((earlier) => (earlier.roles & Person) !== 0)) roles &= ~Generic;
  // "er nya vaktmästare": one person
  if ((roles & Post) !== 0 && ((rolesBefore | (words[i - 2]?.roles ?? 0)) & Owner) !== 0) roles |= Role;
  return roles;
}

const BEFORE_PLACES = ["i", "vid", "från", "mot", "utanför", "genom", "in", "at", "near"];

// "att Villads har": within a sentence, a capital before a verb that people are the subject of, whatever the name.
function isSubject(text: string, before: Word | undefined, word: Word, next: Word | undefined): boolean {
  return (
    before !== undefined &&
    next !== undefined &&
    word.end - word.start > 2 &&
    word.roles === 0 &&
    isNameLike(text, word) &&
    (next.roles & (Link | Implied)) !== 0 &&
    next.start - word.end === 1 &&
    word.start - before.end === 1 &&
    !isUpper(text.charCodeAt(before.start)) &&
    !BEFORE_PLACES.includes(text.slice(before.start, before.end))
  );
}

function isNameLike(text: string, word: Word): boolean {
  return (
    word.end - word.start > 1 &&
    isUpper(text.charCodeAt(word.start)) &&
    !isUpper(text.charCodeAt(word.start + 1)) &&
    (word.roles & (NoName | Greeting | First | Third | Second | Topic)) === 0
  );
}

// "Hej, Anna Ek har ..." greets nobody by name; "Hej, Anna!" does.
function parts(text: string, words: readonly Word[], greeting: number): boolean {
  const word = words[greeting];
  return word !== undefined && text[word.end] === "," && words.length > greeting + 3;
}
