import { render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import { Failure } from "../../src/api/failure";
import type { Assessment } from "../../src/api/shapes";
import { Disagree, rulesOf } from "../../src/read/disagree";
import { sv } from "../../src/texts/sv";
import { assessment, fakeClient, sensitive } from "./message";

let room: HTMLElement;
beforeEach(() => {
  room = document.createElement("div");
  document.body.replaceChildren(room);
});

function open(of: Assessment, client = fakeClient()) {
  render(<Disagree assessment={of} client={client} />, room);
  const [handling, sensitivity] = [...room.querySelectorAll("select")] as [HTMLSelectElement, HTMLSelectElement];
  const choose = (select: HTMLSelectElement, value: string) => {
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const button = () => room.querySelector("button[type=submit]") as HTMLButtonElement;
  return { client, handling, sensitivity, choose, button };
}

test("the answer goes with the verdict and the names of the rules, and with nothing of the message", async () => {
  const { client, handling, choose, button } = open(sensitive());
  choose(handling, "routine");
  await vi.waitFor(() => expect(button().getAttribute("aria-disabled")).toBe("false"));
  button().click();
  await vi.waitFor(() => expect(room.textContent).toBe(sv.disagree.done));
  expect(client.disagree).toHaveBeenCalledExactlyOnceWith({
    rules: ["main", "health.diagnosis"],
    handling: "register",
    ownHandling: "routine",
    sensitivity: "sensitive",
    ownSensitivity: "sensitive",
  });
});

test("an answer like the verdict is not sent, and says why", async () => {
  const { client, button } = open(assessment());
  expect(button().getAttribute("aria-disabled")).toBe("true");
  expect(document.getElementById(button().getAttribute("aria-describedby") ?? "")?.textContent).toBe(sv.disagree.same);
  button().click();
  expect(client.disagree).not.toHaveBeenCalled();
});

test("a failure is told and the answer stays, to be sent again", async () => {
  const disagree = vi.fn().mockRejectedValueOnce(new Failure("busy")).mockResolvedValue(undefined);
  const { sensitivity, choose, button } = open(assessment(), fakeClient({ disagree }));
  choose(sensitivity, "sensitive");
  await vi.waitFor(() => expect(button().getAttribute("aria-disabled")).toBe("false"));
  button().click();
  await vi.waitFor(() => expect(room.querySelector("[role=alert]")?.textContent).toContain(sv.failure.busy.title));
  button().click();
  await vi.waitFor(() => expect(room.textContent).toBe(sv.disagree.done));
  expect(disagree).toHaveBeenCalledTimes(2);
});

test("no choice tells that sensitive mail may be disposed of", () => {
  open(sensitive({ handling: "ephemeral" }));
  expect(room.textContent).not.toContain("gallras");
});

test("a rule that spoke twice is named once", () => {
  const twice = sensitive();
  expect(rulesOf({ ...twice, findings: [...twice.findings, ...twice.findings] })).toEqual(["main", "health.diagnosis"]);
});
