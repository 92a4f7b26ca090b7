import type { Code, Warning } from "../guideline/draft";

/** What a person is told about one warning: what, why it matters, what to do now. */
export interface WarningText {
  readonly title: string;
  readonly message: string;
  readonly wayOut: string;
}

/** What the texts need to know of the municipality. */
export interface Place {
  /** The service to use instead of e-mail; empty: none is set. */
  readonly safeService: string;
}

/** What only the pane says. */
export type Hint = "plainLanguage" | "privateUse";

/** Texts of the send check: in the launch script, so short, and without anything from the page. */
export interface DraftTexts {
  readonly warning: Readonly<Record<Exclude<Code, Hint>, (warning: Warning, place: Place) => WarningText>>;
  readonly more: (count: number) => string;
  readonly unread: (count: number) => string;
  readonly show: string;
  readonly stopped: string;
}
