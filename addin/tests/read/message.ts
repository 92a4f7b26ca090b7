import { vi } from "vitest";
import type { Client } from "../../src/api/client";
import type { Assessment, Citation, Dispatch, ItemAssessment, Me, Registration } from "../../src/api/shapes";
import type { Selection } from "../../src/outlook/item";

export const citation: Citation = {
  rule: "R11",
  heading: "Vad ska registreras?",
  quote: "Huvudregeln är att all e-post är allmän handling.",
};

export const assessment = (change: Partial<Assessment> = {}): Assessment => ({
  handling: "register",
  sensitivity: "none",
  findings: [],
  signals: [],
  target: "evolution",
  reasons: [
    {
      rule: "main",
      text: "Ansökan från allmänheten.",
      citation,
      evidence: [{ where: "body", offset: 3, length: 13, text: "söker bygglov" }],
    },
  ],
  actions: [{ kind: "forward", allowed: true, reason: "", citation }],
  unread: [],
  direction: "incoming",
  authority: "BYN",
  answerDeadline: null,
  guidelineVersion: "2021-04-26 § 42",
  suggestions: [],
  ...change,
});

export const sensitive = (change: Partial<Assessment> = {}): Assessment =>
  assessment({
    sensitivity: "sensitive",
    findings: [
      {
        category: "health",
        severity: "sensitive",
        where: "body",
        offset: 0,
        length: 16,
        text: "diagnosen autism",
        standing: "own",
        rule: "health.diagnosis",
        explanation: "En diagnos om en person är känslig.",
        citation,
      },
    ],
    actions: [{ kind: "forward", allowed: false, reason: "Känsliga uppgifter får inte skickas med e-post.", citation }],
    ...change,
  });

export const me: Me = {
  name: "Henrik Strand",
  address: "henrik.strand@vara.se",
  roles: [],
  authorities: [],
  overlooks: [],
  entersFor: [],
  mailboxes: [{ address: "bygglov@vara.se", name: "Bygglov", kind: "functional", authority: "BYN" }],
  allAuthorities: [
    { series: "BYN", name: "Byggnadsnämnden" },
    { series: "SN", name: "Socialnämnden" },
  ],
  settings: {
    assessOnClick: false,
    guidelineUrl: "https://vara.example",
    registrarName: "Registrator",
    serviceDesk: "servicedesk@vara.se",
    withdrawMinutes: 10,
  },
};

const henrik = { id: "1", name: "Henrik Strand", address: "henrik.strand@vara.se" };
const karin = { id: "2", name: "Karin Ekdahl", address: "karin.ekdahl@vara.se" };

export const registration = (change: Partial<Registration> = {}): Registration => ({
  id: "r1",
  version: 1,
  state: "queued",
  authority: "BYN",
  mailbox: "bygglov@vara.se",
  title: "Ansökan",
  restricted: false,
  createdBy: henrik,
  createdAt: "2026-11-25T08:00:00+01:00",
  uploaded: false,
  marking: "none",
  mayWithdraw: true,
  ...change,
});

export const decided = (state: Registration["state"], comment: string | null = null): Registration =>
  registration({
    state,
    mayWithdraw: false,
    outcome: {
      by: karin,
      at: "2026-11-25T09:14:00+01:00",
      comment,
      ...(state === "entered" ? { caseNumber: "BYN 2026/1", diaryNumber: "BYN 2026/1-2" } : {}),
    },
  });

/** A message that is to go into the diary when it has been sent, and isn't found yet. */
export const dispatch: Dispatch = {
  id: "5d2c2b0e-6f1d-4e57-8a53-0e9a4a3a7f10",
  state: "waiting",
  mailbox: "bygglov@vara.se",
  authority: "BYN",
  caseNumber: "BYN 2026/1",
  newTitle: null,
  title: "Svar om bygglov",
  enters: true,
  createdAt: "2026-11-25T09:00:00Z",
  registration: null,
  others: 0,
  hindrance: null,
  system: null,
  unchecked: false,
};

export const letter = (itemId: string, mailbox = "bygglov@vara.se"): Extract<Selection, { kind: "message" }> => ({
  kind: "message",
  ref: { mailbox, itemId },
  internetMessageId: `<${itemId}@example>`,
  subject: `Ämne ${itemId}`,
  shared: true,
});

export const judged = (itemId: string, change: Partial<ItemAssessment> = {}): ItemAssessment => ({
  item: {
    mailbox: "bygglov@vara.se",
    itemId,
    subject: `Ämne ${itemId}`,
    from: "Elin <elin@example>",
    receivedAt: "2026-11-23T08:41:00+01:00",
    fingerprint: `print-${itemId}`,
  },
  assessment: assessment(),
  ...change,
});

/** An API that answers at once; single calls are replaced where a test needs it. */
export function fakeClient(change: Partial<Record<keyof Client, unknown>> = {}) {
  return {
    me: vi.fn(async () => me),
    assess: vi.fn(async (item: { itemId: string }) => judged(item.itemId)),
    lookup: vi.fn(async () => ({})),
    send: vi.fn(async () => registration()),
    withdraw: vi.fn(async () => registration({ state: "withdrawn" })),
    forward: vi.fn(async () => undefined),
    enterNow: vi.fn(async () => decided("entered")),
    disagree: vi.fn(async () => undefined),
    mine: vi.fn(async () => ({ items: [], total: 0 })),
    lookForDispatches: vi.fn(async () => []),
    cases: vi.fn(async () => ({ items: [], total: 0 })),
    ...change,
  } as unknown as Client & Record<string, ReturnType<typeof vi.fn>>;
}
