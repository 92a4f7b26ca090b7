import type { Me, QueueItem, QueuePage, RegistrationState } from "../api/shapes";
import { dueText, standing, stateNames, subject, writer } from "./words";

export interface Filter {
  state: RegistrationState | "";
  authority: string;
  search: string;
  mine: boolean;
  restricted: boolean;
  page: number;
}

export const pageSize = 50;

const states: RegistrationState[] = ["queued", "claimed", "delivering", "returned", "redirected", "notRegistered", "entered"];

export function QueueList({
  found,
  filter,
  me,
  chosen,
  now,
  change,
  choose,
  upload,
}: {
  found: QueuePage | null;
  filter: Filter;
  me: Me;
  chosen: string | null;
  now: Date;
  change: (filter: Partial<Filter>) => void;
  choose: (id: string) => void;
  upload: () => void;
}) {
  const items = found?.items ?? [];
  const pages = found ? Math.max(1, Math.ceil(found.total / pageSize)) : 1;
  return (
    <section class="queue" aria-label="Kö">
      <div class="filters">
        <label class="wide">
          Sök ämne eller avsändare
          <input
            id="search"
            type="search"
            value={filter.search}
            onInput={(event) => change({ search: event.currentTarget.value, page: 1 })}
          />
        </label>
        <label>
          Läge
          <select value={filter.state} onChange={(event) => change({ state: event.currentTarget.value as Filter["state"], page: 1 })}>
            <option value="">Allt att göra</option>
            {states.map((state) => (
              <option key={state} value={state}>
                {stateNames[state]}
                {found && ` (${found.counts[state as keyof QueuePage["counts"]] ?? 0})`}
              </option>
            ))}
          </select>
        </label>
        <label>
          Diarium
          <select value={filter.authority} onChange={(event) => change({ authority: event.currentTarget.value, page: 1 })}>
            <option value="">Alla</option>
            {me.authorities.map((series) => (
              <option key={series}>{series}</option>
            ))}
          </select>
        </label>
        <button type="button" aria-pressed={filter.mine} onClick={() => change({ mine: !filter.mine, page: 1 })}>
          Mina{found && ` (${found.counts.mine})`}
        </button>
        <button type="button" aria-pressed={filter.restricted} onClick={() => change({ restricted: !filter.restricted, page: 1 })}>
          Begränsade{found && ` (${found.counts.restricted})`}
        </button>
        <button type="button" class="wide" title="Du kan också släppa filen på listan" onClick={upload}>
          Ladda upp ett meddelande (.eml)
        </button>
      </div>
      {found && items.length === 0 && <p class="empty">Inget att visa här.</p>}
      <ul class="items">
        {items.map((item) => (
          <Row key={item.id} item={item} on={item.id === chosen} now={now} choose={choose} />
        ))}
      </ul>
      {pages > 1 && (
        <nav class="paging" aria-label="Sidor">
          <button type="button" aria-disabled={filter.page <= 1} onClick={() => change({ page: Math.max(1, filter.page - 1) })}>
            Föregående
          </button>
          <span>
            {filter.page} av {pages}
          </span>
          <button type="button" aria-disabled={filter.page >= pages} onClick={() => change({ page: Math.min(pages, filter.page + 1) })}>
            Nästa
          </button>
        </nav>
      )}
    </section>
  );
}

function Row({ item, on, now, choose }: { item: QueueItem; on: boolean; now: Date; choose: (id: string) => void }) {
  const due = dueText(item.dueOn, now);
  const open = item.state === "queued" || item.state === "claimed";
  return (
    <li>
      <button type="button" class="item" aria-current={on ? "true" : undefined} data-item={item.id} onClick={() => choose(item.id)}>
        <b>{writer(item)}</b>
        <span class={item.restricted ? "restricted" : open && due.soon ? "due" : ""}>
          {item.restricted ? "begränsad" : open ? due.text : standing(item)}
        </span>
        <span class="subject">{subject(item)}</span>
        <span class="meta">
          {item.authority} · {item.mailbox ?? "uppladdad"}
          {item.attachments > 0 && ` · ${item.attachments === 1 ? "1 bilaga" : `${item.attachments} bilagor`}`}
          {item.claimedBy && ` · ${item.claimedBy.name} har den`}
          {item.restricted && open && ` · ${due.text}`}
        </span>
      </button>
    </li>
  );
}
