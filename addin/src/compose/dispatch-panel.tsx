import { useEffect, useRef, useState } from "preact/hooks";
import type { OfferedCases } from "../api/shapes";
import { Bar, FailureBar } from "../read/parts";
import type { ComposeTexts } from "../texts/composeTexts";
import type { Choice, Dispatching, DispatchLook } from "./dispatch";

interface Shown {
  readonly dispatching: Dispatching;
  readonly t: ComposeTexts;
}

/** Which case the message goes into when it has been sent. */
export function DispatchPanel({ dispatching, t }: Shown) {
  const { look } = dispatching;
  const words = t.dispatch;
  return (
    <section class="stack" aria-labelledby="dispatch">
      <h2 id="dispatch">{words.title}</h2>
      {look.kind === "closed" && <Closed look={look} dispatching={dispatching} t={t} />}
      {look.kind === "choosing" && <Choosing look={look} dispatching={dispatching} t={t} />}
      {look.kind === "chosen" && <Chosen look={look} dispatching={dispatching} t={t} />}
      {look.kind === "used" && (
        <Bar tone="warn" icon="warning" title={words.used} role="status">
          <p>{words.usedText(look.dispatch.registration?.outcome?.diaryNumber ?? look.dispatch.caseNumber ?? "")}</p>
          <p>
            <button type="button" onClick={() => void dispatching.choose()}>
              {words.begin}
            </button>
          </p>
        </Bar>
      )}
    </section>
  );
}

function Closed({ look, dispatching, t }: Shown & { look: Extract<DispatchLook, { kind: "closed" }> }) {
  const { failure } = look;
  return (
    <>
      {failure === "notMarked" && <Bar tone="warn" icon="warning" title={t.dispatch.notMarked} role="alert" />}
      {failure && failure !== "notMarked" && <FailureBar failure={failure} />}
      <p>{t.dispatch.lead}</p>
      <p>
        <button type="button" onClick={() => void dispatching.choose()}>
          {t.dispatch.begin}
        </button>
      </p>
    </>
  );
}

const NEW = "new";
/** A number that is typed, in this authority's diary. */
const TYPED = "typed:";

function Choosing({ look, dispatching, t }: Shown & { look: Extract<DispatchLook, { kind: "choosing" }> }) {
  const words = t.dispatch;
  const { offered } = look;
  const [search, setSearch] = useState("");
  const [picked, setPicked] = useState<string | null>(null);
  const [title, setTitle] = useState(look.title);
  const [newTitle, setNewTitle] = useState("");
  const [number, setNumber] = useState("");
  const [authority, setAuthority] = useState("");
  const legend = useRef<HTMLLegendElement>(null);
  const isAsking = !offered;
  useEffect(() => legend.current?.focus(), [isAsking]);
  if (!offered) return look.failure ? <FailureBar failure={look.failure} act={() => void dispatching.search("")} /> : <p>{words.asking}</p>;

  const first = offered.cases.find((one) => one.reason === "thread")?.number ?? null;
  const place = picked ?? first ?? (offered.cases.length === 0 ? null : undefined);
  const where = authority || offered.opensIn[0]?.authority || "";
  const tells = title.trim() !== "" && dispatching.tells(title);
  const typed = offered.elsewhere.find((one) => place === TYPED + one.authority);
  const listed = offered.cases.find((one) => one.number === place);
  const enters = place === NEW ? entersNew(offered, where) : ((typed ?? listed)?.enters ?? true);
  const choice = chosen();
  function chosen(): Choice | null {
    if (place === NEW) return newTitle.trim() ? { newTitle: newTitle.trim(), authority: where } : null;
    if (typed) return number.trim() ? { existing: number.trim(), authority: typed.authority } : null;
    return listed ? { existing: listed.number, authority: listed.authority } : null;
  }
  return (
    <div class="stack entry">
      <form
        class="search"
        onSubmit={(event) => {
          event.preventDefault();
          void dispatching.search(search);
        }}
      >
        <label>
          {words.search}
          <input type="search" value={search} maxLength={200} onInput={(event) => setSearch(event.currentTarget.value)} />
        </label>
        <button type="submit">{words.searchGo}</button>
      </form>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (choice && !tells) void dispatching.use(choice, title.trim());
        }}
      >
        <fieldset class="choice">
          <legend ref={legend} tabIndex={-1}>
            {words.case}
          </legend>
          {offered.cases.map((one) => (
            <label key={one.number}>
              <input type="radio" name="case" required checked={place === one.number} onChange={() => setPicked(one.number)} />
              <span>
                <b>{one.number}</b> {one.title}
                {one.system && <span class="small"> {words.held(one.system)}</span>}
                {words.reasons[one.reason] && <span class="small"> {words.reasons[one.reason]}</span>}
              </span>
            </label>
          ))}
          {offered.elsewhere
            .filter((one) => !one.canSearch)
            .map((one) => (
              <label key={one.authority}>
                <input
                  type="radio"
                  name="case"
                  required
                  checked={place === TYPED + one.authority}
                  onChange={() => setPicked(TYPED + one.authority)}
                />
                {words.typed(one.system, one.committee)}
              </label>
            ))}
          <label>
            <input type="radio" name="case" required checked={place === NEW} onChange={() => setPicked(NEW)} />
            {words.newCase}
          </label>
        </fieldset>
        <p role="status" class="small">
          {look.searched !== "" && !offered.cases.some((one) => one.reason === "found") && words.none}
          {offered.elsewhere.filter((one) => one.isSilent).map((one) => ` ${words.silent(one.system)}`)}
        </p>
        {typed && (
          <label>
            {words.number}
            <input
              required
              value={number}
              maxLength={50}
              aria-describedby="number-hint"
              onInput={(event) => setNumber(event.currentTarget.value)}
            />
          </label>
        )}
        {typed && (
          <p class="small" id="number-hint">
            {words.numberHint(typed.system)}
          </p>
        )}
        {place === NEW && (
          <>
            <label>
              {words.newTitle}
              <input required value={newTitle} maxLength={300} onInput={(event) => setNewTitle(event.currentTarget.value)} />
            </label>
            {offered.opensIn.length > 1 && (
              <label>
                {words.authority}
                <select value={where} onChange={(event) => setAuthority(event.currentTarget.value)}>
                  {offered.opensIn.map((one) => (
                    <option key={one.authority} value={one.authority}>
                      {one.authority} {one.committee}
                    </option>
                  ))}
                </select>
              </label>
            )}
          </>
        )}
        <label>
          {words.document}
          <input
            required
            value={title}
            maxLength={300}
            aria-describedby="document-hint"
            aria-invalid={tells}
            onInput={(event) => setTitle(event.currentTarget.value)}
          />
        </label>
        <p class="small" id="document-hint">
          {tells ? words.tells : words.documentHint}
        </p>
        {!enters && <p class="small">{words.registrar}</p>}
        {look.failure && <FailureBar failure={look.failure} />}
        <p class="pair">
          <button type="submit" class="primary" disabled={look.working}>
            {words.use}
          </button>
          <button type="button" onClick={() => dispatching.close()}>
            {words.cancel}
          </button>
        </p>
      </form>
    </div>
  );
}

const entersNew = (offered: OfferedCases, authority: string): boolean =>
  offered.opensIn.find((one) => one.authority === authority)?.enters ?? false;

function Chosen({ look, dispatching, t }: Shown & { look: Extract<DispatchLook, { kind: "chosen" }> }) {
  const words = t.dispatch;
  const { dispatch, working, failure } = look;
  const target = useRef<HTMLParagraphElement>(null);
  useEffect(() => target.current?.focus(), []);
  return (
    <>
      <Bar
        tone="info"
        icon="document"
        title={dispatch.caseNumber ? words.chosen(dispatch.caseNumber) : words.chosenNew(dispatch.newTitle ?? "")}
        role="status"
      >
        <p ref={target} tabIndex={-1}>
          {dispatch.title}
        </p>
        {dispatch.unchecked && <p>{words.unchecked(dispatch.system ?? "")}</p>}
        <p>{dispatch.enters ? words.chosenText : words.chosenQueued}</p>
        <p class="pair">
          {dispatching.canSend && (
            <button type="button" class="primary" onClick={() => dispatching.send()}>
              {words.sendNow}
            </button>
          )}
          <button type="button" disabled={working} onClick={() => void dispatching.undo()}>
            {words.undo}
          </button>
        </p>
      </Bar>
      {failure && <FailureBar failure={failure} />}
    </>
  );
}
