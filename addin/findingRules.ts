import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const FOLDER = new URL("../api/Varamail.Guideline/Sensitivity/", import.meta.url);

/** Terms that our own corpora hold, the most frequent first: countTerms.mjs writes them. */
const FREQUENT = new URL("frequentTerms.txt", import.meta.url);
const MORE_NAMES = new URL("src/guideline/draft/moreNames.txt", import.meta.url);

/** In the server's order (RuleBook.cs). */
const FILES = [
  "health",
  "religion",
  "politics",
  "ethnicity",
  "union",
  "sexLife",
  "biometric",
  "crime",
  "socialServices",
  "pupilWelfare",
  "identityNumber",
  "economy",
  "protectedIdentity",
  "credentials",
];

/** Lists of first names: long, and alike. */
const NAMES = ["female", "male", "unisex"];

interface Rule {
  examples: unknown;
  explanation: string;
  terms: string[];
  with?: string;
  also?: string;
}

/** The name of the script that gives the send check every term, where a page runs it. */
export const ALL_RULES = "launch-rules.js";

interface Wanted {
  /**
   * Bytes that the rules may take when compressed, for the script that must do alone: terms that are met often, then the short ones. A page
   * that has loaded {@link ALL_RULES} before uses those instead.
   */
  room: number;
}

/** Gives the add-in the server's rule files, packed for the wire: terms in one string, names by what they share with the one before. */
export function findingRules({ room }: Partial<Wanted> = {}): Plugin {
  const id = "virtual:finding-rules";
  return {
    name: "finding-rules",
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(loaded) {
      if (loaded !== `\0${id}`) return undefined;
      if (room === undefined) return `export default ${packedRules(true)}`;
      return `export default typeof VARAMAIL_RULES === "undefined" ? ${rulesWithin(room)} : VARAMAIL_RULES`;
    },
    generateBundle() {
      if (room !== undefined) this.emitFile({ type: "asset", fileName: ALL_RULES, source: `var VARAMAIL_RULES=${packedRules(false)};` });
    },
  };
}

/** Longer terms hold much context. */
const LONGEST_PLAIN = 60;

/** As many terms as there is room for, the most useful first. */
function rulesWithin(room: number): string {
  const frequent = text(FREQUENT).trim().split("\n");
  const rules: Rule[] = FILES.map(rulesOf).flatMap((file) => file.rules);
  const terms = new Set(rules.flatMap((rule) => rule.terms));
  const others = [...terms].filter((term) => !frequent.includes(term)).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  // A rule that asks for a setting brings long lists of words with it.
  const plain = new Set(rules.filter((rule) => !rule.with && !rule.also).flatMap((rule) => rule.terms));
  // What is met often for its length comes first: one long term would take the room of ten.
  const cost = new Map(frequent.map((term, rank) => [term, (rank + 150) * (term.length + 12) * (plain.has(term) ? 1 : 4)]));
  const byCost = frequent.sort((a, b) => (cost.get(a) ?? 0) - (cost.get(b) ?? 0));
  // Whoever lives under protected identity may be found by one letter: its plain words are never left out.
  const never = rulesOf("protectedIdentity").rules.flatMap((rule: Rule) => rule.terms.filter((term) => term.length < LONGEST_PLAIN));
  const order = [...new Set<string>([...never, ...byCost, ...others])];
  let [fits, tooMany] = [0, order.length + 1];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (gzipSync(packedRules(false, new Set(order.slice(0, middle)))).length <= room) fits = middle;
    else tooMany = middle;
  }
  return packedRules(false, new Set(order.slice(0, fits)));
}

const text = (url: URL): string => readFileSync(fileURLToPath(url), "utf8");
const rulesOf = (name: string) => JSON.parse(text(new URL(`${name}.json`, FOLDER)));

/** `explained`: with explanations and citations, which only a pane shows. */
function packedRules(explained: boolean, kept?: ReadonlySet<string>): string {
  const files = FILES.map(rulesOf).map((file) => ({
    category: file.category,
    severity: file.severity,
    ...(explained ? { cites: file.cites, provision: file.provision } : {}),
    // A rule that has lost all its terms can find nothing, and its conditions are long; identity numbers never had any.
    rules: file.rules
      .filter((rule: Rule) => !kept || rule.terms.length === 0 || rule.terms.some((term) => kept.has(term)))
      .map(({ examples: _, explanation, terms, ...rule }: Rule) => ({
        ...rule,
        ...(explained ? { explanation } : {}),
        terms: terms.filter((term) => !kept || kept.has(term)).join("\n"),
      })),
  }));
  const { citations, sets: everySet, words } = rulesOf("context");
  const said = JSON.stringify(files);
  const sets = Object.fromEntries(Object.entries(everySet).filter(([name]) => said.includes(`{${name}}`)));
  for (const name of NAMES) words[name] = packedNames(words[name].split(" "));
  const moreNames = kept
    ? {}
    : {
        moreNames: packedNames(
          text(MORE_NAMES)
            .split(/\s+/)
            .filter((name) => name !== ""),
        ),
      };
  return JSON.stringify({ context: { citations: explained ? citations : {}, sets, words }, ...moreNames, files });
}

/** Sorted; a capital letter says how many letters are those of the name before (context.ts unpacks). */
function packedNames(names: string[]): string {
  let before = "";
  return [...names]
    .sort()
    .map((name) => {
      let shared = 0;
      while (shared < 25 && shared < name.length && before[shared] === name[shared]) shared++;
      before = name;
      return String.fromCharCode(65 + shared) + name.slice(shared);
    })
    .join("");
}
