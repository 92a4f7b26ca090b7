import { useState } from "preact/hooks";
import type { CorrectRequest, EntryView } from "../api/shapes";
import { AnswerDialog } from "./dialog";

/** What an entry shall say instead; what it said stays beside it. Number, files and who entered it can't be changed. */
export function CorrectDialog({
  entry,
  correct,
  close,
}: {
  entry: EntryView;
  correct: (request: CorrectRequest) => void;
  close: () => void;
}) {
  const [said, setSaid] = useState<CorrectRequest>({
    title: entry.title,
    publicTitle: entry.publicTitle,
    documentType: entry.documentType ?? null,
    classificationCode: entry.classificationCode ?? null,
    receivedOn: entry.receivedOn,
    counterpart: entry.counterpart ?? null,
    hideCounterpart: entry.hideCounterpart,
    showCounterpart: entry.showCounterpart,
    caseOfficer: entry.caseOfficer ?? null,
    secrecy: entry.secrecy ?? null,
    note: entry.note ?? null,
    reason: "",
  });
  const text = (name: "title" | "publicTitle" | "counterpart" | "documentType" | "caseOfficer", label: string, required = false) => (
    <label>
      {label}
      <input
        required={required}
        maxLength={name === "documentType" ? 100 : name === "caseOfficer" ? 200 : 300}
        value={said[name] ?? ""}
        onInput={(event) => setSaid({ ...said, [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <AnswerDialog title={`Rätta ${entry.number}`} go="Rätta" answer={() => correct({ ...said, reason: said.reason.trim() })} close={close}>
      <p>Det som stod ligger kvar och syns bredvid rättelsen.</p>
      {text("title", "Handlingsrubrik", true)}
      {text("publicTitle", "Rubrik för allmänheten", true)}
      {text("counterpart", "Avsändare eller mottagare")}
      <label class="check">
        <input
          type="checkbox"
          checked={said.hideCounterpart}
          onChange={(event) => setSaid({ ...said, hideCounterpart: event.currentTarget.checked })}
        />
        Visa inte avsändare eller mottagare för allmänheten
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={said.showCounterpart}
          onChange={(event) => setSaid({ ...said, showCounterpart: event.currentTarget.checked })}
        />
        Visa namnet också på webben
      </label>
      {text("documentType", "Handlingstyp")}
      {text("caseOfficer", "Handläggare")}
      <label>
        Kom in eller upprättades
        <input
          type="date"
          required
          value={said.receivedOn}
          onInput={(event) => setSaid({ ...said, receivedOn: event.currentTarget.value })}
        />
      </label>
      <label>
        Varför rättas den?
        <textarea
          rows={2}
          required
          minLength={3}
          maxLength={1000}
          value={said.reason}
          onInput={(event) => setSaid({ ...said, reason: event.currentTarget.value })}
        />
      </label>
    </AnswerDialog>
  );
}
