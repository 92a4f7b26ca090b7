// Judges drafts with the engine that runs in Outlook: one draft of JSON per line on standard input, one answer per line on standard output.
// Used by tests/Corpus. Arguments: a file of settings (DraftSettings.cs).
import { readFileSync } from "node:fs";
import { sources } from "./sources.mjs";

const { check, DEFAULTS } = await sources.ssrLoadModule("/src/guideline/draft/index.ts");
const { hintsOf } = await sources.ssrLoadModule("/src/guideline/draft/hints.ts");
const settings = { ...DEFAULTS, ...JSON.parse(readFileSync(process.argv[2], "utf8")) };
// Not readFileSync(0): a pipe that isn't filled yet answers EAGAIN.
let asked = "";
for await (const part of process.stdin.setEncoding("utf8")) asked += part;
const answers = asked
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => {
    const draft = JSON.parse(line);
    const { warnings } = check(
      { ...draft, body: draft.bodyHtml ?? draft.body ?? "", html: draft.bodyHtml != null, reply: draft.replyTo ?? undefined },
      settings,
      hintsOf,
    );
    return JSON.stringify({
      id: draft.id,
      warnings: warnings.map((warning) => warning.code),
      words: warnings.flatMap((warning) => warning.words.map((words) => `${warning.code}: ${words.text}`)),
    });
  });
process.stdout.write(`${answers.join("\n")}\n`);
await sources.close();
