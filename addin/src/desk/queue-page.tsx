import { useEffect, useRef, useState } from "preact/hooks";
import type { DeskClient } from "../api/desk-client";
import { type Failure, isAbort, toFailure } from "../api/failure";
import type { EntryHelp, Me, NamedView, QueueChange, QueueDetail, QueueFilter, QueueItem } from "../api/shapes";
import { AskDialog, HelpDialog, type Question } from "./ask-dialog";
import { CampaignDialog } from "./campaign-dialog";
import { canUndo, Decide, isMe, isMine, isOpen, suggestedFor } from "./decide";
import { FailureNote } from "./failure-note";
import { commandOf } from "./keys";
import { Letter } from "./letter";
import { listen } from "./live";
import { QueueList } from "./queue-list";
import { Relations } from "./relations";
import { UploadDialog } from "./upload-dialog";
import { useQueue } from "./use-queue";
import { changeText } from "./words";

/** Changes that come close upon each other are read together. */
const together = 250;
/** A mail to the registrar names its message behind the #. */
const linked = () => /^#([0-9a-f-]{36})$/.exec(location.hash)?.[1] ?? null;

/** The queue, the message and the form side by side. */
export function QueueWork({ client, me, now, counted }: { client: DeskClient; me: Me; now: Date; counted: (queued: number) => void }) {
  const [filter, setFilter] = useState<QueueFilter>({});
  const [views, setViews] = useState<readonly NamedView[]>([]);
  const [chosen, setChosen] = useState<string | null>(linked);
  const [detail, setDetail] = useState<QueueDetail | null>(null);
  const [aid, setAid] = useState<{ of: string; help: EntryHelp | null } | null>(null);
  const [gathering, setGathering] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const [help, setHelp] = useState(false);
  const [upload, setUpload] = useState<{ files: FileList | null } | null>(null);
  const [over, setOver] = useState(false);
  const [working, setWorking] = useState(false);
  const [live, setLive] = useState(true);
  const [said, setSaid] = useState("");
  const [news, setNews] = useState("");
  const queue = useQueue(client, filter, setFailure);
  const { blocks, counts, refresh } = queue;
  const shown = useRef(detail);
  shown.current = detail;

  useEffect(() => {
    if (counts) counted(counts.queued + counts.claimed);
  }, [counts, counted]);

  useEffect(() => {
    client.views().then(setViews, () => undefined); // the queue is of use without them
  }, [client]);

  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = (changes: readonly QueueChange[]) => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void refresh();
      }, together);
      const seen = shown.current?.item;
      const mine = changes.filter((change) => change.id === seen?.id).at(-1);
      if (!seen || !mine || mine.version <= seen.version || isMe(mine.by, me)) return;
      client.queueItem(seen.id, stop.signal).then(
        (next) => {
          if (shown.current?.item.id !== next.item.id) return;
          setDetail(next);
          setNews(changeText(mine));
        },
        () => undefined, // a decision on what isn't there any more is refused, and says why
      );
    };
    void listen(client, { changed: heard, live: setLive }, stop.signal);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [client, refresh, me]);

  useEffect(() => {
    setDetail(null);
    setFailure(null);
    setNews("");
    if (!chosen) return;
    const running = new AbortController();
    client
      .queueItem(chosen, running.signal)
      .then(setDetail)
      .catch((error) => isAbort(error) || setFailure(toFailure(error)));
    return () => running.abort();
  }, [client, chosen]);

  // The form begins with what the server suggests; where that fails, it begins with the subject.
  const readable = detail?.content ? detail.item.id : null;
  useEffect(() => {
    if (!readable) return;
    const running = new AbortController();
    client.relations(readable, running.signal).then(
      (help) => setAid({ of: readable, help }),
      (error) => isAbort(error) || setAid({ of: readable, help: null }),
    );
    return () => running.abort();
  }, [client, readable]);
  const advice = aid?.of === readable ? aid : null;

  const step = (by: number) => {
    const at = blocks?.indexOf(chosen) ?? -1;
    const next = blocks?.at(at < 0 ? 0 : at + by);
    if (next) setChosen(next.id);
  };

  const claim = () => {
    if (!detail || !isOpen(detail.item)) return;
    const { id, version, claimedBy } = detail.item;
    if (isMine(detail.item, me)) void decide(() => client.release(id, version), "Släppt", false);
    else void decide(() => client.claim(id, version, Boolean(claimedBy)), claimedBy ? `Övertagen från ${claimedBy.name}` : "Tagen", false);
  };

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const command = commandOf(event);
      if (!command) return;
      event.preventDefault();
      if (command === "next" || command === "previous") step(command === "next" ? 1 : -1);
      else if (command === "enter")
        (document.querySelector<HTMLElement>(".form input[name=title]") ?? document.querySelector<HTMLElement>(".form button"))?.focus();
      else if (command === "claim") claim();
      else if (command === "open") detail?.restricted && !detail.content && setQuestion("open");
      else if (command === "undo") undo();
      else if (command === "return" || command === "redirect" || command === "notRegister" || command === "file")
        detail && isOpen(detail.item) && !working && setQuestion(command);
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
    setNews("");
    setQuestion(null);
    try {
      const at = blocks?.indexOf(detail.item.id) ?? -1;
      const next = goOn ? (blocks?.at(at + 1) ?? blocks?.at(at - 1)) : undefined;
      const item = await act();
      setSaid(item.outcome?.diaryNumber ? `${done} ${item.outcome.diaryNumber}.` : `${done}.`);
      if (next && next.id !== item.id) setChosen(next.id);
      else setDetail({ ...detail, item });
    } catch (error) {
      const why = toFailure(error);
      setFailure(why);
      if (why.code === "changedMeanwhile" || why.code === "alreadyDecided" || why.code === "noAnswer")
        await client.queueItem(detail.item.id).then(setDetail, () => undefined);
    } finally {
      setWorking(false);
      await refresh();
    }
  };

  const undo = () => {
    if (detail && canUndo(detail.item)) void decide(() => client.undo(detail.item.id, detail.item.version), "Ångrat", false);
  };

  const open = async (reason: string) => {
    if (!detail) return;
    setQuestion(null);
    try {
      setDetail(await client.open(detail.item.id, reason));
      await refresh();
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
    else if (question === "file") void decide(() => client.file(id, version, authority, text || null), `Lämnat till ${authority}`, false);
    else if (question === "receipt") void decide(() => client.receipt(id, version, text), "Kvitterat", false);
    else if (question === "move") void decide(() => client.move(id, version, { existing: text }), "Flyttat till", false);
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
        queue={queue}
        filter={filter}
        views={views}
        me={me}
        chosen={chosen}
        now={now}
        live={live}
        change={setFilter}
        choose={setChosen}
        upload={() => setUpload({ files: null })}
        save={(name) => void client.saveView(name, filter).then(setViews, (error) => setFailure(toFailure(error)))}
        remove={(name) => void client.removeView(name).then(setViews, (error) => setFailure(toFailure(error)))}
      />
      <div class="middle">
        <p role="status" class="said">
          {said}
        </p>
        <p role="status" class="news">
          {news}
        </p>
        {chosen && (
          <button type="button" class="link narrow" onClick={() => setChosen(null)}>
            Till kön
          </button>
        )}
        {failure && <FailureNote failure={failure} close={() => setFailure(null)} />}
        {detail ? (
          <Letter detail={detail} client={client} now={now} ask={() => setQuestion("open")}>
            {advice?.help && <Relations relations={advice.help.relations} choose={setChosen} gather={() => setGathering(true)} />}
          </Letter>
        ) : (
          <p class="empty" tabIndex={-1}>
            {chosen ? (failure ? "" : "Hämtar …") : "Välj ett meddelande i kön. Tryck ? för tangenter."}
          </p>
        )}
      </div>
      {detail && (
        <section class="form" aria-label="Registrera">
          <Decide
            detail={detail}
            help={advice}
            me={me}
            client={client}
            working={working}
            decide={decide}
            claim={claim}
            undo={undo}
            ask={setQuestion}
          />
        </section>
      )}
      {question && detail && (
        <AskDialog
          question={question}
          me={me}
          authority={detail.item.authority}
          suggested={suggestedFor(question, detail)}
          answer={answer}
          close={() => setQuestion(null)}
        />
      )}
      {gathering && detail && advice?.help && (
        <CampaignDialog
          client={client}
          item={detail.item}
          title={advice.help.title.title}
          done={({ caseNumber, items }) => {
            setGathering(false);
            setSaid(`Diariefört ${items.length} handlingar i ${caseNumber}.`);
            const own = items.find((one) => one.id === detail.item.id);
            if (own) setDetail({ ...detail, item: own });
            void refresh();
          }}
          close={() => setGathering(false)}
        />
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
            void refresh();
          }}
          close={(changed) => {
            setUpload(null);
            if (changed) void refresh();
          }}
        />
      )}
      {help && <HelpDialog close={() => setHelp(false)} />}
    </main>
  );
}
