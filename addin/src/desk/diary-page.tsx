import { useCallback, useEffect, useState } from "preact/hooks";
import type { DeskClient } from "../api/desk-client";
import { type Failure, isAbort, toFailure } from "../api/failure";
import type { CaseDetail, CasePage, CaseView, CorrectRequest, EntryView, Me } from "../api/shapes";
import { dayOf } from "../texts/days";
import { AskDialog } from "./ask-dialog";
import { CorrectDialog } from "./correct-dialog";
import { Entry } from "./entry";
import { FailureNote } from "./failure-note";

/** Cases and their documents; what was voided stays, and says so. */
export function DiaryPage({ client, me }: { client: DeskClient; me: Me }) {
  const [search, setSearch] = useState("");
  const [authority, setAuthority] = useState("");
  const [page, setPage] = useState(1);
  const [found, setFound] = useState<CasePage | null>(null);
  const [chosen, setChosen] = useState<CaseView | null>(null);
  const [detail, setDetail] = useState<CaseDetail | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [voiding, setVoiding] = useState<string | null>(null);
  const [correcting, setCorrecting] = useState<EntryView | null>(null);

  useEffect(() => {
    const running = new AbortController();
    const timer = setTimeout(() => {
      client
        .cases({ search: search.trim(), authority, page }, running.signal)
        .then((next) => setFound((before) => (page > 1 && before ? { ...next, items: [...before.items, ...next.items] } : next)))
        .catch((error) => isAbort(error) || setFailure(toFailure(error)));
    }, 200);
    return () => {
      clearTimeout(timer);
      running.abort();
    };
  }, [client, search, authority, page]);

  const read = useCallback(
    (one: CaseView, signal?: AbortSignal) =>
      client
        .oneCase(one, signal)
        .then(setDetail)
        .catch((error) => isAbort(error) || setFailure(toFailure(error))),
    [client],
  );

  useEffect(() => {
    setDetail(null);
    if (!chosen) return;
    const running = new AbortController();
    void read(chosen, running.signal);
    return () => running.abort();
  }, [read, chosen]);

  const makeVoid = async (reason: string) => {
    if (!voiding || !chosen) return;
    const id = voiding;
    setVoiding(null);
    try {
      await client.voidEntry(id, reason);
      await read(chosen);
    } catch (error) {
      setFailure(toFailure(error));
    }
  };

  const correct = async (request: CorrectRequest) => {
    if (!correcting || !chosen) return;
    const id = correcting.id;
    setCorrecting(null);
    try {
      await client.correctEntry(id, request);
      await read(chosen);
    } catch (error) {
      setFailure(toFailure(error));
    }
  };

  return (
    <main class={chosen ? "work two chosen" : "work two"}>
      <section class="queue" aria-label="Ärenden">
        <div class="filters">
          <label class="wide">
            Sök nummer eller ärendemening
            <input
              id="search"
              type="search"
              value={search}
              onInput={(event) => {
                setSearch(event.currentTarget.value);
                setPage(1);
              }}
            />
          </label>
          <label>
            Diarium
            <select
              value={authority}
              onChange={(event) => {
                setAuthority(event.currentTarget.value);
                setPage(1);
              }}
            >
              <option value="">Alla</option>
              {me.authorities.map((series) => (
                <option key={series}>{series}</option>
              ))}
            </select>
          </label>
        </div>
        {found?.total === 0 && <p class="empty">Inga ärenden.</p>}
        <ul class="items">
          {found?.items.map((one) => (
            <li key={one.number}>
              <button
                type="button"
                class="item"
                aria-current={one.number === chosen?.number ? "true" : undefined}
                onClick={() => setChosen(one)}
              >
                <b>{one.number}</b>
                <span>{one.documents === 1 ? "1 handling" : `${one.documents} handlingar`}</span>
                <span class="subject">{one.title}</span>
                <span class="meta">
                  Upplagt {dayOf(one.openedAt)}
                  {one.caseOfficer && ` · ${one.caseOfficer}`}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {found && found.items.length < found.total && (
          <button type="button" onClick={() => setPage(page + 1)}>
            Visa fler
          </button>
        )}
      </section>
      <div class="middle">
        {chosen && (
          <button type="button" class="link narrow" onClick={() => setChosen(null)}>
            Till ärendena
          </button>
        )}
        {failure && <FailureNote failure={failure} close={() => setFailure(null)} />}
        {detail ? (
          <section class="letter" aria-label="Ärende">
            <h2 class="title" tabIndex={-1}>
              {detail.case.number} {detail.case.title}
            </h2>
            <p class="small">För allmänheten: {detail.case.publicTitle}</p>
            <ul class="entries">
              {detail.entries.map((entry) => (
                <Entry key={entry.id} entry={entry} makeVoid={() => setVoiding(entry.id)} correct={() => setCorrecting(entry)} />
              ))}
            </ul>
          </section>
        ) : (
          <p class="empty" tabIndex={-1}>
            {chosen ? "Hämtar …" : "Välj ett ärende."}
          </p>
        )}
      </div>
      {correcting && <CorrectDialog entry={correcting} correct={(request) => void correct(request)} close={() => setCorrecting(null)} />}
      {voiding && (
        <AskDialog question="void" me={me} authority="" answer={(reason) => void makeVoid(reason)} close={() => setVoiding(null)} />
      )}
    </main>
  );
}
