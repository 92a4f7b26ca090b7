import { describe, expect, it } from "vitest";
import { dueText } from "../../src/desk/words";
import { begin } from "../../src/entry/draft";
import { dayAfter, dayOf, deadlineText, whenText } from "../../src/texts/days";

const receivedAt = (moment: string) =>
  begin({
    subject: "Bygglov",
    counterpart: "Lea",
    direction: "incoming",
    receivedAt: moment,
    authority: "BYN",
    sensitive: false,
    subjectTells: false,
    suggestions: [],
  }).receivedOn;

describe("days and hours are Swedish, wherever the browser stands", () => {
  it("stands far from Sweden itself", () => expect(new Date("2026-11-25T11:15:00Z").getHours()).toBe(0));

  it.each([
    ["winter", "2026-11-25T11:15:00Z", "i dag 12:15"],
    ["summer", "2026-07-01T11:15:00Z", "i dag 13:15"],
    ["just after midnight", "2026-11-24T23:05:00Z", "i dag 00:05"],
  ])("tells the hour in %s", (_, moment, text) => expect(whenText(moment, new Date(moment))).toBe(text));

  it("names the day when it is another one in Sweden", () =>
    expect(whenText("2026-11-24T22:59:00Z", new Date("2026-11-24T23:01:00Z"))).toBe("tisdag 24 november 23:59"));

  it.each([
    ["2026-11-24T23:00:00Z", "2026-11-25"],
    ["2026-11-24T22:59:59Z", "2026-11-24"],
    ["2026-07-01T22:00:00Z", "2026-07-02"],
    ["2026-11-25T00:30:00+14:00", "2026-11-24"],
  ])("%s is %s", (moment, day) => {
    expect(dayOf(moment)).toBe(day);
    expect(receivedAt(moment)).toBe(day);
  });

  it.each([
    ["2026-10-24", "2026-10-25"],
    ["2026-10-25", "2026-10-26"],
    ["2026-12-31", "2027-01-01"],
    ["2028-02-28", "2028-02-29"],
  ])("%s comes before %s", (day, next) => expect(dayAfter(day)).toBe(next));

  it("counts a deadline's day in Sweden", () => {
    expect(deadlineText("2026-11-25T22:59:59Z", new Date("2026-11-24T23:30:00Z")).text).toBe("Besvara senast i dag");
    expect(deadlineText("2026-11-25T22:59:59Z", new Date("2026-11-24T22:30:00Z")).text).toBe("Besvara senast onsdag 25 november");
  });

  it("knows today and tomorrow through the night when the clocks go back", () => {
    const night = new Date("2026-10-24T22:10:00Z");
    expect(dueText("2026-10-25", night).text).toBe("i dag");
    expect(dueText("2026-10-26", night).text).toBe("i morgon");
    expect(dueText("2026-10-24", night).text).toBe("försenad");
  });
});
