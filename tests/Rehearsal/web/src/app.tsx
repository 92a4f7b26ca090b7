import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import * as api from "./api.ts";
import { Chooser } from "./chooser.tsx";
import { type Answer, answer, begin, resume } from "./compose/begin.ts";
import { ComposeWindow } from "./compose/composeWindow.tsx";
import type { Draft } from "./compose/draft.ts";
import type { Kind } from "./compose/draftEvents.ts";
import { Folders } from "./folders.tsx";
import { MessageList } from "./list.tsx";
import { type Addin, type Button, readManifest } from "./office/manifest.ts";
import { type Notice, Notices } from "./office/notices.ts";
import { readItem } from "./office/readItem.ts";
import { Pane } from "./pane.tsx";
import { ReadingPane } from "./reading.tsx";
import { RehearsalMenu } from "./rehearsalMenu.tsx";

const asked = () => new URLSearchParams(location.search).get("as") ?? "";

/** Outlook on the web, rehearsed: choose who you are, then read and write mail with the add-in beside it. */
export function App() {
  const [people, setPeople] = useState<api.Person[]>([]);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    api.people().then(setPeople, () => setBroken(true));
  }, []);
  const person = people.find((p) => p.address === asked());
  if (broken) return <p class="broken" role="alert">Repetitionen svarar inte. Starta den igen och ladda om sidan.</p>;
  return person ? <Outlook person={person} /> : <Chooser people={people} />;
}

function Outlook({ person }: { person: api.Person }) {
  const [boxes, setBoxes] = useState<api.Box[]>([]);
  const [directory, setDirectory] = useState<api.Entry[]>([]);
  const [place, setPlace] = useState({ mailbox: person.address, folder: "inbox" });
  const [rows, setRows] = useState<api.Row[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [letter, setLetter] = useState<api.Letter | null>(null);
  const [addin, setAddin] = useState<Addin | null>(null);
  const [open, setOpen] = useState<Button | null>(null);
  const [pinned, setPinned] = useState(false);
  const [bars, setBars] = useState<Notice[]>([]);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [draftPane, setDraftPane] = useState(false);
  const [kind, setKind] = useState<Kind>("web");
  const [ownSignature, setOwnSignature] = useState(false);
  const [said, say] = useState("");
  const toReading = useRef<HTMLElement>(null);
  const settled = useRef<Promise<unknown>>(Promise.resolve());
  const notices = useMemo(() => new Notices(setBars), []);
  const box = boxes.find((b) => b.address === place.mailbox);
  const domains = useMemo(() => new Set(directory.map((e) => e.address.split("@")[1]?.toLowerCase())), [directory]);
  const own = useCallback((address: string) => domains.has(address.split("@")[1]?.toLowerCase()), [domains]);
  const session = useMemo(() => addin && { person, addin }, [person, addin]);

  const refresh = useCallback(async () => {
    const [newBoxes, newRows] = await Promise.all([api.boxes(person.address), api.rows(person.address, place.mailbox, place.folder)]);
    setBoxes(newBoxes);
    setRows(newRows);
  }, [person.address, place]);

  useEffect(() => {
    settled.current = Promise.all([
      api.manifest().then((xml) => setAddin(readManifest(xml))).catch(() => say("Tilläggets manifest kunde inte läsas.")),
      api.directory().then(setDirectory, () => say("Adressboken kunde inte läsas.")),
    ]);
  }, []);
  useEffect(() => {
    document.title = `E-post – ${person.name} – Outlook (repetition)`;
    const end = new AbortController();
    setRows([]);
    setChosen(null);
    void refresh();
    api.follow(person.address, place.mailbox, () => void refresh(), end.signal);
    return () => end.abort();
  }, [place, refresh, person.name]);

  // The letter follows the row: categories change, and a deleted one is gone.
  useEffect(() => {
    if (!chosen) {
      setLetter(null);
      return;
    }
    let current = true;
    api.letter(person.address, place.mailbox, chosen).then(
      (l) => current && setLetter(l),
      () => current && setLetter(null),
    );
    return () => {
      current = false;
    };
  }, [chosen, place, rows]);

  const closePane = () => {
    setOpen(null);
    notices.clear();
  };
  const choose = (id: string) => {
    if (id === chosen) return;
    setChosen(id);
    if (!pinned) closePane();
    const row = rows.find((r) => r.id === id);
    if (row && !row.isRead) void api.markRead(person.address, place.mailbox, id, true);
  };
  const goTo = (mailbox: string, folder: string) => {
    if (!pinned) closePane();
    setPlace({ mailbox, folder });
  };
  const deliver = async (files: Iterable<File>) => {
    for (const file of files) {
      try {
        await api.deliver(person.address, place.mailbox, file);
        say(`${file.name} ligger nu i inkorgen.`);
      } catch {
        say(`${file.name} är inget e-postmeddelande och togs inte emot.`);
      }
    }
    setPlace({ ...place, folder: "inbox" });
  };
  const deleteChosen = async () => {
    if (!chosen) return;
    await api.remove(person.address, place.mailbox, chosen);
    setChosen(null);
    if (!pinned) closePane();
  };
  const write = async (make: () => Draft | Promise<Draft>) => {
    if (draft) {
      say("Du skriver redan. Skicka, spara eller kasta utkastet först.");
      return;
    }
    closePane();
    setPinned(false);
    say("");
    await settled.current; // a draft that opens before the add-in is known would never be told to it
    setDraft(await make());
  };
  const writeNew = (what: Draft["kind"]) => box && void write(() => begin(what, box, ownSignature));
  const answerLetter = (way: Answer) => letter && box && void write(() => answer(way, letter, person, box, ownSignature));
  const buttons = addin && box && (!box.shared || addin.sharedFolders) ? addin.reading.filter((b) => b.page) : [];
  const shown = letter && letter.id === chosen ? letter : null;

  return (
    <div class={`outlook${open || draftPane ? " with-pane" : ""}${letter || draft ? " reading-open" : ""}`} onKeyDown={cycleRegions}>
      <header class="bar">
        <h1>Outlook</h1>
        <span class="rehearsal-mark">repetition</span>
        <button type="button" class="new" disabled={!box} onClick={() => writeNew("message")}>Nytt meddelande</button>
        <button type="button" class="new" disabled={!box} onClick={() => writeNew("appointment")}>Nytt möte</button>
        <RehearsalMenu
          hasMessage={letter !== null}
          kind={kind}
          ownSignature={ownSignature}
          onKind={setKind}
          onOwnSignature={setOwnSignature}
          onDelete={deleteChosen}
          onFiles={deliver}
          onSaid={say}
        />
        <a class="who" href="/" title="Byt person">
          <span class="avatar" aria-hidden="true">{initials(person.name)}</span>
          <span>{person.name}<small>Byt person</small></span>
        </a>
      </header>
      <Folders boxes={boxes} place={place} onGo={goTo} />
      <MessageList
        rows={rows}
        chosen={chosen}
        showsTo={place.folder === "sentitems" || place.folder === "drafts"}
        isMain={!letter && !draft && !open}
        heading={box?.folders.find((f) => f.id === place.folder)?.name ?? ""}
        mailbox={box?.name ?? ""}
        onChoose={choose}
        onOpen={() => toReading.current?.focus()}
        onDelete={deleteChosen}
        onFiles={deliver}
      />
      {draft ? (
        <ComposeWindow
          key={draft.id}
          draft={draft}
          session={session}
          person={person}
          boxes={boxes}
          directory={directory}
          kind={kind}
          own={own}
          onPane={setDraftPane}
          onClosed={(words) => {
            setDraft(null);
            say(words);
          }}
        />
      ) : (
        <ReadingPane
          refHeading={toReading}
          letter={letter}
          person={person.address}
          mailbox={place.mailbox}
          buttons={buttons}
          addinName={addin?.name ?? ""}
          open={open}
          notices={bars}
          onNotice={(n) => setOpen(buttons.find((b) => b.id === n.action?.commandId) ?? open)}
          onDismiss={(key) => notices.remove(key)}
          onButton={(b) => (open?.id === b.id ? closePane() : setOpen(b))}
          isDraft={place.folder === "drafts"}
          onAnswer={answerLetter}
          onResume={() => letter && box && void write(() => resume(letter, person, box))}
          onBack={() => setChosen(null)}
          onDelete={deleteChosen}
        />
      )}
      {open && session && box && !draft && (
        <Pane
          key={open.id}
          button={open}
          session={session}
          item={readItem(session, { person, box, letter: shown }, notices, () => void refresh())}
          itemKey={`${box.address}/${shown?.id ?? ""}`}
          awaiting={chosen !== null && letter?.id !== chosen}
          pinned={pinned}
          onPin={setPinned}
          onItem={() => notices.clear()}
          onClose={() => {
            closePane();
            setPinned(false);
          }}
        />
      )}
      <p class="said" role="status">{said}</p>
    </div>
  );
}

const initials = (name: string) => name.split(" ").map((n) => n[0]).slice(0, 2).join("");

/** F6 goes between folders, list, message and pane, as in Outlook. */
function cycleRegions(event: KeyboardEvent) {
  if (event.key !== "F6" || event.ctrlKey) return;
  event.preventDefault();
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter((r) => r.offsetParent !== null);
  const at = regions.findIndex((r) => r.contains(document.activeElement));
  const next = regions[(at + (event.shiftKey ? -1 : 1) + regions.length) % regions.length];
  next?.dispatchEvent(new CustomEvent("enter-region"));
  (next?.querySelector<HTMLElement>("[data-entry]") ?? next)?.focus();
}
