// Twin of RuleBook.cs: the rules, ready to use, and the index that finds their terms in one pass.
import rules from "virtual:finding-rules";
import { ContextWords } from "./context";
import { GRAM_MASK, rarestGram } from "./grams";
import { codeOf, SEPARATOR } from "./letters";
import { Pattern, type Span, wordAt } from "./pattern";
import { matchesWord, parseWords, type WordSpec } from "./wordSpec";

export type Severity = "sensitive" | "protected";

export interface Citation {
  readonly rule: string;
  readonly heading: string;
  readonly quote: string;
}

export interface CompiledRule {
  readonly id: string;
  readonly category: string;
  readonly severity: Severity;
  readonly explanation: string;
  readonly citation: Citation;
  readonly person: "none" | "near" | "same" | "other";
  readonly topic: boolean;
  readonly negated: boolean;
  readonly bulk: boolean;
  readonly form: boolean;
  readonly value: boolean;
  readonly writer: string | undefined;
  readonly with: readonly WordSpec[];
  readonly also: readonly WordSpec[];
  readonly without: readonly WordSpec[];
}

export interface Hit extends Span {
  readonly rule: CompiledRule;
}

export class RuleBook {
  readonly context = new ContextWords(rules.context.words);
  readonly officeContext = this.context.inOffice();
  readonly rules = new Map<string, CompiledRule>();
  /** Place of each category in the server's list: findings of one stretch stand in that order. */
  readonly categories: readonly string[] = rules.files.map((file) => file.category);
  private readonly seen = new Uint32Array((GRAM_MASK + 1) / 32);
  private readonly patterns = new Map<number, { word: WordSpec; pattern: Pattern; rule: CompiledRule }[]>();

  constructor() {
    for (const file of rules.files) {
      for (const text of file.rules) {
        const rule: CompiledRule = {
          id: text.id,
          category: file.category,
          severity: file.severity,
          explanation: text.explanation ? `${text.explanation} Skyddas av ${file.provision}.` : "",
          citation: rules.context.citations[file.cites ?? ""] ?? { rule: "", heading: "", quote: "" },
          person: text.person ?? "near",
          topic: text.topic ?? false,
          negated: text.negated ?? false,
          bulk: text.bulk ?? false,
          form: text.form ?? false,
          value: text.value ?? false,
          writer: text.writer,
          with: parseWords(text.with),
          also: parseWords(text.also),
          without: parseWords(text.without),
        };
        this.rules.set(rule.id, rule);
        for (const term of text.terms === "" ? [] : text.terms.split("\n")) this.index(new Pattern(term, rules.context.sets), rule);
      }
    }
  }

  scan(text: string): Hit[] {
    const hits: Hit[] = [];
    let gram = 0;
    let last = SEPARATOR;
    for (let i = 0; i <= text.length; i++) {
      const code = i < text.length ? codeOf(text.charCodeAt(i)) : SEPARATOR;
      if (code === last) continue;
      last = code;
      gram = ((gram << 5) | code) & GRAM_MASK;
      if (((this.seen[gram >> 5] ?? 0) & (1 << (gram & 31))) !== 0) this.verify(text, gram, code === SEPARATOR ? i - 1 : i, hits);
    }
    return hits;
  }

  private verify(text: string, gram: number, at: number, hits: Hit[]): void {
    const word = wordAt(text, at);
    if (!word) return;
    for (const { word: spec, pattern, rule } of this.patterns.get(gram) ?? []) {
      const span = matchesWord(spec, text, word.start, word.end) ? pattern.match(text, word.start, word.end) : undefined;
      if (span) hits.push({ rule, start: span.start, end: span.end });
    }
  }

  private index(pattern: Pattern, rule: CompiledRule): void {
    for (const word of pattern.anchorWords) {
      const { gram } = rarestGram(word);
      const list = this.patterns.get(gram);
      if (list) list.push({ word, pattern, rule });
      else this.patterns.set(gram, [{ word, pattern, rule }]);
      this.seen[gram >> 5] = (this.seen[gram >> 5] ?? 0) | (1 << (gram & 31));
    }
  }
}
