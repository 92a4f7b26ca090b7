import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Client } from "../api/client";
import type { CaseView, EntryRequest, FilingSuggestion } from "../api/shapes";
import { dayOf } from "../texts/days";
import { begin, type EntryDraft, type EntryStart, type Field, faults, publicLine, type SuggestedCase, taken, toRequest } from "./draft";

export interface EntryFormProps {
  start: EntryStart;
  client: Client;
  working: boolean;
  /** Of the queue item; null where the pane enters directly. */
  version?: number;
  enter: (entry: EntryRequest) => void;
  /** Further buttons beside ”Diarieför”. */
  children?: ComponentChildren;
}

const kinds = [
  "Ansökan",
  "Anmälan",
  "Överklagande",
  "Yttrande",
  "Remiss",
  "Begäran",
  "Beslut",
  "Avtal",
  "Anbud",
  "Skrivelse",
  "Protokoll",
  "Svar",
];

/** The registrar's form: data of OSL 5:2 first, and beside it exactly what the public will see. */
export function EntryForm({ start, client, working, version, enter, children }: EntryFormProps) {
  const [draft, setDraft] = useState<EntryDraft>(() => begin(start));
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const wrong = tried ? faults(draft) : {};

  const change = <F extends Field>(field: F, value: EntryDraft[F]) => setDraft((before) => ({ ...before, [field]: value }));

  const submit = (event: Event) => {
    event.preventDefault();
    if (working) return;
    setTried(true);
    const found = faults(draft);
    const first = Object.keys(found)[0];
    if (first) {
      form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
      return;
    }
    enter(toRequest(draft, dayOf(new Date()), version ?? null));
  };

  const text = (
    field: { [K in Field]: EntryDraft[K] extends string ? K : never }[Field],
    label: string,
    more: Record<string, unknown> = {},
  ) => (
    <Labelled label={label} name={field} fault={wrong[field]}>
      <input
        id={`entry-${field}`}
        name={field}
        value={draft[field]}
        aria-invalid={wrong[field] ? "true" : undefined}
        aria-describedby={wrong[field] ? `fault-${field}` : undefined}
        onInput={(event) => change(field, event.currentTarget.value as never)}
        {...more}
      />
    </Labelled>
  );

  return (
    <form
      ref={form}
      class="entry"
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
      }}
    >
      <div class="fields">
        <fieldset class="choice">
          <legend>Ärende</legend>
          <label>
            <input type="radio" name="place" checked={draft.place === "new"} onChange={() => change("place", "new")} /> Nytt ärende i{" "}
            {start.authority}
          </label>
          <label>
            <input type="radio" name="place" checked={draft.place === "existing"} onChange={() => change("place", "existing")} /> Finns
            redan
          </label>
        </fieldset>
        <Cases
          cases={start.cases ?? []}
          chosen={draft.place === "existing" ? draft.existing : ""}
          choose={(number) => setDraft((before) => ({ ...before, place: "existing", existing: number }))}
        />
        {draft.place === "existing" ? (
          <CaseSearch
            client={client}
            authority={start.authority}
            chosen={draft.existing}
            fault={wrong.existing}
            choose={(number) => change("existing", number)}
          />
        ) : (
          <>
            {text("newTitle", "Ärendemening")}
            {text("newPublicTitle", "Ärendemening för allmänheten")}
          </>
        )}
        {text("title", "Handlingens rubrik")}
        {start.title && start.title.takenOut.length > 0 && <p class="small">Utelämnat ur ämnesraden: {start.title.takenOut.join(", ")}.</p>}
        {text("publicTitle", "Rubrik för allmänheten")}
        <div class="two">
          <Labelled label="Riktning" name="direction">
            <select
              id="entry-direction"
              name="direction"
              value={draft.direction}
              onChange={(event) => change("direction", event.currentTarget.value as EntryDraft["direction"])}
            >
              <option value="incoming">Inkommen</option>
              <option value="outgoing">Utgående</option>
              <option value="internal">Upprättad internt</option>
            </select>
          </Labelled>
          {text("receivedOn", draft.direction === "incoming" ? "Inkom" : "Datum", { type: "date" })}
        </div>
        {text("counterpart", draft.direction === "outgoing" ? "Till" : "Från")}
        <label class="tick">
          <input
            type="checkbox"
            checked={draft.hideCounterpart}
            onChange={(event) => change("hideCounterpart", event.currentTarget.checked)}
          />{" "}
          Visa inte namnet för allmänheten
        </label>
        {!draft.hideCounterpart && (
          <label class="tick">
            <input
              type="checkbox"
              checked={draft.showCounterpart}
              onChange={(event) => change("showCounterpart", event.currentTarget.checked)}
            />{" "}
            Visa namnet även på webben (företag och myndigheter)
          </label>
        )}
        <Suggestions suggestions={start.suggestions} chosen={draft} take={(one) => setDraft((before) => ({ ...before, ...taken(one) }))} />
        <div class="two">
          {text("documentType", "Handlingstyp", { list: "document-kinds" })}
          {text("classificationCode", "Klassificering")}
        </div>
        <datalist id="document-kinds">
          {kinds.map((kind) => (
            <option key={kind} value={kind} />
          ))}
        </datalist>
        {text("caseOfficer", "Handläggare")}
        <label class="tick">
          <input type="checkbox" name="secret" checked={draft.secret} onChange={(event) => change("secret", event.currentTarget.checked)} />{" "}
          Sekretessmarkera
        </label>
        {draft.secret && (
          <div class="two">
            {text("provision", "Lagrum", { placeholder: "OSL 26:1" })}
            {text("secrecyAuthority", "Beslutad av", { placeholder: "frivilligt" })}
          </div>
        )}
        {text("note", "Anteckning")}
        <section class="public" aria-label="Så ser allmänheten den">
          <b>Så ser allmänheten den</b>
          <span aria-live="polite">{publicLine(draft)}</span>
        </section>
        {tried && Object.keys(wrong).length > 0 && (
          <p class="fault" role="alert">
            {Object.keys(wrong).length === 1 ? "Ett fält behöver rättas." : `${Object.keys(wrong).length} fält behöver rättas.`}
          </p>
        )}
      </div>
      <div class="go">
        <button type="submit" class="primary" aria-disabled={working} aria-keyshortcuts="Control+Enter">
          {working ? "Diarieför …" : "Diarieför"} <kbd>Ctrl ↵</kbd>
        </button>
        {children}
      </div>
    </form>
  );
}

/** Cases that the message may belong to, and why each. */
function Cases({ cases, chosen, choose }: { cases: readonly SuggestedCase[]; chosen: string; choose: (number: string) => void }) {
  if (cases.length === 0) return null;
  return (
    <section aria-labelledby="cases">
      <b id="cases" class="small">
        Kan höra till
      </b>
      <ul class="suggestions">
        {cases.map((one) => (
          <li key={one.number}>
            <button type="button" aria-pressed={one.number === chosen} onClick={() => choose(one.number)}>
              <strong>{one.number}</strong> {one.title} <span class="small">{one.reason}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const targets = { evolution: "diarium", personalFile: "personakt", otherSystem: "verksamhetssystem" } as const;

/** What the records schedule says about documents like this one: a click takes type and code over, the rest is for reading. */
function Suggestions({
  suggestions,
  chosen,
  take,
}: {
  suggestions: readonly FilingSuggestion[];
  chosen: EntryDraft;
  take: (one: FilingSuggestion) => void;
}) {
  if (suggestions.length === 0) return null;
  return (
    <section aria-labelledby="schedule">
      <b id="schedule" class="small">
        Ur dokumenthanteringsplanen
      </b>
      <ul class="suggestions">
        {suggestions.map((one) => (
          <li key={`${one.classificationCode}${one.documentType}`}>
            <button
              type="button"
              aria-pressed={chosen.documentType === one.documentType && chosen.classificationCode === (one.classificationCode ?? "")}
              title={one.reason}
              onClick={() => take(one)}
            >
              <strong>{one.documentType}</strong>{" "}
              <span class="small">
                {[
                  one.classificationCode,
                  one.target && targets[one.target],
                  one.secrecy && `sekretess ${one.secrecy}`,
                  [one.disposal, one.retention].filter(Boolean).join(" ").toLowerCase(),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Labelled({
  label,
  name,
  fault,
  children,
}: {
  label: string;
  name: string;
  fault?: string | undefined;
  children: ComponentChildren;
}) {
  return (
    <div class="field">
      <label for={`entry-${name}`}>{label}</label>
      {children}
      {fault && (
        <span class="fault" id={`fault-${name}`}>
          {fault}
        </span>
      )}
    </div>
  );
}

function CaseSearch({
  client,
  authority,
  chosen,
  fault,
  choose,
}: {
  client: Client;
  authority: string;
  chosen: string;
  fault: string | undefined;
  choose: (number: string) => void;
}) {
  const [found, setFound] = useState<CaseView[] | null>(null);
  useEffect(() => {
    const running = new AbortController();
    const timer = setTimeout(() => {
      client
        .cases({ authority, search: chosen }, running.signal)
        .then((page) => setFound(page.items))
        .catch(() => undefined); // a search that fails leaves the number to be typed by hand
    }, 250);
    return () => {
      clearTimeout(timer);
      running.abort();
    };
  }, [client, authority, chosen]);
  return (
    <>
      <Labelled label="Ärendets nummer, eller ord ur ärendemeningen" name="existing" fault={fault}>
        <input
          id="entry-existing"
          name="existing"
          value={chosen}
          autocomplete="off"
          aria-invalid={fault ? "true" : undefined}
          aria-describedby={fault ? "fault-existing" : undefined}
          onInput={(event) => choose(event.currentTarget.value)}
        />
      </Labelled>
      <ul class="suggestions" aria-label="Ärenden">
        {found?.slice(0, 6).map((one) => (
          <li key={one.number}>
            <button type="button" aria-pressed={one.number === chosen} onClick={() => choose(one.number)}>
              <strong>{one.number}</strong> {one.title}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
