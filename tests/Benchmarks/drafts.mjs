// How long the send check takes for a draft of 20 kB: `node tests/Benchmarks/drafts.mjs`, after `npm ci` in addin/. One line of JSON:
// processor milliseconds of the 50th and 95th percentile, and of the first run, which compiles the rules.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "../../addin/node_modules/vite/dist/node/index.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
// The rules as they are shipped: ES2016, in one piece.
const built = await build({
  configFile: here("../../addin/vite.launch.config.ts"),
  root: here("../../addin"),
  logLevel: "error",
  build: { write: false, lib: { entry: here("../../addin/src/guideline/draft/index.ts"), formats: ["es"], fileName: () => "draft.js" } },
});
const files = built.flatMap((one) => one.output);
globalThis.VARAMAIL_RULES = new Function(`${files.find((file) => file.fileName === "launch-rules.js").source};return VARAMAIL_RULES`)();
const { check } = await import(`data:text/javascript,${encodeURIComponent(files.find((file) => file.type === "chunk" && file.exports.length > 0 && /\bexport\b/.test(file.code)).code)}`);
const prose = readFileSync(here("swedish.txt"), "utf8");
const body = `${prose
  .repeat(Math.ceil(20_000 / prose.length))
  .slice(0, 20_000)
  .split("\n")
  .map((line) => `<p class="MsoNormal">${line}</p>`)
  .join("\n")}<p>Numret är 19520906-9870.</p>`;
const draft = { from: "a@vara.se", to: ["b@postlada.example"], cc: [], bcc: [], subject: "Bygglov Kvänum 3:12", body, html: true, attachments: [] };
// The processor's own time: on a busy machine the clock measures the neighbours.
const times = Array.from({ length: 300 }, () => {
  const begun = process.cpuUsage();
  check(draft);
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
});
const first = times[0];
const sorted = times.slice(1).sort((a, b) => a - b);
const at = (share) => Number(sorted[Math.floor(share * (sorted.length - 1))].toFixed(2));
console.log(JSON.stringify({ bytes: Buffer.byteLength(body), p50: at(0.5), p95: at(0.95), first: Number(first.toFixed(1)) }));
