// Twin of PersonJudge.cs and Writer.cs: whether a term is data about somebody. A topic is not a finding.
import {
  Among,
  type ContextWords,
  Female,
  First,
  Generic,
  Given,
  Kin,
  Link,
  Male,
  Name,
  Negation,
  Person,
  Role,
  Second,
  Third,
  Topic,
} from "./context";
import { isDigit, isUpper, isWord, lowerText } from "./letters";
import { type Span, wordAt } from "./pattern";
import type { CompiledRule } from "./ruleBook";
import { Sentence, type Word } from "./sentence";
import type { WordSpec } from "./wordSpec";

const NEGATION_REACH = 2;
const LINK_REACH = 7;
const OWNER_REACH = 5;
const REMEMBERED = 8;
const SIGNATURE_REACH = 300;
/** Words of a name. */
const SIGNED = 3;
const BESIDE = 24;
const CLOSINGS = ["mvh", "hälsar", "hälsningar", "hälsning", "hälsn", "vh", "vänligen", "regards", "kram", "tack", "heter"];

export interface TextPart {
  /** `subject`, `body` or `attachment:NAME`. */
  readonly where: string;
  readonly text: string;
  /** Whose words they are, in order; the writer's own throughout when left out. */
  readonly segments?: readonly { readonly offset: number; readonly standing: Standing }[];
}

export type Standing = "own" | "quoted" | "signature" | "disclaimer";

export interface JudgedMessage {
  readonly words: ContextWords;
  /** How an official's own words are read; undefined where nobody's are told apart. */
  readonly ownWords?: ContextWords | undefined;
  readonly bulk: boolean;
  readonly subjectNames: boolean;
  readonly senderName: string;
  readonly senderElected: boolean;
  readonly electedNames: readonly string[];
}

export class PersonJudge {
  private readonly read: Sentence[] = [];
  private next = 0;
  private anybody: boolean | undefined;

  constructor(
    private readonly part: TextPart,
    private readonly message: JudgedMessage,
    private readonly holdsIdentityNumber: boolean,
  ) {}

  isAboutPerson(rule: CompiledRule, hit: Span): boolean {
    const text = this.part.text;
    const sentence = this.sentenceAt(hit.start);
    const at = indexOf(sentence, hit.start);
    if (
      (rule.with.length > 0 && !this.holdsNear(sentence, rule.with)) ||
      (rule.also.length > 0 && !this.holdsNear(sentence, rule.also, hit)) ||
      (rule.without.length > 0 && sentence.holds(text, rule.without)) ||
      (this.message.bulk && !rule.bulk) ||
      (!rule.negated && this.isNegated(sentence, at)) ||
      (rule.category === "politics" && this.isOfElected(sentence, at))
    ) {
      return false;
    }
    const linked = hasPerson(sentence, hit) || isLinked(sentence, at);
    const office = this.message.ownWords !== undefined && !this.isQuoted(hit.start);
    if (!rule.topic && !linked && sentence.has(Topic)) return false;
    if (rule.person === "none") {
      return !rule.writer || givenName(this.part, hit.end, this.message) === (rule.writer === "female" ? Female : Male);
    }
    const needed = rule.person === "other" || (office && !linked) ? Person & ~First : Person;
    const person = nearest(sentence, at, Person);
    const generic = nearest(sentence, at, Generic);
    if (isOfMany(sentence, hit.end) || (generic >= 0 && !linked && (person < 0 || generic > person))) return false;
    return (
      sentence.has(needed) ||
      (!this.message.bulk && rule.person !== "other" && sentence.has(Second)) ||
      (rule.person !== "same" && this.isBesidePerson(sentence, needed, this.message.ownWords !== undefined && rule.person === "other")) ||
      (rule.form && (this.holdsIdentityNumber || (this.part.where.startsWith("attachment:") && (!office || this.namesAnybody()))))
    );
  }

  private isQuoted(at: number): boolean {
    let quoted = false;
    for (const { offset, standing } of this.part.segments ?? []) if (offset <= at) quoted = standing === "quoted";
    return quoted;
  }

  // A routine, a poster and a plan speak of everybody; a form and an investigation name somebody.
  private namesAnybody(): boolean {
    if (this.anybody === undefined) {
      const { text } = this.part;
      this.anybody = false;
      for (let at = 0; at < text.length && !this.anybody; ) {
        const sentence = this.sentenceAt(at);
        this.anybody = sentence.has(Name | Third | Kin);
        const after = sentence.placeAfter(text);
        at = after > at ? after : text.length;
      }
    }
    return this.anybody;
  }

  // `unsigned`: a name alone on its line is the writer's own, who is nobody else.
  private isBesidePerson(sentence: Sentence, needed: number, unsigned: boolean): boolean {
    if ((this.holdsIdentityNumber && (needed & First) !== 0) || this.message.subjectNames) return true;
    const before = this.before(sentence);
    const after = this.after(sentence);
    const isSignature = unsigned && after !== undefined && after.words.length <= SIGNED && after.words.every((word) => this.isName(word));
    return (
      this.isOfPerson(before, needed) || (!isSignature && this.isOfPerson(after, needed)) || this.isOfPerson(this.before(before), needed)
    );
  }

  private isName({ start, roles }: Word): boolean {
    return (roles & Name) !== 0 || isUpper(this.part.text.charCodeAt(start));
  }

  // In the sentence or one beside it, outside a stretch of it.
  private holdsNear(sentence: Sentence, specs: readonly WordSpec[], outside?: Span): boolean {
    const { text } = this.part;
    const before = this.before(sentence);
    return [sentence, before, this.after(sentence), this.before(before)].some((near) => near?.holds(text, specs, outside));
  }

  private isOfPerson(sentence: Sentence | undefined, needed: number): boolean {
    const first = sentence?.words[0];
    return (
      sentence !== undefined &&
      first !== undefined &&
      sentence.has(needed) &&
      !isDigit(this.part.text.charCodeAt(first.start)) &&
      !sentence.has(Topic | Generic)
    );
  }

  private isNegated(sentence: Sentence, at: number): boolean {
    for (let i = at - 1; i >= 0 && at - i <= NEGATION_REACH; i--) {
      const word = sentence.words[i];
      const last = sentence.words[at - 1];
      if (word && last && (word.roles & Negation) !== 0) return !this.part.text.slice(word.end, last.end + 1).includes(",");
    }
    return false;
  }

  private isOfElected(sentence: Sentence, at: number): boolean {
    const words = lowerText(this.part.text, sentence.start, sentence.end);
    if (this.message.electedNames.some((name) => words.includes(name))) return true;
    const person = sentence.words[nearest(sentence, at, Person)];
    return this.message.senderElected && (person === undefined || (person.roles & First) !== 0);
  }

  private before(sentence: Sentence | undefined): Sentence | undefined {
    const at = sentence?.placeBefore(this.part.text) ?? -1;
    return at >= 0 ? this.sentenceAt(at) : undefined;
  }

  private after(sentence: Sentence): Sentence | undefined {
    const at = sentence.placeAfter(this.part.text);
    return at >= 0 ? this.sentenceAt(at) : undefined;
  }

  // Terms stand close together: the last few sentences are kept.
  private sentenceAt(at: number): Sentence {
    const known = this.read.find((sentence) => at >= sentence.start && at < sentence.end);
    if (known) return known;
    const { ownWords, words } = this.message;
    const made = Sentence.at(this.part.text, at, ownWords && !this.isQuoted(at) ? ownWords : words);
    this.read[this.next] = made;
    this.next = (this.next + 1) % REMEMBERED;
    return made;
  }
}

export const namesSomebody = (sentence: Sentence): boolean => sentence.has(Name | Kin | Role);

// "psykisk ohälsa bland unga", "stress hos barn": a preposition, then nobody in particular.
function isOfMany(sentence: Sentence, end: number): boolean {
  const next = indexOf(sentence, end);
  return sentence.words[next]?.roles === Among && ((sentence.words[next + 1]?.roles ?? 0) & Generic) !== 0;
}

function hasPerson(sentence: Sentence, hit: Span): boolean {
  return sentence.words.some((word) => word.start >= hit.start && word.end <= hit.end && (word.roles & Person) !== 0);
}

// A person, a verb that ties, the term: "jag har fått diagnosen". Nothing that makes a subject of it in between.
function isLinked(sentence: Sentence, at: number): boolean {
  for (let i = at - 1; i >= 0 && at - i <= LINK_REACH; i--) {
    const roles = sentence.words[i]?.roles ?? 0;
    if ((roles & (Topic | Generic)) !== 0) return false;
    if ((roles & Link) === 0) continue;
    for (let j = i - 1; j >= 0 && i - j <= OWNER_REACH; j--) {
      const owner = sentence.words[j]?.roles ?? 0;
      if ((owner & Person) !== 0) return true;
      if ((owner & Generic) !== 0) return false;
    }
    if (i + 1 < at && ((sentence.words[i + 1]?.roles ?? 0) & Person) !== 0) return true;
  }
  return false;
}

function nearest(sentence: Sentence, at: number, roles: number): number {
  for (let i = at - 1; i >= 0; i--) if (((sentence.words[i]?.roles ?? 0) & roles) !== 0) return i;
  return -1;
}

function indexOf(sentence: Sentence, start: number): number {
  const index = sentence.words.findIndex((word) => word.start >= start);
  return index < 0 ? sentence.words.length : index;
}

function givenName(part: TextPart, after: number, message: JudgedMessage): number {
  const { text } = part;
  const open = text.slice(after, after + BESIDE).indexOf("(");
  if (open >= 0) {
    const named = firstName(text, after + open, Math.min(text.length, after + open + BESIDE), message.words);
    if (named !== 0) return named;
  }
  let signed = 0;
  const end = endOfOwn(part, after);
  for (let at = Math.max(after, end - SIGNATURE_REACH); at < end; at++) {
    const word = isWord(text.charCodeAt(at)) ? wordAt(text, at) : undefined;
    if (!word) continue;
    if (isUpper(text.charCodeAt(word.start)) && beginsSignature(text, word.start)) {
      const roles = message.words.roles(text, word.start, word.end) & Given;
      signed = roles !== 0 ? roles : signed;
    }
    at = word.end;
  }
  return signed !== 0 ? signed : firstName(message.senderName, 0, message.senderName.length, message.words);
}

function beginsSignature(text: string, start: number): boolean {
  let at = start - 1;
  while (at >= 0 && " /,-.".includes(text.charAt(at))) at--;
  if (at < 0 || text[at] === "\n") return true;
  const word = wordAt(text, at);
  return word !== undefined && CLOSINGS.includes(text.slice(word.start, word.end).toLowerCase());
}

function endOfOwn(part: TextPart, after: number): number {
  return part.segments?.find((segment) => segment.offset > after && segment.standing === "quoted")?.offset ?? part.text.length;
}

function firstName(text: string, from: number, to: number, words: ContextWords): number {
  for (let at = from; at < to; at++) {
    const word = isWord(text.charCodeAt(at)) ? wordAt(text, at) : undefined;
    if (word) return words.roles(text, word.start, word.end) & Given;
  }
  return 0;
}
