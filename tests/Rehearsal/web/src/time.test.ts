import { expect, test } from "vitest";
import { clockText, momentOf } from "./time.ts";

test.each([
  ["2026-01-15T09:00", "2026-01-15T08:00:00.000Z"],
  ["2026-07-15T09:00", "2026-07-15T07:00:00.000Z"],
  ["2026-03-29T03:30", "2026-03-29T01:30:00.000Z"],
  ["2026-10-25T01:30", "2026-10-24T23:30:00.000Z"],
])("%s on a clock in Sweden is %s, wherever the browser stands", (text, utc) => {
  expect(momentOf(text).toISOString()).toBe(utc);
  expect(clockText(new Date(utc))).toBe(text);
});

test("what is no time gives none", () => expect(Number.isNaN(momentOf("").getTime())).toBe(true));
