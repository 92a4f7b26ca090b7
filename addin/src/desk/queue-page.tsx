import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Client } from "../api/client";
import { type Failure, isAbort, toFailure } from "../api/failure";
import type { EntryRequest, Me, QueueDetail, QueueItem, QueuePage } from "../api/shapes";
import { EntryForm } from "../entry/entry-form";
import { AskDialog, HelpDialog, type Question } from "./ask-dialog";
import { FailureNote } from "./failure-note";
import { commandOf } from "./keys";
import { Letter } from "./letter";
import { type Filter, pageSize, QueueList } from "./queue-list";
import { UploadDialog } from "./upload-dialog";

const pollEvery = 15_000;
/** A mail to the registrar names its message behind the #. */
const linked = () => /^#([0-9a-f-]{36})$/.exec(location.hash)?.[1] ?? null;
const first: Filter = { state: "", authority: "", search: "", mine: false, restricted: false, page: 1 };

/** The queue, the message and the form side by side. */
export function QueueWork({ client, me, now, counted }: { client: Client; me: Me; now: Date; counted: (queued: number) => void }) {
  const [filter, setFilter] = useState(first);
  const [found, setFound] = useState<QueuePage | null>(null);
  const [chosen, setChosen] = useState<string | null>(linked);
  const [detail, setDetail] = useState<QueueDetail | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const [help, setHelp] = useState(false);
  const [upload, setUpload] = useState<{ files: FileList | null } | null>(null);
  const [over, setOver] = useState(false);
  const [working, setWorking] = useState(false);
  const [said, setSaid] = useState("");
  const latest = useRef(filter);
  latest.current = filter;

  const load = useCallback(
    async (signal?: AbortSignal) => {
      const { search, ...rest } = latest.current;
      try {
        const next = await client.queue({ ...rest, search: search.trim(), pageSize }, signal);
        setFound(next);
        counted(next.counts.queued + next.counts.claimed);
      } catch (error) {
        if (!isAbort(error)) setFailure(toFailure(error));
      }
    },
    [client, counted],
  );

  useEffect(() => {
    const running = new AbortController();
    const timer = setTimeout(() => void load(running.signal), 200);
    return () => {
      clearTimeout(timer);
      running.abort();
    };
  }, [load, filter.state, filter.authority, filter.search, filter.mine, filter.restricted, filter.page]);

  useEffect(() => {
    const look = () => void (document.visibilityState === "visible" && load());
    const timer = setInterval(look, pollEvery);
    window.addEventListener("focus", look);
    return () => {
      clearInterval(timer);
      window.removeEventListener("focus", look);
    };
  }, [load]);

  useEffect(() => {
    setDetail(null);
    setFailure(null);
    if (!chosen) return;
    const running = new AbortController();
    client
      .queueItem(chosen, running.signal)
      .then(setDetail)
      .catch((error) => isAbort(error) || setFailure(toFailure(error)));
    return () => running.abort();
  }, [client, chosen]);

  const items = found?.items ?? [];
  const step = (by: number) => {
    const at = items.findIndex((item) => item.id === chosen);
    const next = items[at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + by))];
    if (next) setChosen(next.id);
  };

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const command = commandOf(event);
      if (!command) return;
      event.preventDefault();
      if (command === "next" || command === "previous") step(command === "next" ? 1 : -1);
      else if (command === "enter")
        (document.querySelector<HTMLElement>(".form input[name=title]") ?? document.querySelector<HTMLElement>(".form button"))?.focus();
      else if (command === "return") detail && isOpen(detail.item) && setQuestion("return");
      else if (command === "search") document.getElementById("search")?.focus();
      else setHelp(true);
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  });

  /** After a decision the next message is shown by itself. */
  const decide = async (act: () => Promise<QueueItem>, done: string, goOn = true) => {
    if (working || !detail) return;
    setWorking(true);
    setFailure(null);
    setQuestion(null);
    try {
      const item = await act();
      setSaid(item.outcome?.diaryNumber ? `${done} ${item.outcome.diaryNumber}.` : `${done}.`);
      const at = items.findIndex((one) => one.id === item.id);
      const next = goOn ? (items[at + 1] ?? items[at - 1]) : undefined;
      if (next) setChosen(next.id);
      else setDetail({ ...detail, item });
    } catch (error) {
      const why = toFailure(error);
      setFailure(why);
      if (why.code === "changedMeanwhile" || why.code === "alreadyDecided" || why.code === "noAnswer")
        await client.queueItem(detail.item.id).then(setDetail, () => undefined);
    } finally {
      setWorking(false);
      await load();
    }
  };

  const open = async (reason: string) => {
    if (!detail) return;
    setQuestion(null);
    try {
      setDetail(await client.open(detail.item.id, reason));
      await load();
    } catch (error) {
      setFailure(toFailure(error));
    }
  };

  const answer = (text: string, authority: string) => {
    if (!detail || !question) return;
    const { id, version } = detail.item;
    if (question === "open") void open(text);
    else if (question === "return") void decide(() => client.giveBack(id, version, text), "Återsänt");
    else if (question === "redirect") void decide(() => client.redirect(id, version, authority, text || null), "Skickat vidare");
    else if (question === "notRegister") void decide(() => client.notRegister(id, version, text), "Registreras inte");
  };

  return (
    <main
      class={`work${chosen ? " chosen" : ""}${over ? " over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault(); // else the browser leaves the desk for the file
        setOver(event.dataTransfer?.types.includes("Files") ?? false);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (event.dataTransfer?.files.length && !upload) setUpload({ files: event.dataTransfer.files });
      }}
    >
      <QueueList
        found={found}
        filter={filter}
        me={me}
        chosen={chosen}
        now={now}
        change={(change) => setFilter({ ...filter, ...change })}
        choose={setChosen}
        upload={() => setUpload({ files: null })}
      />
      <div class="middle">
        <p role="status" class="said">
          {said}
        </p>
        {chosen && (
          <button type="button" class="link narrow" onClick={() => setChosen(null)}>
            Till kön
          </button>
        )}
        {failure && <FailureNote failure={failure} close={() => setFailure(null)} />}
        {detail ? (
          <Letter detail={detail} client={client} now={now} ask={() => setQuestion("open")} />
        ) : (
          <p class="empty" tabIndex={-1}>
            {chosen ? (failure ? "" : "Hämtar …") : "Välj ett meddelande i kön. Tryck ? för tangenter."}
          </p>
        )}
      </div>
      {detail && (
        <section class="form" aria-label="Registrera">
          <Decide detail={detail} me={me} client={client} working={working} decide={decide} ask={setQuestion} />
        </section>
      )}
      {question && detail && (
        <AskDialog question={question} me={me} authority={detail.item.authority} answer={answer} close={() => setQuestion(null)} />
      )}
      {upload && (
        <UploadDialog
          client={client}
          me={me}
          dropped={upload.files}
          done={(registration, said) => {
            setUpload(null);
            setSaid(said);
            if (me.authorities.includes(registration.authority)) setChosen(registration.id);
            void load();
          }}
          close={(changed) => {
            setUpload(null);
            if (changed) void load();
          }}
        />
      )}
      {help && <HelpDialog close={() => setHelp(false)} />}
    </main>
  );
}

const isOpen = (item: QueueItem) => item.state === "queued" || item.state === "claimed";

function Decide({
  detail,
  me,
  client,
  working,
  decide,
  ask,
}: {
  detail: QueueDetail;
  me: Me;
  client: Client;
  working: boolean;
  decide: (act: () => Promise<QueueItem>, done: string, goOn?: boolean) => Promise<void>;
  ask: (question: Question) => void;
}) {
  const { item, content } = detail;
  const { id, version } = item;
  if (!isOpen(item)) return <p>Ärendet är avgjort.</p>;
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
    </>
  );
  const mine = item.claimedBy?.address.toLowerCase() === me.address.toLowerCase();
  return (
    <>
      <h2>Registrera</h2>
      <p class="claim">
        {item.claimedBy ? (mine ? "Du har tagit den." : `${item.claimedBy.name} har tagit den.`) : "Ingen har tagit den."}{" "}
        {item.claimedBy ? (
          <button
            type="button"
            class="link"
            aria-disabled={working}
            onClick={() => void decide(() => client.release(id, version), "Släppt", false)}
          >
            Släpp
          </button>
        ) : (
          <button
            type="button"
            class="link"
            aria-disabled={working}
            onClick={() => void decide(() => client.claim(id, version), "Tagen", false)}
          >
            Ta den
          </button>
        )}
      </p>
      {content ? (
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
