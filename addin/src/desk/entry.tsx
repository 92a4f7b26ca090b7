import type { EntryView } from "../api/shapes";
import { dayOf } from "../texts/days";

const directions = { incoming: "Inkommen", outgoing: "Utgående", internal: "Upprättad" } as const;

const fields: Record<string, string> = {
  title: "Handlingsrubrik",
  publicTitle: "Rubrik för allmänheten",
  documentType: "Handlingstyp",
  classificationCode: "Klassificering",
  receivedOn: "Kom in eller upprättades",
  counterpart: "Avsändare eller mottagare",
  hideCounterpart: "Visa inte avsändare eller mottagare",
  showCounterpart: "Visa namnet på webben",
  caseOfficer: "Handläggare",
  secrecy: "Sekretess",
  note: "Anteckning",
};

/** What stood in a field, as a person reads it. */
function said(field: string, value: string | null | undefined): string {
  if (!value) return "inget";
  if (field === "hideCounterpart" || field === "showCounterpart") return value === "true" ? "ja" : "nej";
  if (field === "secrecy") return (JSON.parse(value) as { provision: string }).provision;
  return `”${value}”`;
}

/** One document of a case, with its files and what was corrected in it. */
export function Entry({ entry, makeVoid, correct }: { entry: EntryView; makeVoid: () => void; correct: () => void }) {
  const others = entry.parties.slice(1);
  return (
    <li class={entry.voided ? "voided" : ""}>
      <h3>
        {entry.number} {entry.title}
      </h3>
      <p>
        {directions[entry.direction]} {entry.receivedOn}
        {entry.counterpart && ` · ${entry.counterpart}`}
        {entry.hideCounterpart && " (visas inte)"}
        {others.map((party) => ` · ${party.name}${party.hidden ? " (visas inte)" : ""}`)}
        {entry.documentType && ` · ${entry.documentType}`}
      </p>
      {entry.secrecy && <p>Sekretess {entry.secrecy.provision}</p>}
      {entry.appendices.length > 0 && <p class="small">Bilagor: {entry.appendices.map((file) => file.name).join(", ")}</p>}
      <p class="small">
        Diarieförd av {entry.enteredBy.name} {dayOf(entry.enteredAt)}
      </p>
      {entry.corrections.map((one) => (
        <p key={`${one.at}${one.field}`} class="small">
          <strong>Rättad</strong> av {one.by.name} {dayOf(one.at)}: {fields[one.field] ?? one.field} stod som {said(one.field, one.was)}.{" "}
          {one.reason}
        </p>
      ))}
      {entry.voided ? (
        <p>
          <strong>Makulerad</strong> av {entry.voided.by.name} {dayOf(entry.voided.at)}: {entry.voided.reason}
        </p>
      ) : (
        <p class="acts">
          <button type="button" class="link" onClick={correct}>
            Rätta {entry.number}
          </button>{" "}
          <button type="button" class="link" onClick={makeVoid}>
            Makulera {entry.number}
          </button>
        </p>
      )}
    </li>
  );
}
