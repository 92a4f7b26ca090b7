import type { Ref } from "preact";
import { type Address, type Letter, fileAddress } from "./api.ts";
import { Chips } from "./chips.tsx";
import type { Button } from "./manifest.ts";
import type { Notice } from "./officeHost.ts";
import { fileSize, longTime } from "./time.ts";

interface Props {
  refHeading: Ref<HTMLElement>;
  letter: Letter | null;
  mailbox: string;
  buttons: Button[];
  addinName: string;
  open: Button | null;
  notices: Notice[];
  onButton(button: Button): void;
  onBack(): void;
  onDelete(): void;
}

/** The letter, with the add-in's buttons above it. */
export function ReadingPane({ refHeading, letter, mailbox, buttons, addinName, open, notices, onButton, onBack, onDelete }: Props) {
  return (
    <main class="reading" aria-label="Läsfönster" data-region>
      {!letter && <p class="empty" tabIndex={-1} data-entry>Välj ett meddelande för att läsa det.</p>}
      {letter && (
        <>
          <div class="ribbon" role="toolbar" aria-label="Meddelande">
            <button type="button" class="back" onClick={onBack}>Tillbaka</button>
            <button type="button" onClick={onDelete}>Ta bort</button>
            {buttons.length > 0 && (
              <div role="group" aria-label={addinName}>
                {buttons.map((b) => (
                  <button type="button" key={b.id} class="addin" title={b.tip} aria-pressed={open?.id === b.id} onClick={() => onButton(b)}>
                    {b.icon && <img src={b.icon} alt="" width="20" height="20" />}
                    {b.label}
                  </button>
                ))}
              </div>
            )}
          </div>
          {notices.length > 0 && (
            <ul class="notices" aria-label="Meddelanden från tillägg">
              {notices.map((n) => (
                <li key={n.key} class={n.type === "2" ? "error" : ""}>{n.message}</li>
              ))}
            </ul>
          )}
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
                    <a href={fileAddress(mailbox, letter.id, f.index)} download={f.name}>{f.name}<small>{fileSize(f.size)}</small></a>
                  </li>
                ))}
              </ul>
            )}
            <iframe class="letter" title="Brevets text" sandbox="" srcDoc={sheet(letter.html)} />
          </article>
        </>
      )}
    </main>
  );
}

const written = (a: Address) => (a.name && a.name !== a.address ? `${a.name} <${a.address}>` : a.address || "(okänd)");

/** Sanitised by the host; without scripts, forms or network whatever it holds. */
const sheet = (html: string) => `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<style>body{font:14px/21px "Segoe UI",system-ui,sans-serif;color:#242424;background:#fff;margin:16px;overflow-wrap:anywhere}pre{white-space:pre-wrap;font:inherit;margin:0}img{max-width:100%}</style>${html}`;
