// Twin of FindingEngine.cs: data about people that the guideline protects. Pure: knows neither Office nor the page.
import type { ContextWords } from "./context";
import type { Day } from "./identityNumbers";
import { type JudgedMessage, namesSomebody, PersonJudge, type Standing, type TextPart } from "./judge";
import { scanNumbers } from "./numberScan";
import { type Citation, type CompiledRule, RuleBook, type Severity } from "./ruleBook";
import { valueAfter } from "./secretValues";
import { Sentence } from "./sentence";

export type { Citation, Severity, Standing, TextPart };

export interface Finding {
  readonly category: string;
  readonly severity: Severity;
  readonly where: string;
  readonly offset: number;
  readonly length: number;
  readonly text: string;
  readonly standing: Standing;
  readonly rule: string;
  readonly explanation: string;
  readonly citation: Citation;
}

export interface CheckedMessage {
  readonly from?: { readonly name: string; readonly email: string };
  /** The subject, the body, attachments' text. NFC, lines end in LF, as a person sees it. */
  readonly parts: readonly TextPart[];
  /** It carries List-Unsubscribe or List-Id. */
  readonly bulk?: boolean;
  readonly sentOn?: Date;
  /** Its own words and attachments come from an official: "vi" is the office, and "jag" says seldom anything about the writer. */
  readonly office?: boolean;
}

export interface ElectedPerson {
  readonly name: string;
  readonly address: string;
}

const WRITTEN: Day = 20261231;
const FAR_ENOUGH = 20_000;

let shared: RuleBook | undefined;

/** First names and other words that tell whom a text is about. */
export function contextWords(): ContextWords {
  shared ??= new RuleBook();
  return shared.context;
}

/** Every finding, in order of place. Elected representatives' politics is public (R59). */
export function find(message: CheckedMessage, elected: readonly ElectedPerson[] = []): Finding[] {
  shared ??= new RuleBook();
  const book = shared;
  const sent = message.sentOn
    ? message.sentOn.getFullYear() * 10000 + (message.sentOn.getMonth() + 1) * 100 + message.sentOn.getDate()
    : WRITTEN;
  const day = Math.max(sent, WRITTEN);
  const findings: Finding[] = [];
  let judged: JudgedMessage | undefined;
  for (const part of message.parts) {
    const hits = book.scan(part.text);
    const numbers = scanNumbers(part.text, day);
    if (hits.length === 0 && numbers.length === 0) continue;
    judged ??= judgedMessage(message, elected, book);
    const found: [CompiledRule, number, number][] = [];
    for (const number of numbers) {
      const rule = book.rules.get(number.rule);
      if (rule) found.push([rule, number.start, number.end]);
    }
    const judge = new PersonJudge(part, judged, numbers.length > 0);
    for (const hit of hits) {
      const end = hit.rule.value ? valueAfter(part.text, hit.end) : hit.end;
      if (end > 0 && standingAt(part, hit.start) !== "disclaimer" && judge.isAboutPerson(hit.rule, hit))
        found.push([hit.rule, hit.start, end]);
    }
    collect(part, found, book, findings);
  }
  return findings;
}

function collect(part: TextPart, found: [CompiledRule, number, number][], book: RuleBook, findings: Finding[]): void {
  const place = (rule: CompiledRule) => book.categories.indexOf(rule.category);
  found.sort(
    ([ruleA, startA, endA], [ruleB, startB, endB]) =>
      startA - startB || endB - endA || place(ruleA) - place(ruleB) || (ruleA.id < ruleB.id ? -1 : ruleA.id > ruleB.id ? 1 : 0),
  );
  const reached = new Map<string, number>();
  for (const [rule, start, end] of found) {
    if (start < (reached.get(rule.category) ?? -1)) continue;
    reached.set(rule.category, end);
    findings.push({
      category: rule.category,
      severity: rule.severity,
      where: part.where,
      offset: start,
      length: end - start,
      text: part.text.slice(start, end),
      standing: standingAt(part, start),
      rule: rule.id,
      explanation: rule.explanation,
      citation: rule.citation,
    });
  }
}

function standingAt(part: TextPart, offset: number): Standing {
  let standing: Standing = "own";
  for (const segment of part.segments ?? []) if (segment.offset <= offset) standing = segment.standing;
  return standing;
}

function judgedMessage(message: CheckedMessage, elected: readonly ElectedPerson[], book: RuleBook): JudgedMessage {
  const subject = message.parts.find((part) => part.where === "subject")?.text ?? "";
  const body = message.parts.find((part) => part.where === "body")?.text ?? "";
  const address = message.from?.email.toLowerCase();
  return {
    words: book.context,
    ownWords: message.office ? book.officeContext : undefined,
    bulk: (message.bulk ?? false) || saysBulk(body),
    subjectNames: subject !== "" && namesSomebody(Sentence.at(subject, 0, book.context)),
    senderName: message.from?.name ?? "",
    senderElected: elected.some((person) => person.address.toLowerCase() === address),
    electedNames: elected.map((person) => person.name.toLowerCase()),
  };
}

// Two of these: somebody sells.
const SELLING =
  /procent rabatt|% rabatt|rabattkod|erbjudande|vi erbjuder|kampanjpris|anmäl dig|anmäl er|boka före|bokar före|boka nu|boka din|få platser|begränsat antal|kostnadsfri|exkl\. moms|plus resa|kr plus|läs mer på|klicka här|intresserade\?|vår kurs|dagarskurs|kommer gärna till er|uppskattad föreläsning/gi;

function saysBulk(text: string): boolean {
  const beginning = text.slice(0, FAR_ENOUGH);
  return /avprenumer|avregistrera|unsubscribe/i.test(beginning) || (beginning.match(SELLING)?.length ?? 0) >= 2;
}
