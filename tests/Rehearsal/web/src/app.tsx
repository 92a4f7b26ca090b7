import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import * as api from "./api.ts";
import { Chooser } from "./chooser.tsx";
import { Folders } from "./folders.tsx";
import { MessageList } from "./list.tsx";
import { type Addin, type Button, readManifest } from "./manifest.ts";
import type { Notice } from "./officeHost.ts";
import { Pane } from "./pane.tsx";
import { ReadingPane } from "./reading.tsx";
import { RehearsalMenu } from "./rehearsalMenu.tsx";

const asked = () => new URLSearchParams(location.search).get("as") ?? "";

/** Outlook on the web, rehearsed: choose who you are, then read mail with the add-in beside it. */
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
  const [place, setPlace] = useState({ mailbox: person.address, folder: "inbox" });
  const [rows, setRows] = useState<api.Row[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [letter, setLetter] = useState<api.Letter | null>(null);
  const [addin, setAddin] = useState<Addin | null>(null);
  const [open, setOpen] = useState<Button | null>(null);
  const [pinned, setPinned] = useState(false);
  const [notices, setNotices] = useState<Notice[]>([]);
  const [said, say] = useState("");
  const toReading = useRef<HTMLElement>(null);
  const box = boxes.find((b) => b.address === place.mailbox);

  const refresh = useCallback(async () => {
    const [newBoxes, newRows] = await Promise.all([api.boxes(person.address), api.rows(place.mailbox, place.folder)]);
    setBoxes(newBoxes);
    setRows(newRows);
  }, [person.address, place]);

  useEffect(() => {
    api.manifest().then((xml) => setAddin(readManifest(xml)), () => say("Tilläggets manifest kunde inte läsas."));
  }, []);
  useEffect(() => {
    document.title = `E-post – ${person.name} – Outlook (repetition)`;
    const end = new AbortController();
    setRows([]);
    setChosen(null);
    void refresh();
    api.follow(place.mailbox, () => void refresh(), end.signal);
    return () => end.abort();
  }, [place, refresh, person.name]);

  // The letter follows the row: categories change, and a deleted one is gone.
  useEffect(() => {
    if (!chosen) {
      setLetter(null);
      return;
    }
    let current = true;
    api.letter(place.mailbox, chosen).then(
      (l) => current && setLetter(l),
      () => current && setLetter(null),
    );
    return () => {
      current = false;
    };
  }, [chosen, place, rows]);

  const choose = (id: string) => {
    if (id === chosen) return;
    setChosen(id);
    if (!pinned) setOpen(null);
    const row = rows.find((r) => r.id === id);
    if (row && !row.isRead) void api.markRead(place.mailbox, id, true);
  };
  const goTo = (mailbox: string, folder: string) => {
    if (!pinned) setOpen(null);
    setPlace({ mailbox, folder });
  };
  const deliver = async (files: Iterable<File>) => {
    for (const file of files) {
      try {
        await api.deliver(place.mailbox, file);
        say(`${file.name} ligger nu i inkorgen.`);
      } catch {
        say(`${file.name} är inget e-postmeddelande och togs inte emot.`);
      }
    }
    setPlace({ ...place, folder: "inbox" });
  };
  const deleteChosen = async () => {
    if (!chosen) return;
    await api.remove(place.mailbox, chosen);
    setChosen(null);
    if (!pinned) setOpen(null);
  };
  const buttons = addin && box && (!box.shared || addin.sharedFolders) ? addin.reading : [];

  return (
    <div class={`outlook${open ? " with-pane" : ""}${letter ? " reading-open" : ""}`} onKeyDown={cycleRegions}>
      <header class="bar">
        <h1>Outlook</h1>
        <span class="rehearsal-mark">repetition</span>
        <RehearsalMenu hasMessage={letter !== null} onDelete={deleteChosen} onFiles={deliver} onSaid={say} />
        <a class="who" href="/" title="Byt person">
          <span class="avatar" aria-hidden="true">{initials(person.name)}</span>
          <span>{person.name}<small>Byt person</small></span>
        </a>
      </header>
      <Folders boxes={boxes} place={place} onGo={goTo} />
      <MessageList
        rows={rows}
        chosen={chosen}
        heading={box?.folders.find((f) => f.id === place.folder)?.name ?? ""}
        mailbox={box?.name ?? ""}
        onChoose={choose}
        onOpen={() => toReading.current?.focus()}
        onDelete={deleteChosen}
        onFiles={deliver}
      />
      <ReadingPane
        refHeading={toReading}
        letter={letter}
        mailbox={place.mailbox}
        buttons={buttons}
        addinName={addin?.name ?? ""}
        open={open}
        notices={notices}
        onButton={(b) => setOpen(open?.id === b.id ? null : b)}
        onBack={() => setChosen(null)}
        onDelete={deleteChosen}
      />
      {open && addin && box && (
        <Pane
          key={open.id}
          button={open}
          addin={addin}
          reading={{ person, box, letter: letter && letter.id === chosen ? letter : null }}
          awaiting={chosen !== null && letter?.id !== chosen}
          pinned={pinned}
          onPin={setPinned}
          onNotices={setNotices}
          onClose={() => {
            setOpen(null);
            setPinned(false);
          }}
          onChanged={refresh}
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
