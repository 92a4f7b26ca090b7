// Event handlers: one script, run by the web's hidden page and by classic Outlook for Windows' bare engine. Nothing here may need
// a page, timers, storage or the network.
import { type Checked, type Code, check, DEFAULTS, type Settings, type Warning } from "../guideline/draft";
import { covers, type GivenReason } from "../guideline/draft/reason";
import { ask, type DraftItem, openDraft, readDraft, readMeeting, readNote, supports, writeNote } from "../outlook/draft";
import { onEvent, onSend, type Stop, showBar } from "../outlook/events";
import { sign } from "../outlook/signature";
import { draftsEn } from "../texts/drafts-en";
import { draftsSv } from "../texts/drafts-sv";
import type { DraftTexts, WarningText } from "../texts/draftTexts";

/** Written in front of this script by the server. */
declare const VARAMAIL_SETTINGS: Partial<Settings> | undefined;

const settings: Settings = Object.assign({}, DEFAULTS, typeof VARAMAIL_SETTINGS === "undefined" ? undefined : VARAMAIL_SETTINGS);

/** What is said while somebody writes; the rest is only known when she has finished. */
const WHILE_WRITING: readonly Code[] = [
  "sensitiveContent",
  "protectedContent",
  "subjectPersonalData",
  "quotedSensitive",
  "largeAudience",
  "replyAll",
  "internalAttachment",
];
/** A meeting has no signature, and its attendees are asked for. */
const IN_MEETINGS: readonly Code[] = ["sensitiveContent", "protectedContent", "subjectPersonalData"];

/** English for those whose Outlook isn't Scandinavian, as in the panes. */
const texts = (): DraftTexts => (/^(?:sv|nb|nn|no|da)\b/i.test(Office.context.displayLanguage || "sv") ? draftsSv : draftsEn);

const textOf = (warning: Warning): WarningText => texts().warning[warning.code as keyof DraftTexts["warning"]](warning, settings);

const isIn = (codes: readonly Code[]) => (warning: Warning) => codes.indexOf(warning.code) >= 0;

function stopFor(warnings: readonly Warning[], unread: number): Stop | undefined {
  const first = warnings[0];
  if (!first) return undefined;
  const { title, message, wayOut } = textOf(first);
  const t = texts();
  const firm = first.weight === "block";
  const sentences = [
    message,
    wayOut,
    firm ? t.stopped : "",
    warnings.length > 1 ? t.more(warnings.length - 1) : "",
    unread > 0 ? t.unread(unread) : "",
  ];
  return {
    asks: !firm,
    title,
    text: sentences.filter((sentence) => sentence !== "").join(" "),
    label: t.show,
    context: JSON.stringify({ code: first.code }),
  };
}

async function checkMessage(): Promise<Stop | undefined> {
  const item = openDraft();
  if (!item) return undefined;
  const checked = check(await readDraft(item, settings), settings);
  const told = (await readNote(item, "reason")) as GivenReason | undefined;
  const excused = covers(told, checked.warnings);
  // Outlook that can't ask for one call alone has the bar only: all of it is told there.
  await showBar(item, barFor(checked, !supports("1.14")));
  return stopFor(
    checked.warnings.filter((warning) => warning.weight === "warn" || (warning.weight === "block" && !excused)),
    checked.unread.length,
  );
}

async function checkMeeting(): Promise<Stop | undefined> {
  const item = openDraft();
  if (!item) return undefined;
  const { warnings } = check(await readMeeting(item as unknown as Office.AppointmentCompose), settings);
  const stop = stopFor(warnings.filter((warning) => warning.weight !== "hint").filter(isIn(IN_MEETINGS)), 0);
  return stop && { ...stop, asks: false };
}

function barFor(checked: Checked, whole = false): string | undefined {
  const told = checked.warnings.filter((warning) => warning.weight !== "hint" && (whole || isIn(WHILE_WRITING)(warning)));
  const first = told[0];
  if (!first) return undefined;
  const { title } = textOf(first);
  return told.length > 1 ? `${title}. ${texts().more(told.length - 1)}` : title;
}

async function watch(item: DraftItem): Promise<void> {
  await showBar(item, barFor(check(await readDraft(item, settings), settings)));
}

async function begin(item: DraftItem): Promise<void> {
  const boxes = await Promise.all([item.to, item.cc].map((box) => ask<Office.EmailAddressDetails[]>((done) => box.getAsync(done))));
  const people: string[] = [];
  for (const box of boxes) for (const person of box ?? []) people.push(person.emailAddress.toLowerCase());
  await writeNote(item, "recipients", people);
  await sign(item, settings);
  await watch(item);
}

onSend("onMessageSend", checkMessage);
onSend("onAppointmentSend", checkMeeting);
onEvent("onNewMessageCompose", begin);
onEvent("onMessageRecipientsChanged", watch);
onEvent("onMessageAttachmentsChanged", watch);
onEvent("onMessageFromChanged", watch);
