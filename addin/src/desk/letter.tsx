import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { DeskClient } from "../api/desk-client";
import { type Failure, toFailure } from "../api/failure";
import type { QueueContent, QueueDetail } from "../api/shapes";
import { t } from "../texts";
import { whenText } from "../texts/days";
import { FailureNote } from "./failure-note";
import { FileView } from "./file-view";
import { pieces } from "./highlight";
import { Hold } from "./hold";
import { SenderEvidence } from "./sender-evidence";
import { size, standing, stateName } from "./words";

const fileName = (name: string) => name.replace(/[\\/:*?"<>|\p{Cc}]/gu, "_") || "bilaga";

/** A file is fetched with the token and saved by name: never opened by the browser, whatever it says it is. */
async function save(file: Promise<Blob>, name: string): Promise<void> {
  const address = URL.createObjectURL(new Blob([await file], { type: "application/octet-stream" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: fileName(name) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The message as it came, beside the form. */
export function Letter({
  detail,
  client,
  now,
  ask,
  children,
}: {
  detail: QueueDetail;
  client: DeskClient;
  now: Date;
  ask: () => void;
  /** What the message has to do with others. */
  children?: ComponentChildren;
}) {
  const { item, content } = detail;
  return (
    <section class="letter" aria-label="Meddelande">
      <h2 class="title" tabIndex={-1}>
        {content?.subject ?? item.subject ?? "Begränsat innehåll"}
      </h2>
      <p class="small">
        {item.from && `${item.from.name} <${item.from.address}> · `}
        kom in {whenText(item.receivedAt, now)} · skickat av {item.createdBy.name} {whenText(item.createdAt, now)}
        {item.uploaded && " · uppladdat som fil"}
        {item.comment && ` · ”${item.comment}”`}
      </p>
      {item.outcome && (
        <p class="outcome">
          {standing(item)}
          {item.outcome.diaryNumber && ` ${item.outcome.diaryNumber}`}
          {item.outcome.system && ` ${[item.outcome.system, item.outcome.reference].filter(Boolean).join(", ")}`}
          {item.outcome.authority && ` till ${item.outcome.authority}`}: {item.outcome.by.name}, {whenText(item.outcome.at, now)}
          {item.outcome.comment && `. ”${item.outcome.comment}”`}
          {item.state === "delivering" && item.delivery && item.delivery.state !== "waiting" && " · se Leveranser"}
          {item.marking === "failed" && " · märkningen i Outlook har inte gått att sätta"}
          {item.marking === "pending" && " · märkningen i Outlook sätts inom kort"}
        </p>
      )}
      {detail.otherContent.length > 0 && (
        <p class="bar info">
          Ett annat innehåll med samma meddelande-id är redan registrerat (
          {detail.otherContent.map((other) => other.outcome?.diaryNumber ?? stateName[other.state]).join(", ")}).
        </p>
      )}
      {children}
      {content ? (
        <Content key={item.id} id={item.id} content={content} client={client} />
      ) : detail.restricted ? (
        <div class="closed">
          <p>Meddelandet innehåller känsliga uppgifter och öppnas bara när du behöver det för ditt arbete. Läsningen loggas.</p>
          <button type="button" class="primary" onClick={ask}>
            Öppna med anledning
          </button>
        </div>
      ) : (
        <p>
          {item.state === "entered" && item.delivery
            ? `Originalet är borttaget här: det finns i ${item.delivery.system}.`
            : "Originalet är borttaget: tiden för att ångra har gått ut."}
        </p>
      )}
      {item.outcome && <Hold key={item.id} item={item} client={client} />}
    </section>
  );
}

type Tab = "text" | "html" | "headers";

function Content({ id, content, client }: { id: string; content: QueueContent; client: DeskClient }) {
  const [tab, setTab] = useState<Tab>("text");
  const [failure, setFailure] = useState<Failure | null>(null);
  const [viewed, setViewed] = useState<QueueContent["attachments"][number] | null>(null);
  const tabs: [Tab, string][] = [
    ["text", "Text med fynd"],
    ...(content.html ? [["html", "Som det såg ut"] as [Tab, string]] : []),
    ["headers", "Brevhuvud"],
  ];
  const fetchFile = (file: Promise<Blob>, name: string) => void save(file, name).catch((error) => setFailure(toFailure(error)));
  const { assessment } = content;
  return (
    <>
      <p class="small">
        Till {content.to.map((one) => one.name || one.address).join(", ")}
        {content.cc.length > 0 && `, kopia ${content.cc.map((one) => one.name || one.address).join(", ")}`}
      </p>
      <div class="judged">
        <strong>{t.handling[assessment.handling]}</strong> {assessment.reasons[0]?.text}
        {assessment.findings.length > 0 && (
          <ul>
            {[...new Set(assessment.findings.map((finding) => finding.category))].map((category) => (
              <li key={category}>{t.category[category]}</li>
            ))}
          </ul>
        )}
        {assessment.unread.map((unread) => (
          <p key={unread.where} class="small">
            {unread.text}
          </p>
        ))}
      </div>
      {failure && <FailureNote failure={failure} close={() => setFailure(null)} />}
      <ul class="files" aria-label="Filer">
        {content.attachments.map((file) => (
          <li key={file.index}>
            <button type="button" onClick={() => setViewed(file)}>
              Visa {file.name} · {size(file.size)}
              {!file.downloadable && ` · i ${file.container ?? "en annan fil"}`}
            </button>
            {file.downloadable && (
              <button
                type="button"
                aria-label={`Hämta ${file.name}`}
                onClick={() => fetchFile(client.attachment(id, file.index), file.name)}
              >
                Hämta
              </button>
            )}
          </li>
        ))}
        <li>
          <button type="button" onClick={() => fetchFile(client.original(id), "original.eml")}>
            Originalet (.eml)
          </button>
          <button type="button" onClick={() => fetchFile(client.rendering(id), "meddelande.html")}>
            Läsbar kopia (.html)
          </button>
        </li>
      </ul>
      <section class="views" aria-label="Visa">
        {tabs.map(([one, label]) => (
          <button key={one} type="button" aria-pressed={tab === one} onClick={() => setTab(one)}>
            {label}
          </button>
        ))}
      </section>
      {tab === "text" && (
        <div class="paper text">
          {pieces(content.text, "body", assessment).map((piece, index) =>
            piece.why ? (
              <mark key={index} title={piece.why}>
                {piece.text}
              </mark>
            ) : (
              piece.text
            ),
          )}
        </div>
      )}
      {tab === "html" && content.html && <Sandbox html={content.html} />}
      {tab === "headers" && (
        <>
          <SenderEvidence id={id} client={client} />
          <dl class="paper headers">
            {content.headers.map((header, index) => (
              <div key={index}>
                <dt>{header.name}</dt>
                <dd>{header.value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <p class="small">SHA-256 {content.sha256}</p>
      {viewed && <FileView client={client} id={id} file={viewed} assessment={assessment} close={() => setViewed(null)} />}
    </>
  );
}

/** The server has cleaned the HTML. Here it can do nothing besides: no script, no form, no request to anywhere. */
function Sandbox({ html }: { html: string }) {
  const page = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"><style>body{font:14px/20px system-ui;margin:16px;color:#242424;background:#fff;overflow-wrap:anywhere}img{max-width:100%}</style>${html}`;
  return <iframe class="paper" title="Meddelandets innehåll" sandbox="" referrerpolicy="no-referrer" srcdoc={page} />;
}

/** The number of the moment that components show: moves with the queue's own polling. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
