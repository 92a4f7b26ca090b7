/** A button of the add-in, as its manifest declares it. */
export interface Button { id: string; label: string; tip: string; icon: string; page: string; pinnable: boolean }
export interface Addin { name: string; permission: number; sharedFolders: boolean; reading: Button[] }

/** Office.js counts permissions in an order of its own (2 is the highest). */
const permissions: Record<string, number> = { Restricted: 0, ReadItem: 1, ReadWriteItem: 3, ReadWriteMailbox: 2 };

/** Reads what Outlook would show while reading. What the manifest doesn't declare, doesn't appear. */
export function readManifest(xml: string, locale = "sv-SE"): Addin {
  const document = new DOMParser().parseFromString(xml, "text/xml");
  const broken = document.querySelector("parsererror");
  if (broken) throw new Error("The manifest is no XML.");
  const all = (root: Document | Element, name: string) => [...root.getElementsByTagName("*")].filter((e) => e.localName === name);
  const type = (e: Element) => e.getAttribute("xsi:type") ?? "";
  const overrides = all(document, "VersionOverrides").find((e) => type(e) === "VersionOverridesV1_1");
  const resources = new Map<string, string>();
  for (const e of overrides ? all(overrides, "Resources").flatMap((r) => [...r.getElementsByTagName("*")]) : []) {
    const id = e.getAttribute("id");
    const value = e.getAttribute("DefaultValue");
    if (!id || value === null) continue;
    const own = all(e, "Override").find((o) => o.getAttribute("Locale") === locale);
    resources.set(id, own?.getAttribute("Value") ?? value);
  }
  const text = (e: Element | undefined) => resources.get(e?.getAttribute("resid") ?? "") ?? "";
  const first = (root: Element, name: string) => all(root, name)[0];
  const surface = overrides && all(overrides, "ExtensionPoint").find((e) => type(e) === "MessageReadCommandSurface");
  const buttons = (surface ? all(surface, "Control") : []).flatMap((control): Button[] => {
    const action = first(control, "Action");
    if (type(control) !== "Button" || !action || type(action) !== "ShowTaskpane") return [];
    const icons = all(control, "Image");
    return [
      {
        id: control.getAttribute("id") ?? "",
        label: text(first(control, "Label")),
        tip: text(first(control, "Supertip") && first(first(control, "Supertip") as Element, "Description")),
        icon: text(icons.find((i) => i.getAttribute("size") === "32") ?? icons[0]),
        page: text(first(action, "SourceLocation")),
        pinnable: first(action, "SupportsPinning")?.textContent?.trim() === "true",
      },
    ];
  });
  return {
    name: all(document, "DisplayName")[0]?.getAttribute("DefaultValue") ?? "",
    permission: permissions[all(document, "Permissions")[0]?.textContent?.trim() ?? ""] ?? 0,
    sharedFolders: overrides ? first(overrides, "SupportsSharedFolders")?.textContent?.trim() === "true" : false,
    reading: buttons,
  };
}
