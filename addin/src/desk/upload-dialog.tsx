import { useEffect, useRef, useState } from "preact/hooks";
import type { DeskClient } from "../api/desk-client";
import { isAbort, toFailure } from "../api/failure";
import type { Me, Registration } from "../api/shapes";
import { AuthorityOptions } from "../looks/authorities";
import { t } from "../texts";
import { Dialog } from "./dialog";
import { size, stateName } from "./words";

interface Outcome {
  name: string;
  failed: boolean;
  text: string;
}

const outlooksOwn = /\.(msg|oft|pst)$/i;

function told(registration: Registration, isNew: boolean): string {
  if (isNew) return `Ligger i kön, diarium ${registration.authority}.`;
  const number = registration.outcome?.diaryNumber;
  return `Finns redan i diarium ${registration.authority}: ${number ?? stateName[registration.state].toLowerCase()}. Inget har lagts till.`;
}

/** Takes in messages that Varamail can't fetch from a mailbox: saved from Outlook, got on a stick, decrypted elsewhere. */
export function UploadDialog({
  client,
  me,
  dropped,
  done,
  close,
}: {
  client: DeskClient;
  me: Me;
  dropped: FileList | null;
  /** One message, and nothing that went wrong: the dialog has no more to say. */
  done: (registration: Registration, said: string) => void;
  close: (changed: boolean) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const running = useRef(new AbortController());
  const [mailbox, setMailbox] = useState("");
  const [authority, setAuthority] = useState("");
  const [sending, setSending] = useState<{ file: File; at: number; of: number } | null>(null);
  /** Some file ended before its end; whoever has made sure that it came like that may send it so. */
  const [cutOff, setCutOff] = useState(false);
  const [asItIs, setAsItIs] = useState(false);
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);

  useEffect(() => {
    if (input.current && dropped) input.current.files = dropped;
    return () => running.current.abort();
  }, [dropped]);

  const own = me.mailboxes.find((one) => one.address === mailbox)?.authority;
  const to = authority || own;

  const send = async (event: Event) => {
    event.preventDefault();
    if (sending) return;
    const files = [...(input.current?.files ?? [])];
    const all: Outcome[] = [];
    for (const [index, file] of files.entries()) {
      setSending({ file, at: index + 1, of: files.length });
      const outcome = { name: file.name, failed: true, text: "" };
      try {
        if (outlooksOwn.test(file.name)) {
          outcome.text =
            "Filen är i Outlooks eget format. Spara meddelandet som .eml (i Outlook på webben: Ladda ned) och ladda upp den filen.";
        } else {
          const { registration, isNew } = await client.upload(file, mailbox, authority || null, asItIs, running.current.signal);
          Object.assign(outcome, { failed: false, text: told(registration, isNew) });
          if (files.length === 1 && isNew) return done(registration, `Uppladdat. ${outcome.text}`);
        }
      } catch (error) {
        if (isAbort(error)) return;
        const failure = toFailure(error);
        if (failure.code === "messageIncomplete") setCutOff(true);
        outcome.text = `${t.failure[failure.code].title}. ${failure.detail ?? t.failure[failure.code].text}`;
      }
      all.push(outcome);
      setOutcomes([...all]);
    }
    setSending(null);
    if (input.current) input.current.value = "";
  };

  return (
    <Dialog title="Ladda upp ett meddelande" close={() => close(outcomes.some((one) => !one.failed))}>
      <form class="stack" onSubmit={(event) => void send(event)} aria-busy={sending !== null}>
        <p>För meddelanden som inte går att hämta ur brevlådan. Filen sparas som den är, och det syns att du har laddat upp den.</p>
        <label>
          Fil med meddelandet (.eml)
          <input ref={input} type="file" accept=".eml,message/rfc822" multiple required disabled={sending !== null} />
        </label>
        <label>
          Brevlåda som meddelandet kom till eller skickades från
          <select required value={mailbox} disabled={sending !== null} onChange={(event) => setMailbox(event.currentTarget.value)}>
            <option value="">Välj …</option>
            {(["functional", "individual"] as const).map((kind) => (
              <optgroup key={kind} label={kind === "functional" ? "Funktionsbrevlådor" : "Personers brevlådor"}>
                {me.mailboxes
                  .filter((one) => one.kind === kind)
                  .map((one) => (
                    <option key={one.address} value={one.address}>
                      {one.name} ({one.address})
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </label>
        <label>
          Diarium
          <select value={authority} disabled={sending !== null} onChange={(event) => setAuthority(event.currentTarget.value)}>
            <option value="">{own ? `Brevlådans eget (${own})` : "Brevlådans eget"}</option>
            <AuthorityOptions authorities={me.allAuthorities} />
          </select>
        </label>
        {to && !me.authorities.includes(to) && (
          <p class="small">Du arbetar inte med diarium {to}: meddelandet hamnar i dess registrators kö.</p>
        )}
        {cutOff && (
          <label>
            <input type="checkbox" checked={asItIs} onChange={(event) => setAsItIs(event.currentTarget.checked)} /> Jag har kontrollerat:
            filen kom så. Ladda upp den som den är
          </label>
        )}
        <div role="status">
          {sending && (
            <p class="stack">
              Laddar upp {sending.file.name} ({size(sending.file.size)}){sending.of > 1 && `, ${sending.at} av ${sending.of}`} …
              <progress aria-label="Laddar upp" />
            </p>
          )}
        </div>
        <div role="alert">
          {outcomes.length > 0 && (
            <ul class="outcomes" aria-label="Så gick det">
              {outcomes.map((one, index) => (
                <li key={index} class={one.failed ? "bar warn" : "bar ok"}>
                  <strong>{one.name}</strong>
                  <span>{one.text}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
        <div class="go">
          <button type="submit" class="primary" aria-disabled={sending !== null}>
            Ladda upp
          </button>
          <button type="button" onClick={() => close(outcomes.some((one) => !one.failed))}>
            {outcomes.length > 0 && !sending ? "Stäng" : "Avbryt"}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
