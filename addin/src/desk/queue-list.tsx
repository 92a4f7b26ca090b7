import { useState } from "preact/hooks";
import type { Handling, Me, NamedView, QueueFilter, QueueItem, RegistrationState, Signal } from "../api/shapes";
import { t } from "../texts";
import { AnswerDialog } from "./dialog";
import type { ReadQueue } from "./use-queue";
import { VirtualList } from "./virtual-list";
import { ageText, dueText, signalNames, standing, stateNames, subject, verdicts, writer } from "./words";

const rowHeight = 100;

const states: RegistrationState[] = [
  "queued",
  "claimed",
  "delivering",
  "returned",
  "redirected",
  "notRegistered",
  "awaitingReceipt",
  "filed",
  "entered",
];

/** Each filters by one thing, which the server counts under the same name. */
const plain = [
  ["Alla", null],
  ["Mina", "mine"],
  ["I dag", "due"],
  ["Begränsade", "restricted"],
  ["Visselblåsning", "whistleblowing"],
] as const;

const isSame = (a: QueueFilter, b: QueueFilter) => {
  const content = (filter: QueueFilter) =>
    JSON.stringify(
      Object.entries(filter)
        .filter(([, value]) => value)
        .sort(),
    );
  return content(a) === content(b);
};

export interface QueueListProps {
  queue: ReadQueue;
  filter: QueueFilter;
  views: readonly NamedView[];
  me: Me;
  chosen: string | null;
  now: Date;
  live: boolean;
  change: (filter: QueueFilter) => void;
  choose: (id: string) => void;
  upload: () => void;
  save: (name: string) => void;
  remove: (name: string) => void;
}

export function QueueList({ queue, filter, views, me, chosen, now, live, change, choose, upload, save, remove }: QueueListProps) {
  const [naming, setNaming] = useState(false);
  const { blocks, counts } = queue;
  const own = views.find((view) => isSame(view.filter, filter));
  const set = (part: Partial<QueueFilter>) => change({ ...filter, ...part });
  return (
    <section class="queue" aria-label="Kö">
      <div class="filters">
        <label class="wide">
          Sök ämne eller avsändare
          <input id="search" type="search" value={filter.search ?? ""} onInput={(event) => set({ search: event.currentTarget.value })} />
        </label>
        <fieldset class="chips wide" aria-label="Vyer">
          {plain
            .filter(([, only]) => only !== "whistleblowing" || (counts?.whistleblowing ?? 0) > 0 || filter.whistleblowing)
            .map(([name, only]) => {
              const view: QueueFilter = only ? { [only]: true } : {};
              return (
                <button key={name} type="button" aria-pressed={isSame(view, filter)} onClick={() => change(view)}>
                  {name}
                  {only && counts && ` (${counts[only]})`}
                </button>
              );
            })}
          {views.map((view) => (
            <button key={view.name} type="button" aria-pressed={view === own} onClick={() => change(view.filter)}>
              {view.name}
            </button>
          ))}
        </fieldset>
        <label>
          Läge
          <select value={filter.state ?? ""} onChange={(event) => set({ state: event.currentTarget.value })}>
            <option value="">Allt att göra</option>
            {states.map((state) => (
              <option key={state} value={state}>
                {stateNames[state]}
                {counts && ` (${counts[state as keyof typeof counts] ?? 0})`}
              </option>
            ))}
          </select>
        </label>
        <label>
          Diarium
          <select value={filter.authority ?? ""} onChange={(event) => set({ authority: event.currentTarget.value })}>
            <option value="">Alla</option>
            {me.authorities.map((series) => (
              <option key={series}>{series}</option>
            ))}
          </select>
        </label>
        <details class="wide">
          <summary>Fler filter och sparade vyer</summary>
          <div class="more">
            <label class="wide">
              Brevlåda
              <select value={filter.mailbox ?? ""} onChange={(event) => set({ mailbox: event.currentTarget.value })}>
                <option value="">Alla</option>
                {me.mailboxes
                  .filter((one) => me.authorities.includes(one.authority))
                  .map((one) => (
                    <option key={one.address} value={one.address}>
                      {one.name} ({one.address})
                    </option>
                  ))}
              </select>
            </label>
            <label>
              Bedömning
              <select value={filter.handling ?? ""} onChange={(event) => set({ handling: event.currentTarget.value })}>
                <option value="">Alla</option>
                {(Object.keys(t.handling) as Handling[]).map((one) => (
                  <option key={one} value={one}>
                    {t.handling[one]}
                  </option>
                ))}
              </select>
            </label>
            <label>
              Signal
              <select value={filter.signal ?? ""} onChange={(event) => set({ signal: event.currentTarget.value })}>
                <option value="">Alla</option>
                {(Object.keys(signalNames) as Signal[]).map((one) => (
                  <option key={one} value={one}>
                    {signalNames[one]}
                  </option>
                ))}
              </select>
            </label>
            <div class="go wide">
              <button type="button" onClick={() => setNaming(true)}>
                Spara vyn
              </button>
              {own && (
                <button type="button" onClick={() => remove(own.name)}>
                  Ta bort vyn {own.name}
                </button>
              )}
            </div>
          </div>
        </details>
        <button type="button" class="link wide" title="Du kan också släppa filen på listan" onClick={upload}>
          Ladda upp ett meddelande (.eml)
        </button>
        <p class="small wide" role="status">
          {blocks && (blocks.total === 1 ? "1 meddelande" : `${blocks.total.toLocaleString("sv-SE")} meddelanden`)}
          {!live && " · Ingen direktkontakt: listan läses om var femtonde sekund."}
        </p>
      </div>
      {blocks?.total === 0 && <p class="empty">Inget att visa här.</p>}
      <VirtualList
        label="Meddelanden"
        total={blocks?.total ?? 0}
        rowHeight={rowHeight}
        kept={blocks?.indexOf(chosen) ?? -1}
        show={queue.show}
        row={(index) => {
          const item = blocks?.at(index);
          return item ? <Row item={item} on={item.id === chosen} now={now} choose={choose} /> : <p class="item waiting">Hämtar …</p>;
        }}
      />
      {naming && (
        <NameDialog
          close={() => setNaming(false)}
          save={(name) => {
            setNaming(false);
            save(name);
          }}
        />
      )}
    </section>
  );
}

function NameDialog({ save, close }: { save: (name: string) => void; close: () => void }) {
  const [name, setName] = useState("");
  return (
    <AnswerDialog title="Spara vyn" go="Spara" answer={() => save(name.trim())} close={close}>
      <p>Filtret som du ser nu sparas under namnet, bara för dig. Ett namn som redan finns får det nya filtret.</p>
      <label>
        Namn
        <input required maxLength={60} value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
    </AnswerDialog>
  );
}

function Row({ item, on, now, choose }: { item: QueueItem; on: boolean; now: Date; choose: (id: string) => void }) {
  const due = dueText(item.dueOn, now);
  const open = item.state === "queued" || item.state === "claimed" || item.state === "awaitingReceipt";
  const facts = [
    verdicts[item.handling],
    ...(item.restricted ? [item.sensitivity === "sensitive" ? "känsligt" : "skyddsvärt"] : []),
    ...item.signals.map((signal) => signalNames[signal].toLowerCase()),
  ];
  return (
    <button type="button" class="item" aria-current={on ? "true" : undefined} data-item={item.id} onClick={() => choose(item.id)}>
      <b>{writer(item)}</b>
      <span class={open && due.soon ? "due" : ""}>{open ? due.text : standing(item)}</span>
      <span class="subject">{subject(item)}</span>
      <span class="meta">
        {item.claimedBy && open && (
          <>
            <strong>{item.claimedBy.name} har den</strong>
            {" · "}
          </>
        )}
        {item.authority} · {item.mailbox ?? "uppladdad"} · {ageText(item.receivedAt, now)}
        {item.attachments > 0 && ` · ${item.attachments === 1 ? "1 bilaga" : `${item.attachments} bilagor`}`}
      </span>
      <span class="meta">
        <strong class={item.restricted ? "restricted" : ""}>{facts.join(", ")}</strong>
        {" · "}
        {item.createdBy.name}
        {item.comment && `: ”${item.comment}”`}
      </span>
    </button>
  );
}
