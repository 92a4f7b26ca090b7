// What the guideline says about a draft. Pure: knows neither Office nor the page, and never leaves the computer.
import { type Contents, contentsOf } from "./contents";
import type { Detail, Draft, Fix, Warning, Words } from "./draft";
import { type BodyText, readHtml, readPlain } from "./html";
import { isInside, isList, isSafe, recipientsOf, repliedToAll } from "./recipients";
import { divide, type Sections } from "./sections";
import { type Code, DEFAULTS, type Settings, WEIGHTS } from "./settings";
import { signatureOf } from "./signature";
import { isMissing, isVague } from "./subject";

export type { Severity } from "../finding";
export type { Detail, Draft, DraftAttachment, DraftReply, Fix, Warning, Words } from "./draft";
export { type Code, DEFAULTS, type PaneSettings, type Settings, type Weight } from "./settings";

/** A draft taken apart, with what was found in it. */
export interface Checked {
  /** The heaviest first. */
  readonly warnings: readonly Warning[];
  readonly body: BodyText;
  readonly sections: Sections;
  /** Attached files whose words nobody has read. */
  readonly unread: readonly string[];
}

export type Found = readonly [Code, readonly Words[], Fix, Detail?];

/** What is only hinted at; the send check does without, and its script without these rules. */
export type Hints = (draft: Draft, sections: Sections, settings: Settings) => readonly Found[];

const HEAVY = ["block", "warn", "hint"];
/** Outlook's own names for pictures in the text. */
const INLINE = /^(?:image|outlook-[\w-]+|bild)\d*\.(?:png|jpe?g|gif|bmp)$/i;

/** Every warning, the heaviest first. */
export function check(draft: Draft, settings: Settings = DEFAULTS, hints: Hints = () => []): Checked {
  const body = draft.html ? readHtml(draft.body) : readPlain(draft.body);
  const sections = divide(body, draft.reply?.quoted, settings);
  const warnings: Warning[] = [];
  const files = draft.attachments.filter((file) => !file.inline && !INLINE.test(file.name));
  for (const [code, words, fix, detail] of [
    ...contentWarnings(draft, contentsOf(draft, sections, settings), settings),
    ...subjectWarnings(draft),
    ...audienceWarnings(
      draft,
      files.map((file) => file.name),
      settings,
    ),
    ...signatureWarnings(draft, body, sections, settings),
    ...hints(draft, sections, settings),
  ]) {
    const weight = settings.weights[code] ?? WEIGHTS[code];
    if (weight !== "off") warnings.push({ code, weight, words, fix, detail: detail ?? {} });
  }
  const order = (warning: Warning) => HEAVY.indexOf(warning.weight);
  warnings.sort((a, b) => order(a) - order(b));
  return {
    warnings,
    body,
    sections,
    unread: files.filter((file) => file.text === undefined && file.found === undefined).map((file) => file.name),
  };
}

function contentWarnings(draft: Draft, contents: Contents, settings: Settings): Found[] {
  const recipients = recipientsOf(draft);
  const closed = draft.encrypted === true || (recipients.length > 0 && recipients.every((one) => isSafe(one, settings)));
  const found: Found[] = [];
  if (contents.sensitive.length > 0 && !closed) found.push(["sensitiveContent", contents.sensitive, "mask"]);
  if (contents.protected.length > 0 && !closed) found.push(["protectedContent", contents.protected, "mask"]);
  if (contents.quoted.length > 0 && !closed) found.push(["quotedSensitive", contents.quoted, "removeQuote"]);
  // A subject line travels open, whatever carries the rest.
  if (contents.subject.length > 0) found.push(["subjectPersonalData", contents.subject, "neutralSubject"]);
  return found;
}

function subjectWarnings(draft: Draft): Found[] {
  if (isMissing(draft.subject)) return [["subjectMissing", [], "neutralSubject"]];
  if (!isVague(draft.subject)) return [];
  const why = "Orden passar in på vilket meddelande som helst.";
  return [["subjectVague", [{ where: "subject", offset: 0, length: draft.subject.length, text: draft.subject, why }], "neutralSubject"]];
}

function audienceWarnings(draft: Draft, files: readonly string[], settings: Settings): Found[] {
  const recipients = recipientsOf(draft);
  const found: Found[] = [];
  const lists = recipients.filter((address) => isList(address, settings) || (draft.lists ?? []).indexOf(address) >= 0);
  if (recipients.length > settings.recipientLimit || lists.length > 0)
    found.push(["largeAudience", [], "none", { count: recipients.length, names: lists }]);
  const everybody = repliedToAll(draft);
  if (everybody >= settings.replyAllLimit) found.push(["replyAll", [], "replyToSender", { count: everybody }]);
  if (files.length > 0 && recipients.length > 0 && recipients.every((address) => isInside(address, settings)))
    found.push(["internalAttachment", [], "none", { names: files }]);
  return found;
}

function signatureWarnings(draft: Draft, body: BodyText, sections: Sections, settings: Settings): Found[] {
  const signature = signatureOf(body, sections, settings);
  if (signature === "altered") return [["signatureAltered", [], "useSignature"]];
  const outside = recipientsOf(draft).some((address) => !isInside(address, settings));
  return signature === "missing" && outside ? [["signatureMissing", [], "useSignature"]] : [];
}
