// Counts which terms of the finding rules are met in the corpora, and writes them to frequentTerms.txt, the most frequent first. By hand, when
// the rules have changed much: `node countTerms.mjs`, about a minute. What is left aside for measuring isn't read.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { here, sources } from "./sources.mjs";

const read = (path) => readFileSync(here(path), "utf8");
const { Pattern } = await sources.ssrLoadModule("/src/guideline/finding/pattern.ts");
const { matchesWord } = await sources.ssrLoadModule("/src/guideline/finding/wordSpec.ts");

const rules = "../api/Varamail.Guideline/Sensitivity/";
const { sets } = JSON.parse(read(`${rules}context.json`));
const names = readdirSync(here(rules)).filter((name) => name.endsWith(".json") && name !== "context.json");
const terms = names
  .flatMap((name) => JSON.parse(read(rules + name)).rules.flatMap((rule) => rule.terms))
  .map((term) => ({ term, pattern: new Pattern(term, sets), met: 0 }));

const corpus = "../tests/Corpus/";
const decoded = (mail) => mail.replace(/=\r?\n/g, "").replace(/((?:=[0-9A-F]{2})+)/g, (hex) => Buffer.from(hex.replaceAll("=", ""), "hex").toString());
const texts = [
  ...["messages.txt", "drafts.txt"].flatMap((page) => read(`${corpus}own/${page}`).split("\n---\n")),
  ...read(`${corpus}drafts.jsonl`).trim().split("\n").map((line) => Object.values(JSON.parse(line)).map((value) => JSON.stringify(value)).join("\n")),
  ...readdirSync(here(`${corpus}messages`)).map((mail) => decoded(read(`${corpus}messages/${mail}`))),
];
for (const text of texts) {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((word) => [word.index, word.index + word[0].length]);
  for (const one of terms) {
    const met = words.some(([start, end]) => one.pattern.anchorWords.some((word) => matchesWord(word, text, start, end)) && one.pattern.match(text, start, end));
    if (met) one.met++;
  }
}
const met = terms.filter((one) => one.met > 0).sort((a, b) => b.met - a.met || a.term.length - b.term.length || (a.term < b.term ? -1 : 1));
writeFileSync(here("frequentTerms.txt"), `${[...new Set(met.map((one) => one.term))].join("\n")}\n`);
process.stdout.write(`${met.length} of ${terms.length} terms are met in ${texts.length} texts\n`);
await sources.close();
