import { clearFaults, setFault } from "./api.ts";
import type { Kind } from "./compose/draftEvents.ts";
import { nestedSignIn, type SignInFailure } from "./office/nestedSignIn.ts";
import { refused } from "./office/reply.ts";

interface Props {
  hasMessage: boolean;
  kind: Kind;
  ownSignature: boolean;
  onKind(kind: Kind): void;
  onOwnSignature(on: boolean): void;
  onDelete(): void;
  onFiles(files: Iterable<File>): void;
  onSaid(text: string): void;
}

const faults: [string, Record<string, unknown>][] = [
  ["Microsoft 365 ber oss vänta (429)", { kind: "TooManyRequests", retryAfterSeconds: 30 }],
  ["Microsoft 365 är nere (503)", { kind: "Unavailable" }],
  ["Microsoft 365 svarar långsamt", { kind: "Slow", delayMilliseconds: 5000 }],
  ["Anslutningen bryts", { kind: "Reset" }],
  ["Brevet bryts mitt i", { kind: "CutOff" }],
  ["Inloggningen har gått ut", { kind: "ExpiredToken" }],
];

const signIns: [string, SignInFailure][] = [
  ["Inloggningen kräver ett svar", "USER_INTERACTION_REQUIRED"],
  ["Personen avbryter inloggningen", "USER_CANCEL"],
  ["Inloggningen saknar nät", "NO_NETWORK"],
  ["Inloggningen fungerar inte just nu", "TRANSIENT_ERROR"],
  ["Inloggningen är trasig", "PERSISTENT_ERROR"],
  ["Kontot finns inte i Outlook", "ACCOUNT_UNAVAILABLE"],
  ["Outlook kan inte logga in tillägg", "NESTED_APP_AUTH_UNAVAILABLE"],
];

/** What one can make go wrong, to see that the truth is told. */
export function RehearsalMenu({ hasMessage, kind, ownSignature, onKind, onOwnSignature, onDelete, onFiles, onSaid }: Props) {
  const close = (event: Event) => (event.currentTarget as HTMLElement).closest("details")?.removeAttribute("open");
  const item = (text: string, act: () => void | Promise<void>, said: string) => (
    <button type="button" key={text} onClick={async (e) => { close(e); await act(); onSaid(said); }}>{text}</button>
  );
  return (
    <details class="rehearsal" onKeyDown={(e) => e.key === "Escape" && (e.currentTarget as HTMLElement).removeAttribute("open")}>
      <summary>Repetition</summary>
      <div class="menu">
        <label class="file">
          Lägg in ett brev (.eml) …
          <input type="file" accept=".eml,message/rfc822" multiple onChange={(e) => onFiles([...((e.currentTarget as HTMLInputElement).files ?? [])])} />
        </label>
        <button type="button" disabled={!hasMessage} onClick={(e) => { close(e); onDelete(); }}>Ta bort brevet för alla</button>
        <h3>När du skriver</h3>
        <label><input type="checkbox" checked={kind === "classic"} onChange={(e) => onKind(e.currentTarget.checked ? "classic" : "web")} /> Klassiska Outlook för Windows</label>
        <label><input type="checkbox" checked={ownSignature} onChange={(e) => onOwnSignature(e.currentTarget.checked)} /> Egen signatur påslagen i Outlook</label>
        <h3>Låt något gå fel</h3>
        {faults.map(([text, fault]) => item(text, async () => { await clearFaults(); await setFault(fault); }, `På: ${text}.`))}
        {item("Outlook lämnar inte ut utkastets text", () => { refused.calls = [37]; }, "På: tillägget får inte läsa utkastets text.")}
        <h3>Låt inloggningen gå fel</h3>
        {signIns.map(([text, status]) => item(text, () => { nestedSignIn.failure = status; }, `På: ${text}.`))}
        <hr />
        {item("Låt allt fungera igen", async () => { nestedSignIn.failure = null; refused.calls = []; await clearFaults(); }, "Allt fungerar igen.")}
      </div>
    </details>
  );
}
