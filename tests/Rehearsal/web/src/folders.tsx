import type { Box } from "./api.ts";

interface Props { boxes: Box[]; place: { mailbox: string; folder: string }; onGo(mailbox: string, folder: string): void }

/** One's own mailbox and the shared ones, each with its folders. */
export function Folders({ boxes, place, onGo }: Props) {
  return (
    <nav class="folders" aria-label="Mappar" data-region>
      {boxes.map((box) => (
        <section key={box.address} aria-label={box.name}>
          <h2 title={box.address}>{box.name}{box.shared && <small>delad</small>}</h2>
          <ul>
            {box.folders.filter((f) => f.total > 0 || f.id === "inbox" || (!box.shared && f.id === "sentitems")).map((f) => {
              const here = place.mailbox === box.address && place.folder === f.id;
              return (
                <li key={f.id}>
                  <button type="button" aria-current={here ? "page" : undefined} data-entry={here || undefined} onClick={() => onGo(box.address, f.id)}>
                    {f.name}
                    {f.unread > 0 && <span class="count" aria-label={`${f.unread} olästa`}>{f.unread}</span>}
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </nav>
  );
}
