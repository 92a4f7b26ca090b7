/** What Outlook reads from an add-in's manifest. What isn't declared there, doesn't appear. */

/** A button: it opens a pane, or runs a function of the runtime. */
export interface Button { id: string; label: string; tip: string; icon: string; page: string; functionName: string; pinnable: boolean }

export type SendMode = "PromptUser" | "SoftBlock" | "Block";
export interface LaunchEvent { type: string; functionName: string; sendMode: SendMode }

export interface Addin {
  name: string;
  permission: number;
  sharedFolders: boolean;
  reading: Button[];
  composing: Button[];
  organizing: Button[];
  /** Where events run: a page, and the script alone for classic Outlook on Windows. */
  runtime: { page: string; script: string } | null;
  events: LaunchEvent[];
}

/** Office.js counts permissions in an order of its own (2 is the highest). */
const permissions: Record<string, number> = { Restricted: 0, ReadItem: 1, ReadWriteItem: 3, ReadWriteMailbox: 2 };

const all = (root: Document | Element, name: string) => [...root.getElementsByTagName("*")].filter((e) => e.localName === name);
const first = (root: Element, name: string) => all(root, name)[0];
const type = (e: Element) => e.getAttribute("xsi:type") ?? "";
const isTrue = (e: Element | undefined) => e?.textContent?.trim() === "true";

export function readManifest(xml: string, locale = "sv-SE"): Addin {
  const document = new DOMParser().parseFromString(xml, "text/xml");
  if (document.querySelector("parsererror")) throw new Error("The manifest is no XML.");
  const overrides = all(document, "VersionOverrides").find((e) => type(e) === "VersionOverridesV1_1");
  const text = readResources(overrides, locale);
  const points = overrides ? all(overrides, "ExtensionPoint") : [];
  const buttons = (surface: string) => points.filter((e) => type(e) === surface).flatMap((e) => all(e, "Control").flatMap((c) => readButton(c, text)));
  const runtime = overrides && first(overrides, "Runtime");
  return {
    name: all(document, "DisplayName")[0]?.getAttribute("DefaultValue") ?? "",
    permission: permissions[all(document, "Permissions")[0]?.textContent?.trim() ?? ""] ?? 0,
    sharedFolders: overrides ? isTrue(first(overrides, "SupportsSharedFolders")) : false,
    reading: buttons("MessageReadCommandSurface"),
    composing: buttons("MessageComposeCommandSurface"),
    organizing: buttons("AppointmentOrganizerCommandSurface"),
    runtime: runtime ? { page: text(runtime), script: text(all(runtime, "Override").find((o) => o.getAttribute("type") === "javascript")) } : null,
    events: points.filter((e) => type(e) === "LaunchEvent").flatMap((e) => all(e, "LaunchEvent").map(readEvent)),
  };
}

type Text = (e: Element | undefined) => string;

function readResources(overrides: Element | undefined, locale: string): Text {
  const resources = new Map<string, string>();
  for (const e of overrides ? all(overrides, "Resources").flatMap((r) => [...r.getElementsByTagName("*")]) : []) {
    const id = e.getAttribute("id");
    const value = e.getAttribute("DefaultValue");
    if (!id || value === null) continue;
    const own = all(e, "Override").find((o) => o.getAttribute("Locale") === locale);
    resources.set(id, own?.getAttribute("Value") ?? value);
  }
  return (e) => resources.get(e?.getAttribute("resid") ?? "") ?? "";
}

function readButton(control: Element, text: Text): Button[] {
  const action = first(control, "Action");
  if (type(control) !== "Button" || !action) return [];
  const icons = all(control, "Image");
  const tip = first(control, "Supertip");
  const button: Button = {
    id: control.getAttribute("id") ?? "",
    label: text(first(control, "Label")),
    tip: text(tip && first(tip, "Description")),
    icon: text(icons.find((i) => i.getAttribute("size") === "32") ?? icons[0]),
    page: type(action) === "ShowTaskpane" ? text(first(action, "SourceLocation")) : "",
    functionName: type(action) === "ExecuteFunction" ? (first(action, "FunctionName")?.textContent?.trim() ?? "") : "",
    pinnable: isTrue(first(action, "SupportsPinning")),
  };
  return button.page || button.functionName ? [button] : [];
}

function readEvent(event: Element): LaunchEvent {
  const mode = event.getAttribute("SendMode");
  return {
    type: event.getAttribute("Type") ?? "",
    functionName: event.getAttribute("FunctionName") ?? "",
    sendMode: mode === "PromptUser" || mode === "Block" ? mode : "SoftBlock",
  };
}
