import type { DeskClient } from "../api/desk-client";
import type { EntryHelp, EntryRequest, Me, Person, QueueDetail, QueueItem } from "../api/shapes";
import { EntryForm } from "../entry/entry-form";
import type { Question } from "./ask-dialog";

export const isMe = (person: Person | null | undefined, me: Me) => person?.address.toLowerCase() === me.address.toLowerCase();

export const isMine = (item: QueueItem, me: Me) => isMe(item.claimedBy, me);

export const isOpen = (item: QueueItem) => item.state === "queued" || item.state === "claimed" || item.state === "awaitingReceipt";

/** The server knows how long; it says so when it is too late. */
export const canUndo = (item: QueueItem) =>
  ["entered", "returned", "notRegistered", "redirected", "filed", "awaitingReceipt"].includes(item.state);

/** What the records schedule says about documents like this one. */
export function suggestedFor(question: Question, detail: QueueDetail): string[] {
  const rows = detail.content?.assessment.suggestions ?? [];
  if (question === "file")
    return [
      ...new Set(
        rows.flatMap((row) => (row.target === "personalFile" || row.target === "otherSystem" ? [row.storage ?? "Personakt"] : [])),
      ),
    ];
  if (question !== "notRegister") return [];
  return rows
    .filter((row) => row.disposal?.toLowerCase().startsWith("gallras"))
    .map((row) => `${row.documentType}: gallras ${row.retention ?? ""} enligt dokumenthanteringsplanen.`.replace("  ", " "));
}

/** What can be decided about a message, and the form. */
export function Decide({
  detail,
  help,
  me,
  client,
  working,
  decide,
  claim,
  undo,
  ask,
}: {
  detail: QueueDetail;
  help: { help: EntryHelp | null } | null;
  me: Me;
  client: DeskClient;
  working: boolean;
  decide: (act: () => Promise<QueueItem>, done: string, goOn?: boolean) => Promise<void>;
  claim: () => void;
  undo: () => void;
  ask: (question: Question) => void;
}) {
  const { item, content } = detail;
  const { id, version } = item;
  if (!isOpen(item))
    return (
      <>
        <p>Ärendet är avgjort.</p>
        {canUndo(item) && (
          <div class="go">
            <button type="button" aria-disabled={working} aria-keyshortcuts="u" onClick={undo}>
              Ångra beslutet <kbd>u</kbd>
            </button>
            {item.state === "entered" && (
              <button type="button" aria-disabled={working} onClick={() => working || ask("move")}>
                Flytta till ett annat ärende
              </button>
            )}
          </div>
        )}
      </>
    );
  if (item.state === "awaitingReceipt")
    return (
      <>
        <h2>Väntar på kvittens</h2>
        <p>
          Lämnat till {item.outcome?.system} av {item.outcome?.by.name}. Meddelandet står kvar som att göra tills kvittensen har kommit.
        </p>
        <div class="go">
          <button type="button" class="primary" aria-disabled={working} onClick={() => working || ask("receipt")}>
            Kvittera med referens
          </button>
          <button type="button" aria-disabled={working} aria-keyshortcuts="u" onClick={undo}>
            Ångra <kbd>u</kbd>
          </button>
        </div>
      </>
    );
  const ways = (
    <>
      <button type="button" aria-disabled={working} onClick={() => working || ask("return")} aria-keyshortcuts="r">
        Sänd åter <kbd>r</kbd>
      </button>
      <button type="button" aria-disabled={working} onClick={() => working || ask("redirect")}>
        Annat diarium
      </button>
      <button type="button" aria-disabled={working} onClick={() => working || ask("notRegister")}>
        Registrera inte
      </button>
      <button type="button" aria-disabled={working} onClick={() => working || ask("file")}>
        Akt eller system
      </button>
    </>
  );
  const mine = isMine(item, me);
  return (
    <>
      <h2>Registrera</h2>
      <p class="claim">
        {item.claimedBy ? (mine ? "Du har tagit den." : `${item.claimedBy.name} har tagit den.`) : "Ingen har tagit den."}
        {item.takenOverFrom && ` Övertagen från ${item.takenOverFrom}.`}{" "}
        <button type="button" class="link" aria-disabled={working} aria-keyshortcuts="t" onClick={claim}>
          {mine ? "Släpp" : item.claimedBy ? "Ta över" : "Ta den"}
        </button>
      </p>
      {content && !help ? (
        <p role="status">Hämtar förslag …</p>
      ) : content ? (
        <EntryForm
          key={id}
          start={{
            subject: content.subject,
            counterpart: item.direction === "outgoing" ? (content.to[0]?.name ?? "") : item.from?.name || item.from?.address || "",
            direction: item.direction,
            receivedAt: item.receivedAt,
            authority: item.authority,
            sensitive: item.sensitivity === "sensitive",
            subjectTells: content.assessment.findings.some((finding) => finding.where === "subject"),
            suggestions: content.assessment.suggestions,
            chosen: detail.chosen,
            title: help?.help?.title ?? null,
            cases: help?.help?.relations.cases ?? [],
          }}
          client={client}
          working={working}
          version={version}
          enter={(entry: EntryRequest) => void decide(() => client.enter(id, { ...entry, version }), "Diariefört")}
        >
          {ways}
        </EntryForm>
      ) : (
        <>
          <p class="small">Öppna meddelandet för att diarieföra det.</p>
          <div class="go">{ways}</div>
        </>
      )}
    </>
  );
}
