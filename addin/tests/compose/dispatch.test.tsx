import { render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import { Failure } from "../../src/api/failure";
import type { Dispatch, OfferedCases } from "../../src/api/shapes";
import { Dispatching } from "../../src/compose/dispatch";
import { DispatchPanel } from "../../src/compose/dispatch-panel";
import { DEFAULTS, type Draft } from "../../src/guideline/draft";
import { composeSv } from "../../src/texts/compose-sv";
import { dispatch } from "../read/message";

const settings = { ...DEFAULTS, series: ["BYN"], domains: ["vara.se"] };
const offered: OfferedCases = {
  cases: [
    { number: "BYN 2026/2", title: "Rivning", reason: "mentioned", enters: true, authority: "BYN", system: null },
    { number: "BYN 2026/1", title: "Carport", reason: "thread", enters: true, authority: "BYN", system: null },
  ],
  opensIn: [
    { authority: "BYN", committee: "Byggnadsnämnden", enters: false },
    { authority: "KS", committee: "Kommunstyrelsen", enters: true },
  ],
  elsewhere: [],
};
const draft: Draft = {
  from: "bygglov@vara.se",
  to: ["Ulla@example.se"],
  cc: ["anna@example.se"],
  bcc: [],
  subject: "SV:  Bygglov  Kedum 4:12",
  body: "<p>Se BYN 2026-2.</p>",
  html: true,
  attachments: [],
};

let header: string | undefined;
let room: HTMLElement;
const sent = vi.fn();
const client = {
  casesForDraft: vi.fn(async () => offered),
  beginDispatch: vi.fn(async () => dispatch),
  draftSeen: vi.fn(async () => undefined),
  cancelDispatch: vi.fn(async () => undefined),
  lookForDispatch: vi.fn(async (): Promise<Dispatch> => dispatch),
};

function begin(marks = true) {
  room = document.createElement("div");
  document.body.replaceChildren(room);
  const desk = {
    mark: async (id: string) => {
      if (marks) header = id;
      return marks;
    },
    unmark: async () => {
      header = undefined;
      return true;
    },
    markOf: async () => header,
    inReplyTo: () => "<a1@example.se>",
    canSend: true,
    send: sent,
  };
  const draw = () => render(<DispatchPanel dispatching={dispatching} t={composeSv} />, room);
  const dispatching: Dispatching = new Dispatching(desk, client, settings, draw);
  draw();
  return dispatching;
}

const button = (name: string) => [...room.querySelectorAll("button")].find((one) => one.textContent === name) as HTMLButtonElement;

beforeEach(() => {
  vi.clearAllMocks();
  client.beginDispatch.mockImplementation(async () => dispatch);
  header = undefined;
});

test("the thread's own case is chosen from the start, and the mail carries the wish", async () => {
  const dispatching = begin();
  await dispatching.seen(draft);
  await dispatching.choose();
  await vi.waitFor(() => expect(document.activeElement?.tagName).toBe("LEGEND"));
  expect(client.casesForDraft).toHaveBeenCalledWith({
    mailbox: "bygglov@vara.se",
    inReplyTo: "<a1@example.se>",
    numbers: ["BYN 2026/2"],
    search: null,
  });
  expect(room.querySelector<HTMLInputElement>("input[type=radio]:checked")?.closest("label")?.textContent).toContain("BYN 2026/1");
  button("Använd ärendet").click();
  await vi.waitFor(() => expect(header).toBe(dispatch.id));
  expect(client.beginDispatch).toHaveBeenCalledWith({
    mailbox: "bygglov@vara.se",
    case: { existing: "BYN 2026/1" },
    authority: "BYN",
    title: "Bygglov  Kedum 4:12",
    inReplyTo: "<a1@example.se>",
  });
  await vi.waitFor(() => expect(room.textContent).toContain("Läggs i BYN 2026/1 när det är skickat"));
  button("Skicka nu").click();
  expect(sent).toHaveBeenCalledOnce();
  await vi.waitFor(() => expect(client.draftSeen).toHaveBeenCalledOnce()); // not in the next test
});

test("the server learns digests of subject and recipients, never the words, and only when they change", async () => {
  const dispatching = begin();
  await dispatching.seen(draft);
  await dispatching.choose();
  await dispatching.use({ existing: "BYN 2026/1", authority: "BYN" }, "Svar");
  const [id, told] = client.draftSeen.mock.calls[0] as unknown as [string, { subjectDigest: string; recipientsDigest: string }];
  expect(id).toBe(dispatch.id);
  // Dispatch.Digest gives the same (tests/Varamail.Tests/Api/Sent/DigestTests.cs).
  expect(told.subjectDigest).toBe("cdd124f5cc75b312a99bd48a604cf56120384a7f056874b40f8df0d828f62ce6");
  expect(told.recipientsDigest).toBe("aaa3e3aab3031d4e17355126e86d0bc7a94044c8eea32b8cab6719afab559d7b");
  await dispatching.seen({ ...draft, body: "<p>Mer text</p>" });
  expect(client.draftSeen).toHaveBeenCalledTimes(1);
  await dispatching.seen({ ...draft, subject: "Annat" });
  expect(client.draftSeen).toHaveBeenCalledTimes(2);
});

test("a title that names a person is not used", async () => {
  const dispatching = begin();
  await dispatching.seen({ ...draft, subject: "SV: Kerstin Åberg, bygglov" });
  await dispatching.choose();
  const title = [...room.querySelectorAll("input")].at(-1) as HTMLInputElement;
  expect(title.value).toBe("");
  title.value = "Svar till Kerstin Åberg";
  title.dispatchEvent(new Event("input", { bubbles: true }));
  await vi.waitFor(() => expect(room.textContent).toContain(composeSv.dispatch.tells));
  button("Använd ärendet").click();
  expect(client.beginDispatch).not.toHaveBeenCalled();
});

test("a new case is asked for in the diary that is chosen", async () => {
  const dispatching = begin();
  await dispatching.seen(draft);
  await dispatching.choose();
  await dispatching.use({ newTitle: "Tillsyn", authority: "KS" }, "Svar");
  expect(client.beginDispatch).toHaveBeenCalledWith(expect.objectContaining({ case: { newTitle: "Tillsyn" }, authority: "KS" }));
});

test("where another system holds the diary and can't be searched, the number is typed and told as unchecked", async () => {
  const elsewhere = [
    { authority: "BYN", committee: "Byggnadsnämnden", system: "Evolution", canSearch: false, isSilent: false, enters: true },
    { authority: "KS", committee: "Kommunstyrelsen", system: "Platina", canSearch: true, isSilent: true, enters: true },
  ];
  client.casesForDraft.mockResolvedValueOnce({ ...offered, cases: [], elsewhere });
  client.beginDispatch.mockResolvedValueOnce({ ...dispatch, caseNumber: "2026-4711", system: "Evolution", unchecked: true });
  const dispatching = begin();
  await dispatching.seen(draft);
  await dispatching.choose();
  expect(room.textContent).toContain("Platina svarar inte just nu");
  const radio = [...room.querySelectorAll("label")]
    .find((one) => one.textContent === "Ärende i Evolution (Byggnadsnämnden)")
    ?.querySelector("input");
  radio?.click();
  await vi.waitFor(() => expect(room.textContent).toContain("numret kontrolleras inte"));
  const number = [...room.querySelectorAll("label")].find((one) => one.textContent === "Ärendets nummer")?.querySelector("input");
  if (number) number.value = " 2026-4711 ";
  number?.dispatchEvent(new Event("input", { bubbles: true }));
  await vi.waitFor(() => expect(number?.value).toBe(" 2026-4711 "));
  button("Använd ärendet").click();
  await vi.waitFor(() => expect(room.textContent).toContain("Numret är inte kontrollerat, för Varamail kan inte söka i Evolution."));
  expect(client.beginDispatch).toHaveBeenCalledWith(expect.objectContaining({ case: { existing: "2026-4711" }, authority: "BYN" }));
  await vi.waitFor(() => expect(client.draftSeen).toHaveBeenCalledOnce());
});

test("undone, neither server nor mail knows of it", async () => {
  const dispatching = begin();
  await dispatching.choose();
  await dispatching.use({ existing: "BYN 2026/1", authority: "BYN" }, "Svar");
  button("Ångra valet").click();
  await vi.waitFor(() => expect(header).toBeUndefined());
  expect(client.cancelDispatch).toHaveBeenCalledWith(dispatch.id);
  expect(dispatching.look).toEqual({ kind: "closed", failure: null });
});

test("where Outlook sets no header the wish is taken back and that is told", async () => {
  const dispatching = begin(false);
  await dispatching.choose();
  await dispatching.use({ existing: "BYN 2026/1", authority: "BYN" }, "Svar");
  expect(client.cancelDispatch).toHaveBeenCalledWith(dispatch.id);
  expect(room.querySelector("[role=alert]")?.textContent).toContain("Registrera meddelandet från Skickat");
});

test("what the server refuses is told and the form stays as it was filled in", async () => {
  client.beginDispatch.mockRejectedValueOnce(new Failure("invalid", "Det finns inget sådant ärende i ditt diarium."));
  const dispatching = begin();
  await dispatching.choose();
  await dispatching.use({ existing: "BYN 2026/9", authority: "BYN" }, "Svar");
  expect(room.querySelector("[role=alert]")?.textContent).toContain("inget sådant ärende");
  expect(dispatching.look).toMatchObject({ kind: "choosing", title: "Svar" });
});

test("a saved draft that is taken up again still has its case", async () => {
  header = dispatch.id;
  await begin().open();
  expect(room.textContent).toContain("Läggs i BYN 2026/1 när det är skickat");
});

test("a copy of what is sent already is told so and carries the wish no longer", async () => {
  header = dispatch.id;
  client.lookForDispatch.mockResolvedValueOnce({ ...dispatch, state: "registered" });
  await begin().open();
  expect(room.textContent).toContain("Ärendet är redan använt");
  expect(header).toBeUndefined();
});

test("a wish that the server doesn't know is taken off the draft", async () => {
  header = "unknown";
  client.lookForDispatch.mockRejectedValueOnce(new Failure("notFound"));
  const dispatching = begin();
  await dispatching.open();
  expect(header).toBeUndefined();
  expect(dispatching.look).toEqual({ kind: "closed", failure: null });
});
