/** Why something could not be done. The codes are the API's problem codes, and what only a client can see. */
export type FailureCode =
  | "unauthenticated"
  | "forbidden"
  | "notFound"
  | "itemChanged"
  | "messageGone"
  | "mailboxDenied"
  | "mailboxBusy"
  | "mailboxUnavailable"
  | "mailboxSignInExpired"
  | "messageTooLarge"
  | "messageEmpty"
  | "messageUnreadable"
  | "messageIncomplete"
  | "forwardBarred"
  | "protectiveSecurity"
  | "changedMeanwhile"
  | "alreadyDecided"
  | "invalid"
  | "busy"
  | "unexpected"
  | "offline"
  | "noAnswer"
  | "signInFailed"
  | "signInCancelled"
  | "popupBlocked";

/** The one error that the panes know how to show. `detail` is the server's own plain Swedish. */
export class Failure extends Error {
  constructor(
    readonly code: FailureCode,
    readonly detail: string | null = null,
    readonly extra: { retryAfterSeconds?: number; traceId?: string; fields?: Record<string, string[]> } = {},
  ) {
    super(code);
    this.name = "Failure";
  }
}

/** An abort is no failure: somebody chose another message. */
export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";

export const toFailure = (error: unknown): Failure => (error instanceof Failure ? error : new Failure("unexpected"));
