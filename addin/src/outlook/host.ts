/** How Outlook started us: with its library, without it, or as an ordinary web page. */
export type Start = "ready" | "libraryMissing" | "notOutlook" | "noAnswer";

/** Office.js never answers a host that it doesn't trust, and says nothing about it. */
const patience = 20_000;

export async function start(): Promise<Start> {
  if (typeof Office === "undefined" || typeof Office.onReady !== "function") return "libraryMissing";
  const ready = await Promise.race([Office.onReady(), new Promise<null>((resolve) => setTimeout(() => resolve(null), patience))]);
  if (ready === null) return "noAnswer";
  return ready.host === Office.HostType?.Outlook || ready.host?.toString() === "Outlook" ? "ready" : "notOutlook";
}

export const displayLanguage = (): string => Office.context?.displayLanguage || navigator.language;

/** Follows Outlook's own theme where it tells it; otherwise the system's light or dark decides. */
export function followTheme(root: HTMLElement): void {
  apply(root, Office.context?.officeTheme?.bodyBackgroundColor);
  const mailbox = Office.context?.mailbox;
  if (typeof mailbox?.addHandlerAsync === "function" && Office.EventType?.OfficeThemeChanged)
    mailbox.addHandlerAsync(Office.EventType.OfficeThemeChanged, (event: { officeTheme?: Office.OfficeTheme }) =>
      apply(root, event?.officeTheme?.bodyBackgroundColor),
    );
}

function apply(root: HTMLElement, background: string | undefined): void {
  const dark = background === undefined ? null : isDark(background);
  if (dark === null) root.removeAttribute("data-theme");
  else root.setAttribute("data-theme", dark ? "dark" : "light");
}

/** Whether text on this background must be light; null when it is no colour. */
export function isDark(colour: string): boolean | null {
  const hex = /^#?([0-9a-f]{6})$/i.exec(colour.trim())?.[1];
  if (!hex) return null;
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return 0.299 * part(0) + 0.587 * part(2) + 0.114 * part(4) < 128;
}
