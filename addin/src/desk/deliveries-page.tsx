import { useCallback, useEffect, useState } from "preact/hooks";
import type { DeskClient } from "../api/desk-client";
import { type Failure, isAbort, toFailure } from "../api/failure";
import type { DeliveryItem, DeliveryPage } from "../api/shapes";
import { whenText } from "../texts/days";
import { adviceOf, failureText, stateText } from "./deliveries-words";
import { type DeliveryAnswer, DeliveryDialog, type DeliveryQuestion } from "./delivery-dialog";
import { FailureNote } from "./failure-note";
import { subject, writer } from "./words";

const pollEvery = 15_000;

/** What has been decided but isn't in its diary yet, and what a registrar can do about it. */
export function DeliveriesPage({ client, now, counted }: { client: DeskClient; now: Date; counted: (needPerson: number) => void }) {
  const [found, setFound] = useState<DeliveryPage | null>(null);
  const [page, setPage] = useState(1);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [asked, setAsked] = useState<{ question: DeliveryQuestion; item: DeliveryItem } | null>(null);
  const [working, setWorking] = useState(false);
  const [said, setSaid] = useState("");

  const load = useCallback(
    async (signal?: AbortSignal) => {
      try {
        const next = await client.deliveries(page, signal);
        setFound(next);
        counted(next.needPerson);
      } catch (error) {
        if (!isAbort(error)) setFailure(toFailure(error));
      }
    },
    [client, counted, page],
  );

  useEffect(() => {
    const running = new AbortController();
    void load(running.signal);
    const timer = setInterval(() => document.visibilityState === "visible" && void load(running.signal), pollEvery);
    return () => {
      clearInterval(timer);
      running.abort();
    };
  }, [load]);

  const act = async (does: () => Promise<DeliveryItem>, done: string) => {
    if (working) return;
    setWorking(true);
    setAsked(null);
    setFailure(null);
    try {
      await does();
      setSaid(done);
    } catch (error) {
      setFailure(toFailure(error));
    } finally {
      setWorking(false);
      await load();
    }
  };

  const answer = ({ caseNumber, diaryNumber, reference, reason }: DeliveryAnswer) => {
    if (!asked) return;
    const { id, version, system } = asked.item;
    if (asked.question === "settle")
      void act(
        () => client.settleDelivery(id, { version, caseNumber, diaryNumber, reference: reference || null }),
        `${diaryNumber} är bekräftad.`,
      );
    else if (asked.question === "giveUp") void act(() => client.giveUpDelivery(id, version, reason), "Meddelandet är tillbaka i kön.");
    else void act(() => client.retryDelivery(id, version, caseNumber || null), `Varamail skickar handlingen till ${system} igen.`);
  };

  return (
    <main class="deliveries">
      <h2 class="title" tabIndex={-1}>
        Leveranser
      </h2>
      <p>Handlingar som är diarieförda här men ännu inte finns i sitt diarium. Det som inte kommer vidare utan dig står först.</p>
      <p role="status" class="said">
        {said}
      </p>
      {failure && <FailureNote failure={failure} close={() => setFailure(null)} />}
      {found ? (
        <p class="small">
          {found.total === 0
            ? "Allt har kommit fram."
            : `${found.total === 1 ? "1 handling" : `${found.total} handlingar`} på väg, ${found.needPerson} behöver dig.`}
        </p>
      ) : (
        <p class="small">{failure ? "" : "Hämtar …"}</p>
      )}
      <ul class="entries">
        {found?.items.map((item) => (
          <li key={item.id} class={`delivery ${item.state}`}>
            <h3>{subject(item.item)}</h3>
            <p>
              <strong>{stateText(item)}</strong>
              {item.failure && `: ${failureText(item)}`}
            </p>
            {adviceOf(item) && <p>{adviceOf(item)}</p>}
            <p class="small">
              {item.item.authority} · {writer(item.item)} · {item.caseNumber ? `ärende ${item.caseNumber}` : "nytt ärende"} · skickad av{" "}
              {item.enteredBy.name} {whenText(item.since, now)}
              {item.blockedBy > 0 &&
                ` · väntar på ${item.blockedBy === 1 ? "en handling" : `${item.blockedBy} handlingar`} före i samma ärende`}
              {item.nextAt && item.attempts > 0 && ` · nästa försök ${whenText(item.nextAt, now)}`}
            </p>
            <div class="go">
              {item.mayRetry && (
                <button
                  type="button"
                  aria-disabled={working}
                  onClick={() =>
                    item.state === "uncertain"
                      ? setAsked({ question: "sendAgain", item })
                      : void act(() => client.retryDelivery(item.id, item.version), "Varamail försöker igen.")
                  }
                >
                  {item.state !== "uncertain"
                    ? "Försök igen nu"
                    : item.caseOnly
                      ? "Jag har sökt efter ärendet"
                      : `Den finns inte i ${item.system}`}
                </button>
              )}
              {item.state !== "waiting" && !item.caseOnly && (
                <button type="button" aria-disabled={working} onClick={() => setAsked({ question: "settle", item })}>
                  Den finns i {item.system}
                </button>
              )}
              {item.mayGiveUp && (
                <button type="button" class="link" aria-disabled={working} onClick={() => setAsked({ question: "giveUp", item })}>
                  Ta tillbaka till kön
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {found && found.total > page * 50 && (
        <button type="button" onClick={() => setPage(page + 1)}>
          Nästa sida
        </button>
      )}
      {page > 1 && (
        <button type="button" onClick={() => setPage(page - 1)}>
          Föregående sida
        </button>
      )}
      {asked && <DeliveryDialog question={asked.question} item={asked.item} answer={answer} close={() => setAsked(null)} />}
    </main>
  );
}
