import { useEffect, useState } from "preact/hooks";
import type { Client } from "../api/client";
import { type Failure, isAbort, toFailure } from "../api/failure";
import type { MailboxCount, Me, Statistics } from "../api/shapes";
import { FailureNote } from "../desk/failure-note";
import { statistics } from "./asks";
import { Bars, Columns } from "./chart";
import { monthName, number, outcomes, times } from "./words";

const groups: Record<Exclude<MailboxCount["kind"], "functional">, string> = {
  individual: "Personliga brevlådor, alla tillsammans",
  uploaded: "Uppladdade filer",
  rest: "Övriga brevlådor, tillsammans",
};

const within = (days: number): string =>
  days === 0 ? "samma dag som de kom in" : days === 1 ? "senast nästa arbetsdag" : `inom ${number(days)} arbetsdagar`;

/** How the work goes, in pictures. Nobody is named, and what is so little that it could point at somebody isn't told. */
export function StatisticsPage({ client, me }: { client: Client; me: Me }) {
  const [authority, setAuthority] = useState("");
  const [found, setFound] = useState<Statistics | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    const running = new AbortController();
    statistics(client, { authority }, running.signal)
      .then(setFound)
      .catch((error) => isAbort(error) || setFailure(toFailure(error)));
    return () => running.abort();
  }, [client, authority]);
  const few = found ? `färre än ${found.smallestNumber}` : "";
  const nameOf = new Map(me.allAuthorities.map((one) => [one.series, one.name]));
  return (
    <>
      <h2 class="title" tabIndex={-1}>
        Statistik
      </h2>
      {me.overlooks.length === 0 && (
        <p>Du har ingen brevlåda i kommunens register, och ingen myndighet är angiven för dig. Därför finns inget att visa.</p>
      )}
      {me.overlooks.length > 1 && (
        <label class="choose">
          Diarium
          <select value={authority} onChange={(event) => setAuthority(event.currentTarget.value)}>
            <option value="">Alla</option>
            {me.overlooks.map((series) => (
              <option key={series} value={series}>
                {series} {nameOf.get(series)}
              </option>
            ))}
          </select>
        </label>
      )}
      {failure && <FailureNote failure={failure} close={() => setFailure(null)} />}
      {!found && !failure && <p role="status">Hämtar …</p>}
      {found && (
        <>
          <p class="lead" role="status">
            {found.medianWorkingDays === null || found.medianWorkingDays === undefined
              ? "Ännu är för lite diariefört för att säga hur lång tid det tar."
              : `Hälften av handlingarna diariefördes ${within(found.medianWorkingDays)}.`}
          </p>
          <div class="charts">
            <Columns
              title="In till registrator och diariefört, månad för månad"
              kinds={["Skickade till registrator", "Diarieförda", "Återsända"]}
              columns={found.months.map((one) => ({
                name: monthName(one.month),
                counts: [one.sent ?? null, one.entered ?? null, one.returned ?? null],
              }))}
              few={few}
            />
            <Bars
              title="Tid från att handlingen kom in till att den diariefördes"
              unit="Handlingar"
              bars={found.times.map((one) => ({ name: times[one.time], count: one.count ?? null }))}
              few={few}
            />
            <Bars
              title="Vad det blev"
              unit="Meddelanden"
              bars={found.outcomes.map((one) => ({ name: outcomes[one.outcome], count: one.count ?? null }))}
              few={few}
            />
            <Bars
              title="Varifrån det skickades"
              unit="Meddelanden"
              bars={found.mailboxes.map((one) => ({
                name: one.kind === "functional" ? (one.name ?? "") : groups[one.kind],
                count: one.sent ?? null,
              }))}
              few={few}
            />
            <Bars
              title="Regeln som avgjorde bedömningen"
              unit="Meddelanden"
              bars={found.rules.map((one) => ({
                name: one.text ? `${one.text} (${one.cites})` : "Övriga regler, tillsammans",
                count: one.sent ?? null,
              }))}
              few={few}
            />
          </div>
          <p class="small">
            {monthName(found.from)}–{monthName(found.to)}. Tal under {found.smallestNumber} visas inte, och inte heller tal som skulle röja
            dem. Inga personer räknas var för sig.
          </p>
        </>
      )}
    </>
  );
}
