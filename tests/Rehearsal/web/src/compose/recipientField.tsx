import { useState } from "preact/hooks";
import type { Entry } from "../api.ts";
import type { Addressee } from "./draft.ts";

interface Props { id: string; label: string; people: Addressee[]; directory: Entry[]; own(address: string): boolean; onChange(people: Addressee[]): void; entry?: boolean }

/** Chips and a field: Enter, semicolon or leaving it adds; Backspace in an empty field takes the last one away. */
export function RecipientField({ id, label, people, directory, own, onChange, entry }: Props) {
  const [typed, setTyped] = useState("");
  const add = (text: string) => {
    const added = text
      .split(/[;,\n]/)
      .map((t) => t.trim())
      .filter(Boolean)
      .map((t) => addresseeOf(t, directory, own));
    setTyped("");
    if (added.length > 0) onChange([...people, ...added]);
  };
  const keys = (event: KeyboardEvent) => {
    if ((event.key === "Enter" || event.key === ";" || event.key === ",") && typed.trim()) {
      event.preventDefault();
      add(typed);
    } else if (event.key === "Backspace" && !typed && people.length > 0) onChange(people.slice(0, -1));
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="addressees">
        {people.length > 0 && (
          <ul aria-label={`Valda för ${label}`}>
            {people.map((p) => (
              <li key={p.address} class={isAddress(p.address) ? "" : "wrong"} title={p.address}>
                {p.name || p.address}
                {!p.own && isAddress(p.address) && <small> utanför kommunen</small>}
                {!isAddress(p.address) && <small> ingen adress</small>}
                <button type="button" aria-label={`Ta bort ${p.name || p.address}`} onClick={() => onChange(people.filter((o) => o !== p))}>×</button>
              </li>
            ))}
          </ul>
        )}
        <input id={id} list="directory" autocomplete="off" value={typed} data-entry={entry || undefined} onInput={(e) => pick(e.currentTarget.value, directory, add, setTyped)} onKeyDown={keys} onBlur={() => add(typed)} />
      </div>
    </div>
  );
}

// A suggestion that was chosen fills the whole field at once: it is added without a further key.
function pick(value: string, directory: Entry[], add: (text: string) => void, setTyped: (text: string) => void) {
  if (directory.some((e) => suggestion(e) === value)) add(value);
  else setTyped(value);
}

export const suggestion = (e: Entry) => `${e.name} <${e.address}>`;
export const isAddress = (text: string) => /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(text);

/** "Name <address>", an address, or a name in the directory. What is none of them stays, and is said to be wrong. */
export function addresseeOf(text: string, directory: Entry[], own: (address: string) => boolean): Addressee {
  const [, name, within] = /^(.*?)\s*<([^<>]+)>$/.exec(text) ?? [];
  const address = within?.trim() ?? text;
  const known = directory.find((e) => e.address.toLowerCase() === address.toLowerCase()) ?? directory.find((e) => e.name.toLowerCase() === text.toLowerCase());
  return known ? { ...known, own: true } : { name: name || address, address, own: own(address) };
}
