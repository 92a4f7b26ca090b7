import { clearFaults, setFault } from "./api.ts";
import { nestedSignIn } from "./officeHost.ts";

interface Props { hasMessage: boolean; onDelete(): void; onFiles(files: Iterable<File>): void; onSaid(text: string): void }

const faults: [string, Record<string, unknown>][] = [
  ["Microsoft 365 ber oss vänta (429)", { kind: "TooManyRequests", retryAfterSeconds: 30 }],
  ["Microsoft 365 är nere (503)", { kind: "Unavailable" }],
  ["Microsoft 365 svarar långsamt", { kind: "Slow", delayMilliseconds: 5000 }],
  ["Anslutningen bryts", { kind: "Reset" }],
  ["Brevet bryts mitt i", { kind: "CutOff" }],
  ["Inloggningen har gått ut", { kind: "ExpiredToken" }],
];

/** What one can make go wrong, to see that the truth is told. */
export function RehearsalMenu({ hasMessage, onDelete, onFiles, onSaid }: Props) {
  const close = (event: Event) => (event.currentTarget as HTMLElement).closest("details")?.removeAttribute("open");
  return (
    <details class="rehearsal" onKeyDown={(e) => e.key === "Escape" && (e.currentTarget as HTMLElement).removeAttribute("open")}>
      <summary>Repetition</summary>
      <div class="menu">
        <label class="file">
          Lägg in ett brev (.eml) …
          <input type="file" accept=".eml,message/rfc822" multiple onChange={(e) => onFiles([...((e.currentTarget as HTMLInputElement).files ?? [])])} />
        </label>
        <button type="button" disabled={!hasMessage} onClick={(e) => { close(e); onDelete(); }}>Ta bort brevet för alla</button>
        <h3>Låt något gå fel</h3>
        {faults.map(([text, fault]) => (
          <button type="button" key={text} onClick={async (e) => { close(e); await clearFaults(); await setFault(fault); onSaid(`På: ${text}.`); }}>{text}</button>
        ))}
        <button type="button" onClick={(e) => { close(e); nestedSignIn.failure = "USER_INTERACTION_REQUIRED"; onSaid("På: inloggningen kräver ett svar."); }}>Inloggningen kräver ett svar</button>
        <button type="button" onClick={async (e) => { close(e); nestedSignIn.failure = null; await clearFaults(); onSaid("Allt fungerar igen."); }}>Låt allt fungera igen</button>
      </div>
    </details>
  );
}
