// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { find } from "../../src/guideline/finding";

const ELECTED = [{ name: "Gunnar Ahlin", address: "gunnar.ahlin@vara.se" }];
const folder = new URL("../../../tests/Varamail.Tests/Guideline/Sensitivity/", import.meta.url);
const golden: { text: string; findings: string[] }[] = JSON.parse(readFileSync(new URL("findings.golden.json", folder), "utf8"));

const places = (text: string) =>
  find({ from: { name: "", email: "someone@postlada.example" }, parts: [{ where: "body", text }] }, ELECTED).map(
    (f) => `${f.rule}@${f.offset}+${f.length}`,
  );

describe("the add-in's engine", () => {
  it("finds what the server's does, at the same places", () => {
    const differences = golden
      .map(({ text, findings }) => ({ text, findings, here: places(text) }))
      .filter((g) => g.here.join() !== g.findings.join());
    expect(differences).toEqual([]);
  });

  it("reads a draft of 20 kB in less than 50 ms", () => {
    const prose = readFileSync(new URL("../../../tests/Benchmarks/swedish.txt", import.meta.url), "utf8");
    const draft = (prose + prose).slice(0, 20_000);
    for (let i = 0; i < 5; i++) places(draft);
    const times = Array.from({ length: 20 }, () => {
      const begun = performance.now();
      places(draft);
      return performance.now() - begun;
    }).sort((a, b) => a - b);
    expect(times[10]).toBeLessThan(50);
  });
});
