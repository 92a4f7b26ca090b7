import { render } from "preact";
import { expect, test } from "vitest";
import { Bars, Columns } from "../../src/oversight/chart";
import { partsOf } from "../../src/oversight/oversight";

const shown = (node: Parameters<typeof render>[0]) => {
  const room = document.createElement("div");
  render(node, room);
  return room;
};

test.each([
  [[], []],
  [["Registrar"], []],
  [["HeadRegistrar"], ["statistics", "audit"]],
  [["Archivist"], ["audit"]],
  [["Manager"], ["statistics"]],
  [["DataProtectionOfficer"], ["statistics", "audit"]],
  [["Administrator"], ["audit", "roles"]],
  [
    ["Manager", "Archivist"],
    ["statistics", "audit"],
  ],
] as const)("%j sees %j", (roles, parts) => {
  expect(partsOf(roles)).toEqual(parts);
});

test("what a picture tells stands in a table too, and a small number in neither", () => {
  const bars = [
    { name: "Samma dag", count: 1200 },
    { name: "Senare", count: null },
  ];
  const room = shown(<Bars title="Tid" unit="Handlingar" bars={bars} few="färre än 5" />);

  expect([...room.querySelectorAll("tbody tr")].map((row) => row.textContent?.replace(/\s/g, " "))).toEqual([
    "Samma dag1 200",
    "Senarefärre än 5",
  ]);
  expect([...room.querySelectorAll(".bars rect")].map((bar) => bar.getAttribute("width"))).toEqual(["100", "1"]);
});

test("columns stand in their month and are as high as their number", () => {
  const columns = [
    { name: "okt 2026", counts: [10, 5] },
    { name: "nov 2026", counts: [20, null] },
  ];
  const room = shown(<Columns title="In" kinds={["In", "Ut"]} columns={columns} few="få" />);

  expect([...room.querySelectorAll(".columns rect")].map((bar) => Number(bar.getAttribute("height")))).toEqual([50, 25, 100, 2]);
  expect(room.querySelector("table")?.textContent).toContain("nov 202620få");
});
