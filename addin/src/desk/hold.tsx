import { useEffect, useState } from "preact/hooks";
import type { DeskClient } from "../api/desk-client";
import { type Failure, isAbort, toFailure } from "../api/failure";
import type { HoldView, QueueItem } from "../api/shapes";
import { dayOf } from "../texts/days";
import { AnswerDialog } from "./dialog";
import { FailureNote } from "./failure-note";

/** Whether a message may be removed: what somebody has asked to see is kept, here and in the mailbox, until the request is answered. */
export function Hold({ item, client }: { item: QueueItem; client: DeskClient }) {
  const [standing, setStanding] = useState<HoldView[]>([]);
  const [asked, setAsked] = useState<"place" | HoldView | null>(null);
  const [reason, setReason] = useState("");
  const [failure, setFailure] = useState<Failure | null>(null);

  useEffect(() => {
    const running = new AbortController();
    client
      .holds(running.signal)
      .then((all) => setStanding(all.filter((one) => one.item.id === item.id)))
      .catch((error) => isAbort(error) || setFailure(toFailure(error)));
    return () => running.abort();
  }, [client, item.id]);

  const ask = (what: "place" | HoldView) => {
    setReason("");
    setAsked(what);
  };

  const answer = async () => {
    const what = asked;
    setAsked(null);
    try {
      if (what === "place") setStanding([await client.placeHold(item.id, reason.trim()), ...standing]);
      else if (what) {
        await client.liftHold(what.id, reason.trim());
        setStanding(standing.filter((one) => one.id !== what.id));
      }
    } catch (error) {
      setFailure(toFailure(error));
    }
  };

  return (
    <div class="stack">
      {failure && <FailureNote failure={failure} close={() => setFailure(null)} />}
      {standing.map((one) => (
        <p key={one.id} class="bar info">
          Spärrat mot gallring av {one.by.name} {dayOf(one.at)}: {one.reason}{" "}
          <button type="button" class="link" onClick={() => ask(one)}>
            Häv spärren
          </button>
        </p>
      ))}
      <p>
        <button type="button" class="link" onClick={() => ask("place")}>
          Spärra mot gallring
        </button>
      </p>
      {asked && (
        <AnswerDialog
          title={asked === "place" ? "Spärra mot gallring" : "Häv spärren"}
          go={asked === "place" ? "Spärra" : "Häv"}
          answer={() => void answer()}
          close={() => setAsked(null)}
        >
          <p>
            {asked === "place"
              ? "Originalet tas inte bort, varken här eller i brevlådan, förrän spärren hävs. Använd den när någon har begärt att få se handlingen."
              : "Därefter tas originalet bort när dess tid är ute."}
          </p>
          <label>
            {asked === "place" ? "Vilken begäran gäller det?" : "Varför hävs den?"}
            <textarea
              rows={2}
              required
              minLength={3}
              maxLength={1000}
              value={reason}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </label>
        </AnswerDialog>
      )}
    </div>
  );
}
