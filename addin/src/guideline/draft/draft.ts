import type { Citation } from "../finding";
import type { Code, Weight } from "./settings";

export interface DraftAttachment {
  readonly name: string;
  /** Undefined: nobody has read it. */
  readonly text?: string | undefined;
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
export type Fix = "removeQuote" | "mask" | "neutralSubject" | "useSignature" | "moveToBcc" | "replyToSender" | "none";

export interface Warning {
  readonly code: Code;
  readonly weight: Exclude<Weight, "off">;
  readonly title: string;
  readonly message: string;
  readonly wayOut: string;
  readonly fix: Fix;
  readonly citation: Citation;
  readonly words: readonly Words[];
}
