import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
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

/** Gives the add-in the server's rule files, without the examples, which only tests need. */
export function findingRules(): Plugin {
  const id = "virtual:finding-rules";
  const read = (name: string) => JSON.parse(readFileSync(fileURLToPath(new URL(`${name}.json`, FOLDER)), "utf8"));
  return {
    name: "finding-rules",
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(loaded) {
      if (loaded !== `\0${id}`) return undefined;
      const files = FILES.map(read).map((file) => ({
        ...file,
        rules: file.rules.map(({ examples: _, ...rule }: { examples: unknown }) => rule),
      }));
      return `export default ${JSON.stringify({ context: read("context"), files })}`;
    },
  };
}
