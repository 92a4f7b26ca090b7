import type { Guideline, GuidelineSentence, Treatment } from "../api/shapes";

export interface Filter {
  search: string;
  treatment: Treatment | null;
}

export const everything: Filter = { search: "", treatment: null };

const plain = (text: string): string => text.toLocaleLowerCase("sv").normalize("NFC");

/** Every word of the search stands somewhere in the sentence: its number, heading, own words, what is done about it, its rules. */
export function matching(sentences: readonly GuidelineSentence[], { search, treatment }: Filter): GuidelineSentence[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  return sentences.filter((one) => {
    if (treatment && one.treatment !== treatment) return false;
    if (words.length === 0) return true;
    const text = plain([one.rule, one.heading, one.quote, one.how, ...one.rules.flatMap((rule) => [rule.id, rule.text])].join(" "));
    return words.every((word) => text.includes(word));
  });
}

/** A quotation as it is read: a line broken in the middle of a sentence is one line, lists and paragraphs keep theirs. */
export const readable = (quote: string): string => quote.replace(/([^\n])\n(?=\S)/g, "$1 ");

/** Sentences under their headings, each heading once, in the order in which they first come. */
export function underHeadings(sentences: readonly GuidelineSentence[]): [string, GuidelineSentence[]][] {
  const groups = new Map<string, GuidelineSentence[]>();
  for (const one of sentences) {
    const group = groups.get(one.heading);
    if (group) group.push(one);
    else groups.set(one.heading, [one]);
  }
  return [...groups];
}

/** The sentence that an address names, for example `#R35`; null when it names none. */
export function named(hash: string, guideline: Guideline): string | null {
  const rule = hash.replace(/^#/, "").toUpperCase();
  return guideline.sentences.some((one) => one.rule === rule) ? rule : null;
}
