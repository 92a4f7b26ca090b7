import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SendMode } from "../office/manifest.ts";
import type { Outcome } from "../office/runtime.ts";
import { type Alert, alertOf, type Choice, maySend, slowAfter } from "./sending.ts";

const event = (sendMode: SendMode) => ({ type: "OnMessageSend", functionName: "onMessageSend", sendMode });
const stopped = (more: object = {}): Outcome => ({ ended: "completed", options: { allowEvent: false, errorMessage: "Nej.", ...more } });
const modes: SendMode[] = ["PromptUser", "SoftBlock", "Block"];
const canSend = (mode: SendMode, outcome: Outcome) => alertOf(mode, outcome)?.canSend ?? "sent";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("What the add-in allows goes, in every mode", () => {
  expect(modes.map((m) => alertOf(m, { ended: "completed", options: { allowEvent: true } }))).toEqual([null, null, null]);
});

test("Only PromptUser lets a person send what the add-in stopped", () => {
  expect(modes.map((m) => canSend(m, stopped()))).toEqual([true, false, false]);
  expect(modes.map((m) => canSend(m, stopped({ sendModeOverride: "promptUser" })))).toEqual([true, true, true]);
});

test("A missing add-in stops nothing in PromptUser, is the person's choice in SoftBlock and stops all in Block", () => {
  expect(modes.map((m) => canSend(m, { ended: "unavailable" }))).toEqual(["sent", true, false]);
});

test("After five minutes only PromptUser may send", () => {
  expect(modes.map((m) => canSend(m, { ended: "timedOut" }))).toEqual([true, false, false]);
});

test("Text, label and context are cut and written as Outlook does", () => {
  const alert = alertOf("SoftBlock", stopped({ errorMessage: "x".repeat(600), commandId: "pane", cancelLabel: "En alldeles för lång etikett", contextData: { code: 1 } }));
  expect(alert).toMatchObject({ message: "x".repeat(500), action: { commandId: "pane", label: "En alldeles för lång", context: '{"code":1}' } });
  expect(alertOf("SoftBlock", stopped({ contextData: "nothing without commandId" }))).toMatchObject({ action: null });
});

test("A slow check says so, and lets a person send in PromptUser", async () => {
  const seen: (Alert | null)[] = [];
  let choose: (choice: Choice) => void = () => {};
  const answer = maySend(event("PromptUser"), () => new Promise(() => {}), (alert, chosen) => {
    seen.push(alert);
    choose = chosen;
  });
  await vi.advanceTimersByTimeAsync(slowAfter);
  expect(seen).toMatchObject([{ state: "checking", isSlow: false, canSend: false }, { state: "checking", isSlow: true, canSend: true }]);
  choose("sendAnyway");
  expect(await answer).toBe(true);
});

test("Whoever doesn't want to send, doesn't", async () => {
  const answer = maySend(event("PromptUser"), () => Promise.resolve(stopped()), (alert, chosen) => alert?.state === "stopped" && chosen("stay"));
  expect(await answer).toBe(false);
});

test("Without a send event nobody is asked", async () => {
  expect(await maySend(null, () => Promise.reject(new Error("not run")), () => {})).toBe(true);
});
