import { render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import type { Guideline, GuidelineSentence } from "../../src/api/shapes";
import { GuidelinePage } from "../../src/guidelinePage/guideline-page";
import { everything, matching, named, readable, underHeadings } from "../../src/guidelinePage/sentences";
import { wordsFor } from "../../src/guidelinePage/words";

const sentence = (rule: string, change: Partial<GuidelineSentence> = {}): GuidelineSentence => ({
  rule,
  heading: "Vad ska registreras?",
  quote: `Mening ${rule}.`,
  strength: "shall",
  treatment: "rule",
  how: "Känns igen.",
  rules: [],
  ...change,
});

const guideline: Guideline = {
  title: "Riktlinjer för e-post",
  adopted: "Antagen av kommunfullmäktige",
  version: "2021-04-26 § 42",
  municipality: "Norrsjö kommun",
  url: "https://norrsjo.example/riktlinjer",
  contact: "info@norrsjo.example",
  documents: [{ name: "Rutin för e-post", url: "https://norrsjo.example/rutin" }],
  scheduleRows: 111,
  isSampleSchedule: true,
  sentences: [
    sentence("R33"),
    sentence("R34", { treatment: "byHand", quote: "Undantag framgår av ÖVERSIKTEN.", strength: "information" }),
    sentence("R43", { heading: "Gallring av e-post", treatment: "feature" }),
    sentence("R35", { rules: [{ id: "handling.advertising", text: "Reklam är av liten betydelse." }] }),
  ],
};

let room: HTMLElement;
beforeEach(() => {
  location.hash = "";
  room = document.createElement("div");
  document.body.replaceChildren(room);
});

const show = (language = "sv-SE") => render(<GuidelinePage guideline={guideline} words={wordsFor(language)} />, room);
const rules = () => [...room.querySelectorAll("article")].map((one) => one.id);

test("every sentence stands there with its number, its strength, its own words and what is done about it", () => {
  show();
  const shown = room.querySelector("#R35");
  expect(shown?.querySelector("h3")?.textContent).toBe("R35Ska");
  expect(shown?.querySelector("blockquote")?.textContent).toBe("Mening R35.");
  expect(shown?.textContent).toContain("Regler bevakar.");
  expect(shown?.querySelector("details")?.textContent).toContain("Reklam är av liten betydelse. handling.advertising");
  expect(room.textContent).toContain("2021-04-26 § 42");
  expect(room.textContent).toContain("Rutin för e-post");
  expect(room.textContent).toContain("inte inläst");
});

test("a heading stands once, with all its sentences", () => {
  expect(underHeadings(guideline.sentences).map(([heading, all]) => [heading, all.map((one) => one.rule)])).toEqual([
    ["Vad ska registreras?", ["R33", "R34", "R35"]],
    ["Gallring av e-post", ["R43"]],
  ]);
});

test("a line broken in the middle of a sentence is one line, a list stays a list", () => {
  expect(readable("lagenligt\noch effektivt")).toBe("lagenligt och effektivt");
  expect(readable("sätt:\n\n  1. diariet\n  2. akten")).toBe("sätt:\n\n  1. diariet\n  2. akten");
});

test("every word of a search must stand in the sentence, in whatever case", () => {
  const found = (search: string) => matching(guideline.sentences, { ...everything, search }).map((one) => one.rule);
  expect(found("")).toHaveLength(4);
  expect(found("översikten undantag")).toEqual(["R34"]);
  expect(found("r35")).toEqual(["R35"]);
  expect(found("advertising")).toEqual(["R35"]);
  expect(found("översikten saknas")).toEqual([]);
});

test("search and filter narrow the list, and the count is told", async () => {
  show();
  const input = room.querySelector("input") as HTMLInputElement;
  input.value = "mening";
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await vi.waitFor(() => expect(rules()).toEqual(["R33", "R35", "R43"]));
  [...room.querySelectorAll("button")].find((one) => one.textContent === "Varamail gör")?.click();
  await vi.waitFor(() => expect(rules()).toEqual(["R43"]));
  expect(room.querySelector("[role=status]")?.textContent).toBe("1 av 4 meningar");
});

test("an address that names a sentence opens it, marked and with the keyboard's focus", async () => {
  location.hash = "#r43";
  show();
  await vi.waitFor(() => expect(document.activeElement?.id).toBe("R43"));
  expect(room.querySelector(".chosen")?.id).toBe("R43");
});

test("a filter never hides the sentence that somebody was sent to", async () => {
  show();
  [...room.querySelectorAll("button")].find((one) => one.textContent === "Varamail gör")?.click();
  await vi.waitFor(() => expect(rules()).toEqual(["R43"]));
  location.hash = "#R35";
  window.dispatchEvent(new Event("hashchange"));
  await vi.waitFor(() => expect(document.activeElement?.id).toBe("R35"));
});

test("an address that names no sentence opens the page as it is", () => {
  expect(named("#R99", guideline)).toBeNull();
  expect(named("", guideline)).toBeNull();
});

test("the guideline stays Swedish and is marked so where the page is English", () => {
  show("en-GB");
  expect(room.textContent).toContain("Rules watch.");
  expect([...room.querySelectorAll("blockquote")].every((one) => one.lang === "sv")).toBe(true);
});
