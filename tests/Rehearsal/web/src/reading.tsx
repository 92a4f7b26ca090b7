import type { Ref } from "preact";
import { useRef } from "preact/hooks";
import { type Address, type Letter, fileAddress } from "./api.ts";
import { Chips } from "./chips.tsx";
import type { Answer } from "./compose/begin.ts";
import type { Button } from "./office/manifest.ts";
import type { Notice } from "./office/notices.ts";
import { AddinButtons, Notices } from "./ribbon.tsx";
import { fileSize, longTime } from "./time.ts";

interface Props {
  refHeading: Ref<HTMLElement>;
  letter: Letter | null;
  person: string;
  mailbox: string;
  buttons: Button[];
  addinName: string;
  open: Button | null;
  notices: Notice[];
  onNotice(notice: Notice): void;
  onDismiss(key: string): void;
  onButton(button: Button): void;
  /** The letter is a draft of one's own. */
  isDraft: boolean;
  onAnswer(way: Answer): void;
  onResume(): void;
  onBack(): void;
  onDelete(): void;
}

/** The letter, with the add-in's buttons above it. */
export function ReadingPane(props: Props) {
  const { refHeading, letter, person, mailbox, buttons, addinName, open, notices, onButton, onAnswer, onBack, onDelete } = props;
  return (
    <main class="reading" aria-label="Läsfönster" data-region>
      {!letter && <p class="empty" tabIndex={-1} data-entry>Välj ett meddelande för att läsa det.</p>}
      {letter && (
        <>
          <div class="ribbon" role="toolbar" aria-label="Meddelande">
            <button type="button" class="back" onClick={onBack}>Tillbaka</button>
            {props.isDraft ? <button type="button" onClick={props.onResume}>Fortsätt skriva</button> : <Answers onAnswer={onAnswer} />}
            <button type="button" onClick={onDelete}>Ta bort</button>
            <AddinButtons buttons={buttons} addinName={addinName} open={open} onButton={onButton} />
          </div>
          <Notices notices={notices} onAction={props.onNotice} onDismiss={props.onDismiss} />
          <article aria-label="Brevet">
            <h2 tabIndex={-1} ref={refHeading as Ref<HTMLHeadingElement>} data-entry>{letter.subject || "(inget ämne)"}</h2>
            <Chips categories={letter.categories} />
            <dl class="envelope">
              <dt>Från</dt>
              <dd>{written(letter.from)}</dd>
              <dt>Till</dt>
              <dd>{letter.to.map(written).join("; ") || "–"}</dd>
              {letter.cc.length > 0 && (
                <>
                  <dt>Kopia</dt>
                  <dd>{letter.cc.map(written).join("; ")}</dd>
                </>
              )}
              <dt>Kom in</dt>
              <dd>{longTime(letter.receivedAt)}</dd>
            </dl>
            {letter.attachments.some((f) => !f.inline) && (
              <ul class="files" aria-label="Bilagor">
                {letter.attachments.filter((f) => !f.inline).map((f) => (
                  <li key={f.index}>
                    <a href={fileAddress(person, mailbox, letter.id, f.index)} download={f.name}>{f.name}<small>{fileSize(f.size)}</small></a>
                  </li>
                ))}
              </ul>
            )}
            <LetterFrame letter={letter} person={person} mailbox={mailbox} />
          </article>
        </>
      )}
    </main>
  );
}

const Answers = ({ onAnswer }: { onAnswer(way: Answer): void }) => (
  <>
    <button type="button" onClick={() => onAnswer("reply")}>Svara</button>
    <button type="button" onClick={() => onAnswer("replyAll")}>Svara alla</button>
    <button type="button" onClick={() => onAnswer("forward")}>Vidarebefordra</button>
  </>
);

const written = (a: Address) => (a.name && a.name !== a.address ? `${a.name} <${a.address}>` : a.address || "(okänd)");

/**
 * The letter's text in a frame without scripts. It shares our origin only so that F6 pressed inside reaches the page around it;
 * what could use that is sanitised by the host and barred by the frame's policy.
 */
function LetterFrame({ letter, person, mailbox }: { letter: Letter; person: string; mailbox: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const handOver = () => {
    frame.current?.contentDocument?.addEventListener("keydown", (event) => {
      if (event.key !== "F6") return;
      event.preventDefault();
      frame.current?.dispatchEvent(new KeyboardEvent("keydown", { key: "F6", shiftKey: event.shiftKey, ctrlKey: event.ctrlKey, bubbles: true }));
    });
  };
  return <iframe class="letter" ref={frame} title="Brevets text" sandbox="allow-same-origin" onLoad={handOver} srcDoc={sheet(withPictures(letter, person, mailbox))} />;
}

/** A picture inside the letter is named by its content id; the host has it as a file. */
const withPictures = (letter: Letter, person: string, mailbox: string) =>
  letter.html.replace(/(["'])cid:([^"']+)\1/gi, (whole, _quote, id: string) => {
    const file = letter.attachments.find((f) => f.contentId === decodeURIComponent(id).replaceAll("&amp;", "&"));
    return file ? `"${location.origin}${fileAddress(person, mailbox, letter.id, file.index).replaceAll("&", "&amp;")}"` : whole;
  });

/** Sanitised by the host; without scripts, forms or foreign network whatever it holds. */
const sheet = (html: string) => `<!doctype html><html lang="sv"><meta charset="utf-8"><title>Brevets text</title><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data: ${location.origin}/rehearsal/file; style-src 'unsafe-inline'">
<style>body{font:14px/21px "Segoe UI",system-ui,sans-serif;color:#242424;background:#fff;margin:16px;overflow-wrap:anywhere}pre{white-space:pre-wrap;font:inherit;margin:0}img{max-width:100%}</style>${html}`;
