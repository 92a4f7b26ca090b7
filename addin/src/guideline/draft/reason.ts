// Sending anyway: a reason chosen in the pane, good for exactly the findings that stood there when it was given.
import type { Warning } from "./draft";
import { hash } from "./names";

export const REASONS = ["danger", "safeChannel", "consent", "wrongFinding"] as const;

export type Reason = (typeof REASONS)[number];

export interface GivenReason {
  readonly reason: Reason;
  readonly print: string;
}

/** Names the findings that stop a draft without telling what they are. */
export function printOf(warnings: readonly Warning[]): string {
  const found = warnings.filter((warning) => warning.weight === "block");
  return found.map((warning) => hash(`${warning.code}:${warning.words.map((words) => `${words.where}=${words.text}`).join("|")}`)).join("");
}

export const covers = (given: GivenReason | undefined, warnings: readonly Warning[]): boolean =>
  given !== undefined && (REASONS as readonly string[]).indexOf(given.reason) >= 0 && given.print === printOf(warnings);
