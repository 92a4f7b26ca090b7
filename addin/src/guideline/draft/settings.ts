// What a municipality decides about drafts. The server writes it as one constant in front of launch.js (DraftSettings.cs);
// without it these defaults hold.

import type { Citation } from "../finding";

export type Code =
  | "sensitiveContent"
  | "protectedContent"
  | "subjectPersonalData"
  | "quotedSensitive"
  | "subjectMissing"
  | "subjectVague"
  | "largeAudience"
  | "replyAll"
  | "internalAttachment"
  | "signatureMissing"
  | "signatureAltered"
  | "plainLanguage"
  | "privateUse";

/** `block` stops the draft until it is mended or a reason is given, `warn` asks, `hint` only shows; `off` is silent. */
export type Weight = "block" | "warn" | "hint" | "off";

/** What the pane knows besides: the guideline's own sentence behind each warning, which the launch script has no use for. */
export interface PaneSettings extends Settings {
  readonly citations?: Readonly<Partial<Record<Code, Citation>>>;
}

export interface Settings {
  /** Of the municipality's own addresses; subdomains are inside too. */
  readonly domains: readonly string[];
  readonly name: string;
  /** Municipal companies and other bodies nearby: outside, each an authority or company of its own. */
  readonly bodies: readonly { readonly domain: string; readonly name: string }[];
  /** Series of diary numbers, for a neutral subject. */
  readonly series: readonly string[];
  readonly elected: readonly { readonly name: string; readonly address: string }[];
  /** Names of the staff, hashed so that the file, which anybody may fetch, lists nobody: see names.ts. */
  readonly staff: string;
  /** Addresses that stand for many people. */
  readonly lists: readonly string[];
  /** Addresses and domains that reach people through an encrypted service. */
  readonly safeChannels: readonly string[];
  /** Ids of sensitivity labels that encrypt. */
  readonly closedLabels: readonly string[];
  /** The service that the way out names, for example "Säkra meddelanden"; empty: none is set. */
  readonly safeService: string;
  /** Lines of the common signature; {name}, {title}, {department}, {mailbox} and {telephone} are filled in from the directory. */
  readonly signature: string;
  /** The switchboard's. */
  readonly telephone: string;
  /** Telephones that a signature may give, hashed as the staff's names are. */
  readonly telephones: string;
  /** plainLanguage and privateUse are `hint` or `off`: only the pane knows them. */
  readonly weights: Readonly<Partial<Record<Code, Weight>>>;
  readonly recipientLimit: number;
  readonly replyAllLimit: number;
  readonly lixLimit: number;
  readonly lixWords: number;
}

/** Without the server's words nothing is known of the municipality: then nobody is inside, and no signature is asked for. */
export const DEFAULTS: Settings = {
  domains: [],
  name: "",
  bodies: [],
  series: [],
  elected: [],
  staff: "",
  lists: [],
  safeChannels: [],
  closedLabels: [],
  safeService: "",
  signature: "",
  telephone: "",
  telephones: "",
  weights: {},
  recipientLimit: 20,
  replyAllLimit: 6,
  lixLimit: 55,
  lixWords: 60,
};

export const WEIGHTS: Readonly<Record<Code, Weight>> = {
  sensitiveContent: "block",
  protectedContent: "block",
  subjectPersonalData: "block",
  quotedSensitive: "block",
  subjectMissing: "warn",
  subjectVague: "warn",
  largeAudience: "warn",
  replyAll: "warn",
  internalAttachment: "warn",
  signatureMissing: "warn",
  signatureAltered: "warn",
  plainLanguage: "hint",
  privateUse: "hint",
};
