import { useEffect, useRef, useState } from "preact/hooks";
import type { Row } from "./api.ts";
import { Chips } from "./chips.tsx";
import { useNarrow } from "./narrow.ts";
import { shortTime } from "./time.ts";

interface Props {
  rows: Row[];
  chosen: string | null;
  heading: string;
  mailbox: string;
  /** In what one has written oneself, the others matter. */
  showsTo: boolean;
  /** Nothing else is shown that a reader would call the page's main part. */
  isMain: boolean;
  onChoose(id: string): void;
  onOpen(): void;
  onDelete(): void;
  onFiles(files: Iterable<File>): void;
}

/** The message list: arrows choose, Enter goes to the letter, a dropped .eml is delivered. */
export function MessageList({ rows, chosen, heading, mailbox, showsTo, isMain, onChoose, onOpen, onDelete, onFiles }: Props) {
  const [over, setOver] = useState(false);
  const isNarrow = useNarrow();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const at = rows.findIndex((r) => r.id === chosen);
  const keys = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? 0 : at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const row = rows[Math.max(0, Math.min(to, rows.length - 1))];
      if (row) onChoose(row.id);
    } else if (event.key === "Enter") onOpen();
    else if (event.key === "Delete") onDelete();
  };
  return (
    <section
      class={`list${over ? " over" : ""}`}
      role={isNarrow && isMain ? "main" : undefined}
      aria-label="Meddelanden"
      data-region
      onDragOver={(e) => {
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault();
        setOver(false);
        onFiles([...(e.dataTransfer?.files ?? [])]);
      }}
    >
      <h2>{heading || "Meddelanden"}<small>{mailbox}</small></h2>
      <ul ref={list} role="listbox" aria-label="Meddelandelista" tabIndex={0} data-entry aria-activedescendant={at >= 0 ? `row-${at}` : undefined} onKeyDown={keys}>
        {rows.map((row, i) => (
          <li key={row.id} id={`row-${i}`} role="option" aria-selected={row.id === chosen} class={row.isRead ? "" : "unread"} onClick={() => onChoose(row.id)}>
            <span class="from">{showsTo ? row.to || "(ingen mottagare)" : row.from.name || row.from.address || "(okänd avsändare)"}</span>
            <time dateTime={row.receivedAt}>{shortTime(row.receivedAt)}</time>
            <span class="subject">{row.subject || "(inget ämne)"}{!row.isRead && <span class="hidden">, oläst</span>}</span>
            {row.attachments > 0 && <svg class="clip" role="img" aria-label="har bilagor" viewBox="0 0 16 16"><path d="M12 7l-5 5a2.5 2.5 0 01-3.500-3.500l6-6a1.700 1.700 0 012.400 2.400l-5.700 5.700" /></svg>}
            <span class="preview">{row.preview}</span>
            <Chips categories={row.categories} />
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p class="empty">Inget här. Släpp en .eml-fil för att lägga in ett brev.</p>}
    </section>
  );
}
