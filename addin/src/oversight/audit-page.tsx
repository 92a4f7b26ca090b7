import { useEffect, useState } from "preact/hooks";
import type { Client } from "../api/client";
import { type Failure, isAbort, toFailure } from "../api/failure";
import type { AuditAct, AuditCount, AuditRow, AuditVerification, Me } from "../api/shapes";
import { FailureNote } from "../desk/failure-note";
import { whenText } from "../texts/days";
import { type AuditAsked, audit, auditCounts, exportAudit, verifyAudit } from "./asks";
import { acts, faults, monthName, number } from "./words";

/** Whoever reads the trail row by row; the others see counts. */
const readers = ["HeadRegistrar", "Archivist"];

/** What has been done and by whom, and whether the trail is whole. */
export function AuditPage({ client, me }: { client: Client; me: Me }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const fail = (error: unknown) => isAbort(error) || setFailure(toFailure(error));
  const reads = me.roles.some((role) => readers.includes(role));
  return (
    <>
      <h2 class="title" tabIndex={-1}>
        Händelselogg
      </h2>
      <p>
        Varje beslut och varje läsning av begränsat innehåll står i loggen. Den rymmer inga ord ur meddelandena. Rader kan varken ändras,
        tas bort eller flyttas utan att det märks.
      </p>
      {failure && <FailureNote failure={failure} close={() => setFailure(null)} />}
      <Verification client={client} fail={fail} />
      {reads ? <Rows client={client} me={me} fail={fail} /> : <Counts client={client} fail={fail} />}
    </>
  );
}

function Verification({ client, fail }: { client: Client; fail: (error: unknown) => void }) {
  const [working, setWorking] = useState(false);
  const [found, setFound] = useState<AuditVerification | null>(null);
  const check = () => {
    if (working) return;
    setWorking(true);
    verifyAudit(client)
      .then(setFound, fail)
      .finally(() => setWorking(false));
  };
  return (
    <section class="verify" aria-label="Kontroll av loggen">
      <p class="go">
        <button type="button" aria-disabled={working} onClick={check}>
          {working ? "Läser hela loggen …" : "Kontrollera att loggen är hel"}
        </button>
      </p>
      <div role="status">
        {found && !found.fault && (
          <div class="bar ok">
            <h3>Loggen är hel: {found.rows === 1 ? "1 rad" : `${number(found.rows)} rader`}</h3>
            <p>Spara raden nedan på annan plats. Med den kan ingen skriva om loggen utan att det märks.</p>
            <p>
              <code>
                {found.rows}:{found.hash}
              </code>
            </p>
          </div>
        )}
        {found?.fault && (
          <div class="bar bad">
            <h3>Loggen är inte hel från rad {number(found.row ?? 0)}</h3>
            <p>{faults[found.fault]} Raderna före den är rätt. Kontakta den som ansvarar för databasen, och ändra inget.</p>
          </div>
        )}
      </div>
    </section>
  );
}

function Rows({ client, me, fail }: { client: Client; me: Me; fail: (error: unknown) => void }) {
  const [asked, setAsked] = useState<AuditAsked>({});
  const [rows, setRows] = useState<AuditRow[] | null>(null);
  const [before, setBefore] = useState<number | null>(null);
  const now = new Date();
  useEffect(() => {
    const running = new AbortController();
    audit(client, asked, running.signal)
      .then((page) => {
        setRows((shown) => (asked.before && shown ? [...shown, ...page.items] : page.items));
        setBefore(page.before ?? null);
      })
      .catch(fail);
    return () => running.abort();
  }, [client, asked]);
  const change = (more: AuditAsked) => setAsked(({ before: _, ...same }) => ({ ...same, ...more }));
  const day = (name: "from" | "to", label: string) => (
    <label>
      {label}
      <input type="date" value={asked[name] ?? ""} onChange={(event) => change({ [name]: event.currentTarget.value })} />
    </label>
  );
  const save = (format: "csv" | "json") =>
    exportAudit(client, format, asked)
      .then((file) => {
        const address = URL.createObjectURL(file);
        Object.assign(document.createElement("a"), { href: address, download: `handelselogg.${format}` }).click();
        URL.revokeObjectURL(address);
      })
      .catch(fail);
  return (
    <section aria-label="Rader">
      <div class="filters">
        <label>
          Händelse
          <select value={asked.act ?? ""} onChange={(event) => change({ act: event.currentTarget.value as AuditAct | "" })}>
            <option value="">Alla</option>
            {(Object.keys(acts) as AuditAct[]).map((act) => (
              <option key={act} value={act}>
                {acts[act]}
              </option>
            ))}
          </select>
        </label>
        <label>
          Diarium
          <select value={asked.authority ?? ""} onChange={(event) => change({ authority: event.currentTarget.value })}>
            <option value="">Alla</option>
            {me.overlooks.map((series) => (
              <option key={series}>{series}</option>
            ))}
          </select>
        </label>
        {day("from", "Från och med")}
        {day("to", "Till och med")}
      </div>
      <p class="go">
        <button type="button" onClick={() => void save("csv")}>
          Hämta som CSV
        </button>
        <button type="button" onClick={() => void save("json")}>
          Hämta som JSON
        </button>
        <span class="small">Att du hämtar loggen antecknas i den.</span>
      </p>
      {rows === null && <p role="status">Hämtar …</p>}
      {rows?.length === 0 && <p class="empty">Inga händelser.</p>}
      <ol class="rows" reversed>
        {rows?.map((row) => (
          <li key={row.number} value={row.number}>
            <b>{acts[row.act]}</b> <span>{row.byName}</span>
            <span class="small">{[whenText(row.at, now), row.authority, row.detail, `rad ${row.number}`].filter(Boolean).join(" · ")}</span>
            {row.reason && <span>Skäl: {row.reason}</span>}
            {row.registration && asked.registration !== row.registration && (
              <button type="button" class="link" onClick={() => change({ registration: row.registration ?? "" })}>
                Visa allt om samma meddelande<span class="unseen">, rad {row.number}</span>
              </button>
            )}
          </li>
        ))}
      </ol>
      {asked.registration && (
        <p>
          <button type="button" onClick={() => change({ registration: "" })}>
            Visa alla meddelanden
          </button>
        </p>
      )}
      {before && (
        <p>
          <button type="button" onClick={() => setAsked({ ...asked, before })}>
            Visa äldre
          </button>
        </p>
      )}
    </section>
  );
}

function Counts({ client, fail }: { client: Client; fail: (error: unknown) => void }) {
  const [counts, setCounts] = useState<AuditCount[] | null>(null);
  useEffect(() => {
    const running = new AbortController();
    auditCounts(client, running.signal).then(setCounts).catch(fail);
    return () => running.abort();
  }, [client]);
  const months = [...new Set(counts?.map((one) => one.month))].reverse();
  return (
    <section aria-label="Antal">
      {counts === null && <p role="status">Hämtar …</p>}
      {counts?.length === 0 && <p class="empty">Inga händelser.</p>}
      {counts?.some((one) => one.count === null || one.count === undefined) && (
        <p class="small">”Få” står för tal som är så små att de kunde peka ut någon.</p>
      )}
      {months.map((month) => (
        <table key={month}>
          <caption>{monthName(month)}</caption>
          <thead>
            <tr>
              <th scope="col">Händelse</th>
              <th scope="col">Antal</th>
            </tr>
          </thead>
          <tbody>
            {counts
              ?.filter((one) => one.month === month)
              .map((one) => (
                <tr key={one.act}>
                  <th scope="row">{acts[one.act]}</th>
                  <td>{one.count === null || one.count === undefined ? "få" : number(one.count)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      ))}
    </section>
  );
}
