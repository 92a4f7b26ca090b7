// Data about people in a draft: the finding engine's answer, told apart by whose words they are.
import { type Finding, find, type Severity } from "../finding";
import type { Draft, DraftAttachment, Words } from "./draft";
import { namedIn, withoutKnown } from "./names";
import type { Sections } from "./sections";
import type { Settings } from "./settings";

export interface Contents {
  /** The writer's own words and the attachments. */
  readonly sensitive: readonly Words[];
  readonly protected: readonly Words[];
  readonly quoted: readonly Words[];
  readonly subject: readonly Words[];
}

const PREFIX = /^\s*(?:(?:sv|vb|re|fw|fwd|svar|vs|aw|ang)\s*:\s*)+/i;

/** A subject without "SV:" and its like. */
export const bareSubject = (subject: string): string => subject.replace(PREFIX, "").trim();

export function contentsOf(draft: Draft, sections: Sections, settings: Settings): Contents {
  const subject = draft.subject.normalize("NFC");
  const findings = find(
    {
      parts: [
        { where: "subject", text: withoutLaws(withoutKnown(subject, settings)) },
        {
          where: "body",
          text: withoutLaws(sections.text),
          segments: [
            { offset: 0, standing: "own" },
            { offset: sections.signatureAt, standing: "signature" },
            { offset: sections.signatureEnd, standing: "own" },
            { offset: sections.quoteAt, standing: "quoted" },
          ],
        },
        ...draft.attachments
          .filter((attachment) => attachment.text)
          .map((attachment) => ({ where: `attachment:${attachment.name}`, text: (attachment.text ?? "").normalize("NFC") })),
      ],
      office: true,
    },
    settings.elected,
  );
  const inSubject = findings.filter((finding) => finding.where === "subject").map(wordsOf);
  const own = findings.filter((finding) => finding.where !== "subject" && finding.standing === "own");
  const of = (severity: Severity) => [
    ...own.filter((finding) => finding.severity === severity).map(wordsOf),
    ...draft.attachments.filter((file) => file.found && file.found.indexOf(severity) >= 0).map(fileWords),
  ];
  return {
    sensitive: of("sensitive"),
    protected: of("protected"),
    quoted: findings.filter((finding) => finding.standing === "quoted").map(wordsOf),
    subject: [...inSubject, ...names(subject, inSubject, settings)],
  };
}

/** Laws that bear somebody's name are about nobody. */
const withoutLaws = (text: string): string => text.replace(/\blex [A-ZÅÄÖ][a-zåäö]+/g, (law) => "·".repeat(law.length));

const fileWords = (file: DraftAttachment): Words => ({
  where: `attachment:${file.name}`,
  offset: 0,
  length: 0,
  text: "",
  why: "Bilagan innehåller uppgifter som inte får skickas med e-post.",
});

function names(subject: string, found: readonly Words[], settings: Settings): Words[] {
  return namedIn(subject, settings)
    .map(({ start, end }) => ({
      where: "subject",
      offset: start,
      length: end - start,
      text: subject.slice(start, end),
      why: "Ämnesraden nämner en enskild person.",
    }))
    .filter((name) => !found.some((words) => words.offset < name.offset + name.length && name.offset < words.offset + words.length));
}

function wordsOf(finding: Finding): Words {
  return { where: finding.where, offset: finding.offset, length: finding.length, text: finding.text, why: finding.explanation };
}
