import type { Fix, Warning } from "../guideline/draft";
import type { Reason } from "../guideline/draft/reason";
import type { DraftTexts, Hint, WarningText } from "./draftTexts";

/** Every text that the compose pane shows. */
export interface ComposeTexts extends DraftTexts {
  readonly hint: Readonly<Record<Hint, (warning: Warning) => WarningText>>;
  readonly title: string;
  readonly noDraft: { readonly title: string; readonly text: string };
  readonly unreadable: string;
  readonly clean: string;
  readonly cleanText: string;
  readonly local: string;
  readonly stops: string;
  readonly asks: string;
  readonly hints: string;
  readonly why: string;
  readonly inSubject: string;
  readonly inFile: (name: string) => string;
  readonly fix: Readonly<Record<Exclude<Fix, "none">, string>>;
  readonly fixed: string;
  readonly notFixed: string;
  readonly anyway: string;
  readonly anywayWhy: string;
  readonly reasons: Readonly<Record<Reason, string>>;
  readonly anywayGo: string;
  readonly anywayDone: string;
  readonly recipients: string;
  readonly inside: (count: number) => string;
  readonly outside: string;
  readonly addedInReply: string;
  readonly seeEachOther: string;
  readonly nobody: string;
  readonly plain: string;
  readonly lix: (lix: number) => string;
  readonly tooShort: string;
  readonly longSentences: string;
  readonly words: (count: number) => string;
  readonly stiff: string;
  readonly exchange: (stiff: string, plain: string) => string;
  readonly nothingStiff: string;
  readonly files: string;
  readonly fileChecked: string;
  readonly fileFound: string;
  readonly fileUnread: string;
  readonly fileReading: string;
}
