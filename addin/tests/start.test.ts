import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("the read page loads office.js after the text that is shown meanwhile", () => {
  const page = readFileSync("read.html", "utf8");
  expect(page.indexOf("office.js")).toBeGreaterThan(page.indexOf("Startar Varamail"));
});
