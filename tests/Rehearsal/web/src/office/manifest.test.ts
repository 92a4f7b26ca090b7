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
