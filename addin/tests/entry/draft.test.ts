import { expect, test } from "vitest";
import { begin, type EntryStart, faults, publicLine, taken, toRequest } from "../../src/entry/draft";

const start = (change: Partial<EntryStart> = {}): EntryStart => ({
  subject: "SV: Fw: Ansökan om bygglov",
  counterpart: "Elin Dahlgren <elin@example.se>",
  direction: "incoming",
  receivedAt: "2026-11-23T08:41:00+01:00",
  authority: "BYN",
  sensitive: false,
  subjectTells: false,
  suggestions: [],
  ...change,
});

test("the title is the subject without the reply's prefixes, and the diary names the person, not the address", () => {
  const draft = begin(start());
  expect(draft.title).toBe("Ansökan om bygglov");
  expect(draft.counterpart).toBe("Elin Dahlgren");
  expect(draft.receivedOn).toBe("2026-11-23");
  expect(faults(draft)).toEqual({});
});

test("what was sent for a case begins with that case and the title that its sender gave", () => {
  const chosen = { caseNumber: "BYN 2026/1", newTitle: null, newPublicTitle: null, title: "Svar om bygglov", publicTitle: null };
  expect(begin(start({ chosen }))).toMatchObject({
    place: "existing",
    existing: "BYN 2026/1",
    title: "Svar om bygglov",
    publicTitle: "Svar om bygglov",
  });
  expect(begin(start({ chosen: { ...chosen, caseNumber: null, newTitle: "Tillsyn" }, sensitive: true }))).toMatchObject({
    place: "new",
    newTitle: "Tillsyn",
    newPublicTitle: "",
    publicTitle: "",
  });
});

test("nothing of a sensitive message is proposed to the public", () => {
  const draft = begin(start({ sensitive: true }));
  expect(draft).toMatchObject({ publicTitle: "", newPublicTitle: "", hideCounterpart: true, secret: true });
  expect(publicLine(draft)).not.toContain("bygglov");
  expect(publicLine(draft)).not.toContain("Elin");
});

test("a subject line that holds an identity number is never proposed to the public", () => {
  const draft = begin(start({ subject: "Ansökan 20140312-2391", subjectTells: true }));
  expect(publicLine(draft)).not.toContain("20140312");
  expect(Object.keys(faults(draft))).toEqual(["publicTitle", "newPublicTitle"]);
  expect(draft.secret).toBe(false);
});

test("a secrecy marking names its provision and has a title for the public", () => {
  const draft = begin(start({ sensitive: true }));
  expect(Object.keys(faults(draft))).toEqual(["provision", "publicTitle", "newPublicTitle"]);
});

test("an existing case is named by its number", () => {
  const draft = { ...begin(start()), place: "existing" as const };
  expect(faults({ ...draft, existing: "uterum" }).existing).toBeDefined();
  expect(faults({ ...draft, existing: "BYN 2026/1" }).existing).toBeUndefined();
  expect(toRequest({ ...draft, existing: " BYN 2026/1 " }, "2026-11-25", 3)).toMatchObject({
    version: 3,
    case: { existing: "BYN 2026/1" },
  });
});

test("however a municipality writes its numbers, a case is named by one", () => {
  const draft = { ...begin(start()), place: "existing" as const };
  for (const existing of ["KS 2014/742.912", "KS-2018-00526", "Dnr 2018/248/003", "1-202/2019"])
    expect(faults({ ...draft, existing }).existing, existing).toBeUndefined();
});

test("of the records schedule type and code are taken over, its secrecy is not", () => {
  const suggestion = {
    documentType: "Ansökan om bygglov med ritningar",
    classificationCode: "3.1.2",
    target: "otherSystem" as const,
    secrecy: "26:1",
    reason: "Meddelandet nämner bygglov.",
  };
  const draft = { ...begin(start()), ...taken(suggestion) };
  expect(draft).toMatchObject({
    documentType: "Ansökan om bygglov med ritningar",
    classificationCode: "3.1.2",
    secret: false,
    provision: "",
  });
});

test("the public line is what the form says, to the letter", () => {
  const draft = { ...begin(start()), publicTitle: "Ansökan", hideCounterpart: true, secret: true, provision: "OSL 26:1" };
  expect(publicLine(draft)).toBe("2026-11-23 · namnet visas inte · Ansökan · sekretess OSL 26:1");
});

test("empty fields are sent as nothing, not as empty words", () => {
  const request = toRequest(begin(start()), "2026-11-25", null);
  expect(request).toMatchObject({ documentType: null, caseOfficer: null, note: null });
  expect(request).not.toHaveProperty("secrecy");
  expect(request).not.toHaveProperty("version");
});
