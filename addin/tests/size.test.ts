import { gzipSync } from "node:zlib";
import { build } from "vite";
import { expect, test } from "vitest";

/** Bytes over the wire before the pane shows its first judgement: without MSAL, which is fetched beside it. */
const budget = 25 * 1024;

test("the read pane's own script and style stay below 25 kB gzip", async () => {
  const built = await build({ configFile: "vite.config.ts", logLevel: "silent", build: { write: false } });
  const files = new Map(
    (Array.isArray(built) ? built : [built]).flatMap((one) => ("output" in one ? one.output : [])).map((file) => [file.fileName, file]),
  );
  const needed = new Set<string>();
  const add = (name: string) => {
    const file = files.get(name);
    if (!file || needed.has(name)) return;
    needed.add(name);
    if (file.type === "chunk") for (const other of file.imports) add(other);
  };
  const page = files.get("read.html");
  if (page?.type !== "asset") throw new Error("read.html wasn't built");
  for (const [, name] of page.source.toString().matchAll(/\/addin\/(assets\/[^"]+)/g)) if (name) add(name);

  const bytes = [...needed].reduce((sum, name) => {
    const file = files.get(name);
    return sum + gzipSync(file?.type === "chunk" ? file.code : (file?.source ?? "")).length;
  }, 0);
  expect(needed.size).toBeGreaterThan(2);
  expect(bytes).toBeLessThan(budget);
}, 60_000);
