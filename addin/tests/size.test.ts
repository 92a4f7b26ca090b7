import { gzipSync } from "node:zlib";
import { build } from "vite";
import { expect, test } from "vitest";

/** Bytes over the wire before the pane shows its first judgement: without MSAL, which is fetched beside it. */
const paneBudget = 25 * 1024;
/** All script of the registrar's desk, whenever it is fetched: MSAL too. */
const deskBudget = 120 * 1024;

const built = await build({ configFile: "vite.config.ts", logLevel: "silent", build: { write: false } });
const files = new Map(
  (Array.isArray(built) ? built : [built]).flatMap((one) => ("output" in one ? one.output : [])).map((file) => [file.fileName, file]),
);

/** What a page needs: its own files and what they import; with `later` also what they import when it is asked for. */
function neededBy(html: string, later: boolean): string[] {
  const needed = new Set<string>();
  const add = (name: string) => {
    const file = files.get(name);
    if (!file || needed.has(name)) return;
    needed.add(name);
    if (file.type === "chunk") for (const other of [...file.imports, ...(later ? file.dynamicImports : [])]) add(other);
  };
  const page = files.get(html);
  if (page?.type !== "asset") throw new Error(`${html} wasn't built`);
  for (const [, name] of page.source.toString().matchAll(/\/addin\/(assets\/[^"]+)/g)) if (name) add(name);
  return [...needed];
}

const weigh = (names: readonly string[]) =>
  names.reduce((sum, name) => {
    const file = files.get(name);
    return sum + gzipSync(file?.type === "chunk" ? file.code : (file?.source ?? "")).length;
  }, 0);

test("the read pane's own script and style stay below 25 kB gzip", () => {
  const needed = neededBy("read.html", false);
  expect(needed.length).toBeGreaterThan(2);
  expect(weigh(needed)).toBeLessThan(paneBudget);
});

test("all script of the desk, the sign-in library too, stays below 120 kB gzip", () => {
  const scripts = neededBy("desk.html", true).filter((name) => name.endsWith(".js"));
  expect(scripts.length).toBeGreaterThan(2);
  expect(weigh(scripts)).toBeGreaterThan(20 * 1024);
  expect(weigh(scripts)).toBeLessThan(deskBudget);
});
