import { render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import { Failure, type FailureCode } from "../../src/api/failure";
import type { ItemAssessment } from "../../src/api/shapes";
import { Pane, type State } from "../../src/read/pane";
import { ReadPane } from "../../src/read/read-pane";
import { chooseLanguage } from "../../src/texts/language";
import { sv } from "../../src/texts/sv";
import { assessment, decided, fakeClient, judged, letter, me, registration, sensitive } from "./message";

const now = new Date("2026-11-25T10:00:00+01:00");

beforeEach(() => chooseLanguage("sv-SE"));

function shown(view: State["view"], change: Partial<State> = {}): HTMLElement {
  const client = fakeClient();
  const room = document.createElement("div");
  document.body.replaceChildren(room);
  const pane = new Pane({ read: async () => letter("A") }, client, () => undefined);
  render(
    <ReadPane
      state={{ view, page: "message", me, work: null, failure: null, notice: null, ...change }}
      pane={pane}
      client={client}
      now={now}
    />,
    room,
  );
  return room;
}

const show = (change: Partial<ItemAssessment> = {}, state: Partial<State> = {}) =>
  shown({ kind: "judged", message: letter("A"), judged: judged("A", change) }, state);

const buttons = (room: HTMLElement, name: string) =>
  [...room.querySelectorAll("button")].filter((button) => button.textContent?.trim() === name);

test("the verdict stands with its reason, its citation and the words that carried it", () => {
  const room = show();
  expect(room.querySelector("h2")?.textContent).toBe(sv.handling.register);
  expect(room.querySelector(".verdict")?.textContent).toContain("Ansökan från allmänheten.");
  expect(room.querySelector("blockquote")?.textContent).toContain("Huvudregeln är att all e-post är allmän handling.");
  expect(room.querySelector("mark")?.textContent).toBe("söker bygglov");
});

test("a citation leads to its sentence in the guideline", () => {
  const link = show().querySelector("cite a");
  expect(link?.getAttribute("href")).toBe("/guideline#R11");
  expect(link?.getAttribute("aria-label")).toBe("Läs R11 i riktlinjen");
});

test("”Håller inte med” is there under every verdict", async () => {
  const room = show();
  const details = [...room.querySelectorAll("details")].find((one) => one.textContent?.startsWith(sv.disagree.title));
  if (!details) throw new Error("it isn't there");
  details.open = true;
  details.dispatchEvent(new Event("toggle"));
  await vi.waitFor(() => expect(details.querySelector("select")).not.toBeNull());
});

test("a sentence of the guideline that several reasons rest on is read once", () => {
  const { reasons } = assessment();
  const room = show({
    assessment: assessment({
      reasons: [...reasons, ...reasons.map((one) => ({ ...one, rule: "second", text: "En fråga till kommunen." }))],
    }),
  });
  expect(room.querySelectorAll(".verdict cite")).toHaveLength(1);
  expect(room.querySelector(".verdict")?.textContent).toContain("En fråga till kommunen.");
});

test("what the registrar decided not to register is not offered again: the answer would be the same", () => {
  const room = show({ registration: decided("notRegistered") });
  expect(buttons(room, sv.sendAgain)).toHaveLength(0);
  expect(room.textContent).toContain(sv.notRegisteredWhatNow);
});

test("steps for sensitive mail no longer say what is done", () => {
  expect(show({ assessment: sensitive() }).querySelectorAll(".steps li")).toHaveLength(3);
  expect(show({ assessment: sensitive(), registration: registration() }).querySelectorAll(".steps li")).toHaveLength(2);
});

test("there is one primary button", () => {
  expect(show().querySelectorAll("button.primary")).toHaveLength(1);
});

test("sensitive mail is never told to be fit for disposal, whatever it is", () => {
  for (const handling of ["register", "routine", "ephemeral", "internal", "private"] as const)
    expect(show({ assessment: sensitive({ handling }) }).textContent, handling).not.toContain("gallras");
  expect(show({ assessment: sensitive({ handling: "ephemeral" }) }).textContent).toContain(sv.ephemeralSensitive);
});

test("forwarding of sensitive mail stands visible, barred, with its reason", () => {
  const [forward] = buttons(show({ assessment: sensitive() }), sv.forward);
  expect(forward?.getAttribute("aria-disabled")).toBe("true");
  expect(document.getElementById(forward?.getAttribute("aria-describedby") ?? "")?.textContent).toContain("får inte skickas med e-post");
});

test("registering is offered whatever the verdict", () => {
  for (const handling of ["register", "routine", "ephemeral", "internal", "private"] as const) {
    const room = show({ assessment: assessment({ handling }) });
    expect(buttons(room, handling === "register" ? sv.send : sv.registerAnyway), handling).toHaveLength(1);
  }
});

test("a sensitive message goes to the queue, which is not e-mail", () => {
  expect(buttons(show({ assessment: sensitive() }), sv.sendRestricted)).toHaveLength(1);
});

test("what could not be checked is always said, and nothing is called clean beside it", () => {
  const room = show({
    assessment: assessment({ unread: [{ where: "attachment:x.zip", cause: "encrypted", text: "Bilagan x.zip är krypterad." }] }),
  });
  expect(room.textContent).toContain("Bilagan x.zip är krypterad.");
  expect(room.textContent).not.toContain(sv.noFindings);
});

test("a diary number stands in the heading of the entered message, and sending is no longer offered", () => {
  const room = show({ registration: decided("entered") });
  expect(room.querySelector("h2")?.textContent).toBe("Diarieförd BYN 2026/1-2");
  expect(room.querySelector("button.primary")).toBeNull();
});

test("a returned message shows the registrar's comment and can be sent again", () => {
  const room = show({ registration: decided("returned", "Ritningen saknas.") });
  expect(room.textContent).toContain("Ritningen saknas.");
  expect(buttons(room, sv.sendAgain)).toHaveLength(1);
});

test("whoever may not see the registration learns only that there is one", () => {
  const hidden = { ...registration({ restricted: true, title: null, mayWithdraw: false }), createdBy: undefined, createdAt: null } as never;
  const room = show({ registration: hidden });
  expect(room.textContent).toContain(sv.someoneSent);
  expect(room.textContent).not.toContain("Henrik");
});

test("a failed marking is shown, and that the registration holds", () => {
  expect(show({ registration: { ...decided("entered"), marking: "failed" } }).textContent).toContain(sv.marking.failed);
});

test("a copy that may not be mailed says why", () => {
  const reason = "Meddelandet rymmer känsliga uppgifter.";
  const room = show({ registration: { ...decided("queued"), mailCopy: { state: "barred", reason } } });
  expect(room.textContent).toContain(`${sv.copy.barred} ${reason}`);
});

test("only the person with the right sees direct entry", () => {
  expect(buttons(show(), sv.enterNow)).toHaveLength(0);
  expect(buttons(show({}, { me: { ...me, entersFor: ["BYN"] } }), sv.enterNow)).toHaveLength(1);
});

test("a suspicious message says where to report it, a threat not to delete it", () => {
  const room = show({ assessment: assessment({ signals: ["threat", "suspicious"] }) });
  expect(room.textContent).toContain("servicedesk@vara.se");
  expect(room.textContent).toContain(sv.banner.threat.text);
});

test("the deadline stands in plain Swedish", () => {
  expect(show({ assessment: assessment({ answerDeadline: "2026-11-27T22:59:59Z" }) }).querySelector(".chip")?.textContent).toBe(
    "Besvara senast fredag 27 november",
  );
  expect(show({ assessment: assessment({ answerDeadline: "2026-11-24T22:59:59Z" }) }).querySelector(".chip.late")).not.toBeNull();
});

test("every failure has a heading and says what to do", () => {
  for (const code of Object.keys(sv.failure) as FailureCode[]) {
    const room = shown({ kind: "failed", message: letter("A"), failure: new Failure(code) });
    const alert = room.querySelector("[role=alert]");
    expect(alert?.querySelector("h2")?.textContent, code).toBe(sv.failure[code].title);
    expect(alert?.textContent?.length ?? 0, code).toBeGreaterThan(sv.failure[code].title.length + 20);
    expect(alert?.querySelector("button"), code).not.toBeNull();
  }
});

test("keyboard focus enters the pane at its heading as soon as that stands, not later from under somebody's hands", () => {
  show();
  expect(document.activeElement?.tagName).toBe("H1");
});

test("the pane speaks English to those whose Outlook does", async () => {
  await chooseLanguage("en-US");
  expect(show().textContent).toContain("Public document – shall be registered");
  expect(document.documentElement.lang).toBe("en");
});
