import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const FOLDER = new URL("../api/Varamail.Guideline/Sensitivity/", import.meta.url);

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
}

/** The name of the script that gives the send check every term, where a page runs it. */
export const ALL_RULES = "launch-rules.js";

interface Wanted {
  /**
   * Bytes that the rules may take when compressed, for the script that must do alone. The longest terms, which say the rarest things, are
   * left out first; a page that has loaded {@link ALL_RULES} before uses those instead.
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

function rulesWithin(room: number): string {
  let [fits, tooLong] = [0, 4096];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (gzipSync(packedRules(false, middle)).length <= room) fits = middle;
    else tooLong = middle;
  }
  return packedRules(false, fits);
}

/** `explained`: with explanations and citations, which only a pane shows. */
function packedRules(explained: boolean, longest = Number.POSITIVE_INFINITY): string {
  const read = (name: string) => JSON.parse(readFileSync(fileURLToPath(new URL(`${name}.json`, FOLDER)), "utf8"));
  const files = FILES.map(read).map((file) => ({
    category: file.category,
    severity: file.severity,
    ...(explained ? { cites: file.cites, provision: file.provision } : {}),
    rules: file.rules.map(({ examples: _, explanation, terms, ...rule }: Rule) => ({
      ...rule,
      ...(explained ? { explanation } : {}),
      terms: terms.filter((term) => term.length <= longest).join("\n"),
    })),
  }));
  const { citations, sets, words } = read("context");
  for (const name of NAMES) words[name] = packedNames(words[name].split(" "));
  return JSON.stringify({ context: { citations: explained ? citations : {}, sets, words }, files });
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
