import type { EntryHelp } from "../api/shapes";
import { stateName } from "./words";

type Related = EntryHelp["relations"]["thread"][number];

const count = (number: number, one: string, many: string) => (number === 1 ? `1 ${one}` : `${number} ${many}`);

/** ”8 meddelanden, 3 oregistrerade” */
export const threadText = ({ messages, notEntered }: EntryHelp["relations"]): string =>
  `${count(messages, "meddelande", "meddelanden")} i tråden, ${count(notEntered, "oregistrerat", "oregistrerade")}`;

/** What the message has to do with others, and the way to them. */
export function Relations({
  relations,
  choose,
  gather,
}: {
  relations: EntryHelp["relations"];
  choose: (id: string) => void;
  gather: () => void;
}) {
  const { messages, thread, sameFiles, nearlySame } = relations;
  return (
    <>
      {nearlySame > 0 && (
        <div class="bar info">
          <p>
            <strong>{count(nearlySame, "annat meddelande", "andra meddelanden")} i kön har nästan samma ordalydelse.</strong> De kan bli ett
            ärende med en part för varje brev.
          </p>
          <p class="go">
            <button type="button" onClick={gather}>
              Samla till ett ärende
            </button>
          </p>
        </div>
      )}
      {(messages > 1 || thread.length > 0) && (
        <details class="thread">
          <summary>{threadText(relations)}</summary>
          <Links items={thread} choose={choose} />
          {messages > thread.length + 1 && <p class="small">Övriga har inte kommit till registratorns kö.</p>}
        </details>
      )}
      {sameFiles.length > 0 && (
        <details class="thread" open>
          <summary>{count(sameFiles.length, "bilaga har kommit tidigare", "bilagor har kommit tidigare")}</summary>
          <ul>
            {sameFiles.map((file) => (
              <li key={file.in.id + file.name}>
                {file.name}: <Link item={file.in} choose={choose} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

const Links = ({ items, choose }: { items: readonly Related[]; choose: (id: string) => void }) => (
  <ul>
    {items.map((item) => (
      <li key={item.id}>
        <Link item={item} choose={choose} />
      </li>
    ))}
  </ul>
);

const Link = ({ item, choose }: { item: Related; choose: (id: string) => void }) => (
  <button type="button" class="link" onClick={() => choose(item.id)}>
    {item.receivedAt.slice(0, 10)} · {item.diaryNumber ?? `${item.authority}, ${stateName[item.state].toLowerCase()}`}
  </button>
);
