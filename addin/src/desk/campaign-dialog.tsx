import { useEffect, useState } from "preact/hooks";
import type { DeskClient } from "../api/desk-client";
import { type Failure, isAbort, toFailure } from "../api/failure";
import type { CampaignEntered, LikeMessage, QueueItem } from "../api/shapes";
import { Dialog } from "./dialog";
import { FailureNote } from "./failure-note";

/** Many letters, one case: chosen by the registrar among those that are worded nearly the same, and entered in one act. */
export function CampaignDialog({
  client,
  item,
  title,
  done,
  close,
}: {
  client: DeskClient;
  item: QueueItem;
  /** Suggested for the case. */
  title: string;
  done: (entered: CampaignEntered) => void;
  close: () => void;
}) {
  const [alike, setAlike] = useState<readonly LikeMessage[] | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [caseTitle, setCaseTitle] = useState(title);
  const [documentTitle, setDocumentTitle] = useState("Synpunkt");
  const [hidden, setHidden] = useState(false);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  useEffect(() => {
    const running = new AbortController();
    client
      .similar(item.id, running.signal)
      .then(setAlike)
      .catch((error) => isAbort(error) || setFailure(toFailure(error)));
    return () => running.abort();
  }, [client, item.id]);

  const chosen = [item, ...(alike ?? []).map((one) => one.item).filter((one) => !left.has(one.id))];
  const enter = async (event: Event) => {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    setFailure(null);
    try {
      done(
        await client.enterCampaign({
          entry: {
            case: { newTitle: caseTitle.trim(), newPublicTitle: caseTitle.trim() },
            title: documentTitle.trim(),
            publicTitle: documentTitle.trim(),
            direction: "incoming",
            receivedOn: item.receivedAt.slice(0, 10),
            hideCounterpart: hidden,
            showCounterpart: false,
          },
          items: chosen.map(({ id, version }) => ({ id, version })),
        }),
      );
    } catch (error) {
      setFailure(toFailure(error));
      setSending(false);
    }
  };

  return (
    <Dialog title="Samla till ett ärende" close={close} wide>
      <form class="stack" onSubmit={(event) => void enter(event)}>
        {failure && <FailureNote failure={failure} />}
        {failure && <p>Inget har diarieförts: alla meddelanden diarieförs, eller inget.</p>}
        <label>
          Ärendemening
          <input required maxLength={300} value={caseTitle} onInput={(event) => setCaseTitle(event.currentTarget.value)} />
        </label>
        <label>
          Rubrik för varje handling
          <input required maxLength={300} value={documentTitle} onInput={(event) => setDocumentTitle(event.currentTarget.value)} />
        </label>
        <label class="tick">
          <input type="checkbox" checked={hidden} onChange={(event) => setHidden(event.currentTarget.checked)} /> Visa inte namnen för
          allmänheten
        </label>
        <p class="small">Allmänheten ser ärendemeningen och rubriken som de står här. Avsändare och dag tas ur varje brev.</p>
        {alike === null && !failure && <p role="status">Hämtar …</p>}
        {alike && (
          <fieldset class="alike" aria-label="Meddelanden">
            <label class="tick">
              <input type="checkbox" checked disabled /> {item.from?.name || item.from?.address || "Okänd avsändare"} (det du läser)
            </label>
            {alike.map((one) => (
              <label key={one.item.id} class="tick">
                <input
                  type="checkbox"
                  checked={!left.has(one.item.id)}
                  onChange={() => {
                    const next = new Set(left);
                    if (!next.delete(one.item.id)) next.add(one.item.id);
                    setLeft(next);
                  }}
                />{" "}
                {one.item.from?.name || one.item.from?.address || "Okänd avsändare"} · {Math.round(one.likeness * 100)} % lika
              </label>
            ))}
          </fieldset>
        )}
        <div class="go">
          <button type="submit" class="primary" aria-disabled={sending || chosen.length < 2}>
            {sending ? "Diarieför …" : `Diarieför ${chosen.length} i ett ärende`}
          </button>
          <button type="button" onClick={close}>
            Avbryt
          </button>
        </div>
      </form>
    </Dialog>
  );
}
