// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { find, type Standing } from "../../src/guideline/finding";

const ELECTED = [{ name: "Gunnar Ahlin", address: "gunnar.ahlin@vara.se" }];
const folder = new URL("../../../tests/Varamail.Tests/Guideline/Sensitivity/", import.meta.url);
const golden: { text: string; findings: string[] }[] = JSON.parse(readFileSync(new URL("findings.golden.json", folder), "utf8"));

interface Context {
  why: string;
  from: [string, string];
  bulk: boolean;
  subject: string;
  body: string;
  segments: { offset: number; standing: Standing }[];
  findings: string[];
}
const contexts: Context[] = JSON.parse(readFileSync(new URL("contexts.golden.json", folder), "utf8"));

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

  it("finds the numbers of ActiveLogin's tests that the server's does", () => {
    const vectors: { text: string; rule: string | null }[] = JSON.parse(readFileSync(new URL("vectors/activelogin.json", folder), "utf8"));
    const found = vectors.map(({ text }) => places(`Personnummer: ${text} tack.`).map((place) => place.split("@")[0]));
    expect(found).toEqual(vectors.map(({ rule }) => (rule ? [rule] : [])));
  });

  it("takes no telephone number for a person's", () => {
    const numbers = readFileSync(new URL("vectors/telephone-numbers.txt", folder), "utf8").trim().split("\n");
    expect(numbers.flatMap((n) => places(`Jag nås på ${n} efter fem.`).concat(places(`Ring ${n.replace(/\D/g, "")}.`)))).toEqual([]);
  });

  it("reads whose words they are, who sends them, to how many and about whom as the server's does", () => {
    const differences = contexts
      .map(({ why, from, bulk, subject, body, segments, findings }) => ({
        why,
        findings,
        here: find(
          {
            from: { name: from[0], email: from[1] },
            bulk,
            parts: [
              { where: "subject", text: subject },
              { where: "body", text: body, segments },
            ],
          },
          ELECTED,
        ).map((f) => `${f.rule}@${f.where}:${f.offset}+${f.length} ${f.standing}`),
      }))
      .filter((c) => c.here.join() !== c.findings.join());
    expect(differences).toEqual([]);
  });

  it("takes time in proportion to a draft's length", () => {
    const prose = readFileSync(new URL("../../../tests/Benchmarks/swedish.txt", import.meta.url), "utf8");
    const text = prose.repeat(Math.ceil(80_000 / prose.length));
    // The quickest of several: a busy machine slows single runs, never all of them. A square would take 16 times 16.
    const quickest = (length: number) => {
      const draft = text.slice(0, length);
      return Math.min(
        ...Array.from({ length: 12 }, () => {
          const begun = performance.now();
          places(draft);
          return performance.now() - begun;
        }),
      );
    };
    quickest(5_000);
    expect(quickest(80_000) / quickest(5_000)).toBeLessThan(80);
  }, 60_000);
});
