export type Command =
  | "next"
  | "previous"
  | "claim"
  | "open"
  | "enter"
  | "return"
  | "redirect"
  | "notRegister"
  | "file"
  | "undo"
  | "search"
  | "help";

const commands: Record<string, Command> = {
  j: "next",
  k: "previous",
  t: "claim",
  o: "open",
  e: "enter",
  r: "return",
  a: "redirect",
  x: "notRegister",
  p: "file",
  u: "undo",
  "/": "search",
  "?": "help",
};

/** The command of a key, unless somebody is writing: a letter in a field is a letter. */
export function commandOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "target">): Command | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const target = event.target as HTMLElement | null;
  if (target?.closest?.("input, textarea, select, [contenteditable], dialog")) return null;
  return commands[event.key] ?? null;
}
