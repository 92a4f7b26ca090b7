import type { Severity } from "../finding";
import type { Code, Weight } from "./settings";

export interface DraftAttachment {
  /** The host's own, where it has one: two files may bear one name. */
  readonly id?: string | undefined;
  readonly name: string;
  /** Undefined: not read here. */
  readonly text?: string | undefined;
  /** What the municipality's own server found in it; undefined: not read there. */
  readonly found?: readonly Severity[] | undefined;
  /** A picture in the text or the signature. */
  readonly inline?: boolean | undefined;
}

export interface DraftReply {
  readonly mode: "reply" | "replyAll" | "forward";
  /** To and Cc of the message that is answered, as far as they are known. */
  readonly originalRecipients: readonly string[];
  /** The original, where it stands outside the body. */
  readonly quoted?: string | undefined;
}

/** What somebody is about to send, as the host tells it. */
export interface Draft {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly body: string;
  readonly html: boolean;
  readonly attachments: readonly DraftAttachment[];
  readonly reply?: DraftReply | undefined;
  /** Recipients that the host knows to be distribution lists. */
  readonly lists?: readonly string[] | undefined;
  /** S/MIME or rights management: it travels closed. */
  readonly encrypted?: boolean | undefined;
}

export interface Words {
  /** `subject`, `body` or `attachment:NAME`. */
  readonly where: string;
  readonly offset: number;
  readonly length: number;
  readonly text: string;
  /** Why these words, in plain Swedish. */
  readonly why: string;
}

/** What the pane can do by one click. */
export type Fix = "removeQuote" | "mask" | "neutralSubject" | "useSignature" | "replyToSender" | "none";

/** What the text about a warning needs besides the words. */
export interface Detail {
  readonly count?: number;
  readonly names?: readonly string[];
}

export interface Warning {
  readonly code: Code;
  readonly weight: Exclude<Weight, "off">;
  readonly words: readonly Words[];
  readonly fix: Fix;
  readonly detail: Detail;
}
