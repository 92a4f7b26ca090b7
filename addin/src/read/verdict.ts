import type { ActionKind, Assessment, Citation, Finding, Me, OfferedAction, Reason, Registration } from "../api/shapes";
import { t } from "../texts";

/** The heading over the judgement. With sensitive content nobody is told ”får gallras”. */
export function heading(assessment: Assessment): string {
  if (assessment.handling === "ephemeral" && assessment.sensitivity === "sensitive") return t.ephemeralSensitive;
  if (assessment.handling === "register" && assessment.target === "personalFile") return t.personalFile;
  if (assessment.handling === "register" && assessment.target === "otherSystem") return t.otherSystem;
  return t.handling[assessment.handling];
}

export type BannerKind = "sensitive" | "protected" | "suspicious" | "threat" | "disclosureRequest";

/** What must be said before anything else, the gravest first. */
export function banners(assessment: Assessment): BannerKind[] {
  const kinds: BannerKind[] = [];
  if (assessment.signals.includes("threat")) kinds.push("threat");
  if (assessment.signals.includes("suspicious")) kinds.push("suspicious");
  if (assessment.sensitivity !== "none") kinds.push(assessment.sensitivity);
  if (assessment.signals.includes("disclosureRequest")) kinds.push("disclosureRequest");
  return kinds;
}

/** One line per category and word, however often it stands in the message. */
export function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = `${finding.category}|${finding.where}|${finding.text.toLowerCase()}`;
    return !seen.has(key) && seen.add(key);
  });
}

export function place(where: string): string {
  if (where === "subject") return t.inSubject;
  return where.startsWith("attachment:") ? t.inAttachment(where.slice("attachment:".length)) : t.inMessage;
}

/** A registration that no longer stands in the way of a new one. */
export const isOpenAgain = (registration: Registration | null | undefined): boolean =>
  !registration || registration.state === "returned" || registration.state === "withdrawn";

export type ReasonGroup = { citation: Citation; reasons: Reason[] };

/** Reasons that rest on the same sentence stand together, so that the sentence is read once. */
export function grouped(reasons: readonly Reason[]): ReasonGroup[] {
  const groups: ReasonGroup[] = [];
  for (const reason of reasons) {
    const same = groups.find(({ citation }) => citation.quote === reason.citation.quote && citation.heading === reason.citation.heading);
    if (same) same.reasons.push(reason);
    else groups.push({ citation: reason.citation, reasons: [reason] });
  }
  return groups;
}

export interface Choices {
  /** The one button; null when the message already is where it belongs. */
  send: { label: string; primary: boolean } | null;
  /** Straight into the diary, for those with the right. */
  enterNow: boolean;
  mailToRegistrar: OfferedAction | null;
  forward: OfferedAction | null;
}

const find = (assessment: Assessment, kind: ActionKind) => assessment.actions.find((action) => action.kind === kind) ?? null;

export function choices(assessment: Assessment, registration: Registration | null | undefined, me: Me | null): Choices {
  const open = isOpenAgain(registration);
  const sensitive = assessment.sensitivity === "sensitive";
  return {
    send: open
      ? {
          label: registration ? t.sendAgain : sensitive ? t.sendRestricted : assessment.handling === "register" ? t.send : t.registerAnyway,
          primary: assessment.handling === "register" || sensitive,
        }
      : null,
    enterNow: open && (me?.entersFor.includes(assessment.authority) ?? false),
    mailToRegistrar: find(assessment, "mailToRegistrar"),
    forward: find(assessment, "forward"),
  };
}
