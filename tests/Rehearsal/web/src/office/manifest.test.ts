import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readManifest } from "./manifest.ts";

const ours = readFileSync("../../../manifest.xml", "utf8");

test("Our own manifest gives the read pane: pinnable, in shared mailboxes, in Swedish", () => {
  const addin = readManifest(ours);
  expect(addin.reading).toMatchObject([{ label: "Bedöm och registrera", pinnable: true }]);
  expect(addin.reading[0]?.page).toMatch(/\/addin\/read\.html$/);
  expect(addin).toMatchObject({ name: "Varamail", sharedFolders: true, permission: 2 });
});

test("Labels follow the language", () => {
  expect(readManifest(ours, "en-US").reading[0]?.label).toBe("Assess and register");
});

test("What the manifest doesn't declare doesn't appear", () => {
  const bare = ours.replace(/<ExtensionPoint xsi:type="MessageReadCommandSurface">[\s\S]*?<\/ExtensionPoint>/, "").replace(/<SupportsSharedFolders>true/, "<SupportsSharedFolders>false");
  expect(readManifest(bare)).toMatchObject({ reading: [], sharedFolders: false });
});

const writing = ours.replace(
  "</DesktopFormFactor>",
  `<ExtensionPoint xsi:type="AppointmentOrganizerCommandSurface"><OfficeTab id="TabDefault"><Group id="g"><Control xsi:type="Button" id="run"><Label resid="readLabel" /><Action xsi:type="ExecuteFunction"><FunctionName>tidy</FunctionName></Action></Control></Group></OfficeTab></ExtensionPoint>
   <ExtensionPoint xsi:type="LaunchEvent"><LaunchEvents><LaunchEvent Type="OnTest" FunctionName="onTest" SendMode="Block" /><LaunchEvent Type="OnOther" FunctionName="onOther" /></LaunchEvents></ExtensionPoint></DesktopFormFactor>`,
);

test("Events carry their function and send mode; SoftBlock is the default", () => {
  expect(readManifest(writing).events).toEqual(
    expect.arrayContaining([
      { type: "OnTest", functionName: "onTest", sendMode: "Block" },
      { type: "OnOther", functionName: "onOther", sendMode: "SoftBlock" },
    ]),
  );
});

test("A button may run a function instead of opening a pane", () => {
  expect(readManifest(writing).organizing).toMatchObject([{ id: "run", page: "", functionName: "tidy" }]);
});
