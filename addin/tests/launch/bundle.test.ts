// @vitest-environment node
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { beforeAll, expect, test } from "vitest";

const manifest = readFileSync("../manifest.xml", "utf8");
/** Bytes over the wire, with rules and texts: Outlook's five seconds begin before it fetches the script. The municipality's settings come in front. */
const budget = 40_000 - 1_200;
let script = "";

beforeAll(async () => {
  const built = await build({ configFile: "vite.launch.config.ts", logLevel: "silent", build: { write: false } });
  const files = (Array.isArray(built) ? built : [built]).flatMap((one) => ("output" in one ? one.output : []));
  expect(files.map((file) => file.fileName).sort()).toEqual(["launch-rules.js", "launch.js"]);
  const launch = files.find((file) => file.fileName === "launch.js");
  script = launch?.type === "chunk" ? launch.code : "";
}, 60_000);

test("the launch script stays below 40 kB gzip", () => {
  expect(script.length).toBeGreaterThan(1000);
  expect(gzipSync(script).length).toBeLessThan(budget);
});

const off = readFileSync("public/launch-off.js", "utf8");

test.each([
  ["the launch script", () => script],
  ["the script that lets everything go", () => off],
])(
  "every handler that the manifest names is associated as soon as %s has run, in an engine without page, timers and storage",
  (_, text) => {
    const associated: string[] = [];
    const Office = { actions: { associate: (name: string, handler: unknown) => typeof handler === "function" && associated.push(name) } };
    runInNewContext(text(), { Office });
    const named = [...manifest.matchAll(/FunctionName="([^"]+)"/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(5);
    expect(associated.sort()).toEqual(named.sort());
  },
);

test("the launch script names nothing that classic Outlook for Windows lacks or that would leave the computer", () => {
  const forbidden = [
    /\bimport\s*\(/,
    /\bimport\.meta\b/,
    /\brequire\s*\(/,
    /\bdocument\./,
    /\bwindow\b/,
    /\blocation\./,
    /\blocalStorage\b/,
    /\bsessionStorage\b/,
    /\bindexedDB\b/,
    /\bfetch\s*\(/,
    /\bXMLHttpRequest\b/,
    /\bnavigator\b/,
    /\bDOMParser\b/,
    /\bsetTimeout\b/,
    /\bsetInterval\b/,
    /\bcrypto\b/,
    /\bmsal\b/i,
    /\basync\s+function\b|\basync\s*\(/,
    /\?\?/,
    /\?\.[A-Za-z_([]/,
  ];
  expect(forbidden.filter((one) => one.test(script)).map(String)).toEqual([]);
});

test("the dialog opens a button that the manifest has", () => {
  const [, pane] = /const PANE = "([^"]+)"/.exec(readFileSync("src/outlook/events.ts", "utf8")) ?? [];
  expect(manifest).toContain(`<Control xsi:type="Button" id="${pane}">`);
});
