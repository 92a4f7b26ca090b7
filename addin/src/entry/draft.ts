import type { Direction, EntryHelp, EntryRequest, FilingSuggestion, SentChoice } from "../api/shapes";
import { dayOf } from "../texts/days";

export type SuggestedTitle = EntryHelp["title"];
export type SuggestedCase = EntryHelp["relations"]["cases"][number];

/** What the form starts from: the message itself. */
export interface EntryStart {
  subject: string;
  counterpart: string;
  direction: Direction;
  receivedAt: string;
  authority: string;
  sensitive: boolean;
  /** The subject line itself holds protected data: it is never proposed to the public. */
  subjectTells: boolean;
  /** Made of the subject by the server, without names of private persons and sensitive words; null where it wasn't asked. */
  title?: SuggestedTitle | null;
  /** Cases that it may belong to, with the reason. */
  cases?: readonly SuggestedCase[];
  /** Rows of the records schedule that fit, the best first. */
  suggestions: readonly FilingSuggestion[];
  /** Where its sender wanted it. */
  chosen?: SentChoice | null | undefined;
}

/** The form as the registrar fills it in; every field is text, nothing is guessed behind her back. */
export interface EntryDraft {
  place: "new" | "existing";
  existing: string;
  newTitle: string;
  newPublicTitle: string;
  title: string;
  publicTitle: string;
  direction: Direction;
  documentType: string;
  classificationCode: string;
  receivedOn: string;
  counterpart: string;
  hideCounterpart: boolean;
  /** The name may stand in the diary on the web, too. */
  showCounterpart: boolean;
  /** Titles for the public must be written, not taken from the subject. */
  guarded: boolean;
  caseOfficer: string;
  secret: boolean;
  provision: string;
  secrecyAuthority: string;
  note: string;
}

export type Field = keyof EntryDraft;

const prefixes = /^\s*((sv|vb|vs|re|fw|fwd|aw|wg)\s*:\s*)+/i;

export function begin(start: EntryStart): EntryDraft {
  const guarded = start.sensitive || start.subjectTells;
  const { chosen } = start;
  const title = chosen?.title ?? start.title?.title ?? start.subject.replace(prefixes, "").trim();
  return {
    place: chosen?.caseNumber ? "existing" : "new",
    existing: chosen?.caseNumber ?? "",
    newTitle: chosen?.newTitle ?? title,
    // A title that may say too much is not proposed to the public.
    newPublicTitle: guarded ? "" : (chosen?.newPublicTitle ?? chosen?.newTitle ?? title),
    title,
    publicTitle: guarded ? "" : (chosen?.publicTitle ?? title),
    guarded,
    direction: start.direction,
    documentType: "",
    classificationCode: "",
    receivedOn: dayOf(start.receivedAt),
    // The diary names people, not their addresses.
    counterpart: start.counterpart.replace(/\s*<[^>]*>\s*$/, "").trim() || start.counterpart.replace(/[<>]/g, "").trim(),
    hideCounterpart: start.sensitive,
    showCounterpart: false,
    caseOfficer: "",
    secret: start.sensitive,
    provision: "",
    secrecyAuthority: "",
    note: "",
  };
}

/** Every municipality writes its numbers in its own way: the server knows which; a word without a figure is none. */
const caseNumber = /\d/;

/** What must be mended before entering, by field. Data of OSL 5:2 are required; a secrecy marking names its provision (OSL 5:5). */
export function faults(draft: EntryDraft): Partial<Record<Field, string>> {
  const found: Partial<Record<Field, string>> = {};
  if (draft.place === "existing" && !caseNumber.test(draft.existing.trim()))
    found.existing = "Välj ett ärende i listan, eller ange dess nummer.";
  if (draft.place === "new" && !draft.newTitle.trim()) found.newTitle = "Skriv vad ärendet gäller.";
  if (!draft.title.trim()) found.title = "Skriv vad handlingen rör.";
  if (!draft.receivedOn) found.receivedOn = "Ange dagen.";
  if (!draft.counterpart.trim()) found.counterpart = "Ange från vem handlingen kom eller till vem den gick.";
  if (draft.secret && !draft.provision.trim()) found.provision = "Ange bestämmelsen, till exempel OSL 26:1.";
  if ((draft.secret || draft.guarded) && !draft.publicTitle.trim()) found.publicTitle = "Skriv en rubrik utan skyddade uppgifter.";
  if ((draft.secret || draft.guarded) && draft.place === "new" && !draft.newPublicTitle.trim())
    found.newPublicTitle = "Skriv en ärendemening utan skyddade uppgifter.";
  return found;
}

/** What the registrar takes over from the schedule. Its secrecy is a reminder that she reads, never a marking that we set. */
export const taken = ({ documentType, classificationCode }: FilingSuggestion): Pick<EntryDraft, "documentType" | "classificationCode"> => ({
  documentType,
  classificationCode: classificationCode ?? "",
});

const orNull = (text: string) => text.trim() || null;

export function toRequest(draft: EntryDraft, today: string, version: number | null): EntryRequest {
  return {
    ...(version === null ? {} : { version }),
    case:
      draft.place === "existing"
        ? { existing: draft.existing.trim() }
        : { newTitle: draft.newTitle.trim(), newPublicTitle: orNull(draft.newPublicTitle) },
    title: draft.title.trim(),
    publicTitle: orNull(draft.publicTitle),
    direction: draft.direction,
    documentType: orNull(draft.documentType),
    classificationCode: orNull(draft.classificationCode),
    receivedOn: draft.receivedOn,
    counterpart: draft.counterpart.trim(),
    hideCounterpart: draft.hideCounterpart,
    showCounterpart: draft.showCounterpart && !draft.hideCounterpart,
    caseOfficer: orNull(draft.caseOfficer),
    ...(draft.secret ? { secrecy: { provision: draft.provision.trim(), authority: orNull(draft.secrecyAuthority), date: today } } : {}),
    note: orNull(draft.note),
  };
}

/** The line that anybody may read in the public diary. */
export function publicLine(draft: EntryDraft): string {
  const counterpart = draft.hideCounterpart ? "namnet visas inte" : draft.counterpart.trim() || "–";
  const title = draft.publicTitle.trim() || (draft.secret || draft.guarded ? "–" : draft.title.trim()) || "–";
  return [draft.receivedOn || "–", counterpart, title, ...(draft.secret ? [`sekretess ${draft.provision.trim()}`.trim()] : [])].join(" · ");
}
