import { useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import * as api from "../api.ts";
import type { AddinFrame } from "../office/addinFrame.ts";
import { type Desk, draftItem } from "../office/draftItem.ts";
import type { Button } from "../office/manifest.ts";
import { base64 } from "../office/reply.ts";
import type { Session } from "../office/session.ts";
import { focusIn } from "../office/xdm.ts";
import { Pane } from "../pane.tsx";
import { AddinButtons, Notices } from "../ribbon.tsx";
import { clockText, fileSize, momentOf } from "../time.ts";
import { AlertDialog } from "./alertDialog.tsx";
import { type Draft, fields } from "./draft.ts";
import { DraftEvents, itemEvent, type Kind } from "./draftEvents.ts";
import { Editor } from "./editor.tsx";
import { isAddress, RecipientField, suggestion } from "./recipientField.tsx";
import { type Alert, type Choice, maySend } from "./sending.ts";

interface Props {
  draft: Draft;
  session: Session | null;
  person: api.Person;
  boxes: api.Box[];
  directory: api.Entry[];
  kind: Kind;
  own(address: string): boolean;
  onPane(isOpen: boolean): void;
  onClosed(said: string): void;
}

const labels = { message: { to: "Till", cc: "Kopia", bcc: "Hemlig kopia" }, appointment: { to: "Obligatoriska", cc: "Valfria", bcc: "" } };

/** Where a message or a meeting is written, with the add-in's buttons above and its pane beside. */
export function ComposeWindow({ draft, session, person, boxes, directory, kind, own, onPane, onClosed }: Props) {
  const [, drawAgain] = useReducer((n: number) => n + 1, 0);
  const [open, setOpen] = useState<Button | null>(null);
  const [alert, setAlert] = useState<{ alert: Alert; chosen(choice: Choice): void } | null>(null);
  const [wrong, setWrong] = useState("");
  const [showsBcc, setShowsBcc] = useState(false);
  const events = useRef<DraftEvents | null>(null);
  const pane = useRef<AddinFrame | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const isBusy = useRef(false);
  const isMeeting = draft.kind === "appointment";
  const what = isMeeting ? "mötet" : "meddelandet";
  const buttons = !session || (draft.from.shared && !session.addin.sharedFolders) ? [] : isMeeting ? session.addin.organizing : session.addin.composing;

  const desk = useMemo<Desk>(() => ({ own, send: () => void send(), close: (discard) => void close(discard) }), [draft]);

  useEffect(() => {
    const stop = draft.follow((change) => {
      drawAgain(0);
      const own = itemEvent(change);
      if (own) pane.current?.channel.fire(own.name, [JSON.stringify(own.told)]);
    });
    if (session) events.current = new DraftEvents(session, draft, desk, kind);
    if (draft.composeType === "reply") document.querySelector<HTMLElement>(".sheet")?.focus();
    else document.getElementById("to")?.focus();
    return () => {
      stop();
      events.current?.end();
      onPane(false);
    };
  }, [draft]);

  const openPane = (button: Button | undefined, context: string) => {
    if (!button?.page) return;
    draft.context = context;
    if (open?.id === button.id) {
      pane.current?.channel.fire("olkInitializationContextChanged", context);
      pane.current?.channel.focus(focusIn.f6);
    }
    setOpen(button);
    onPane(true);
  };
  const closePane = () => {
    setOpen(null);
    pane.current = null;
    onPane(false);
  };
  const press = (button: Button) => {
    if (button.functionName) void events.current?.runFunction(button.functionName);
    else if (open?.id === button.id) closePane();
    else openPane(button, "");
  };

  async function send(): Promise<void> {
    if (isBusy.current) return;
    const everybody = fields.flatMap((f) => draft.recipients[f]);
    if (everybody.length === 0) return setWrong(isMeeting ? "Bjud in minst en person." : "Skriv minst en mottagare.");
    const bad = everybody.find((a) => !isAddress(a.address));
    if (bad) return setWrong(`${bad.address} är ingen e-postadress. Rätta den eller ta bort den.`);
    setWrong("");
    isBusy.current = true;
    try {
      const running = events.current;
      const event = running?.sendEvent(draft) ?? null;
      const isAllowed = await maySend(event, (e) => (running as DraftEvents).send(e), (shown, chosen) => setAlert(shown && { alert: shown, chosen }));
      if (!isAllowed) return heading.current?.focus();
      await api.send(draft.outgoing(person.address));
      onClosed(isMeeting ? "Inbjudan är skickad." : "Meddelandet är skickat.");
    } catch {
      setWrong(`${isMeeting ? "Mötet" : "Meddelandet"} kunde inte skickas. Försök igen.`);
    } finally {
      isBusy.current = false;
    }
  }
  async function close(discard: boolean): Promise<void> {
    if (discard) {
      if (draft.savedId) await api.remove(person.address, draft.from.address, draft.savedId);
      onClosed("Utkastet är kastat.");
      return;
    }
    draft.saved((await api.save(draft.outgoing(person.address))).id);
    onClosed("Utkastet ligger i Utkast.");
  }
  const attach = async (files: Iterable<File>) => {
    for (const file of files)
      draft.addFile({ name: file.name, contentType: file.type || "application/octet-stream", size: file.size, inline: false, contentId: "", base64: base64(await file.arrayBuffer()) });
  };
  const field = (name: "to" | "cc" | "bcc") => (
    <RecipientField key={name} id={name} label={labels[draft.kind][name]} people={draft.recipients[name]} directory={directory} own={own} entry={name === "to"} onChange={(people) => draft.setRecipients(name, people)} />
  );
  const title = draft.subject || (isMeeting ? "Nytt möte" : "Nytt meddelande");

  return (
    <>
      <main
        class="compose"
        aria-label={isMeeting ? "Möte" : "Skriv meddelande"}
        data-region
        onKeyDown={(e) => {
          if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
            e.preventDefault();
            void send();
          }
        }}
      >
        <div class="ribbon" role="toolbar" aria-label={isMeeting ? "Möte" : "Utkast"}>
          <button type="button" class="primary" title="Ctrl+Enter" onClick={() => void send()}>Skicka</button>
          <button type="button" onClick={() => void close(true)}>Kasta</button>
          <button type="button" onClick={() => void close(false)}>Spara och stäng</button>
          <label class="file">
            Bifoga
            <input type="file" multiple aria-label="Bifoga filer" onChange={(e) => void attach([...(e.currentTarget.files ?? [])])} />
          </label>
          <AddinButtons buttons={buttons} addinName={session?.addin.name ?? ""} open={open} onButton={press} />
        </div>
        <Notices
          notices={draft.notices.all}
          onAction={(n) => openPane(buttons.find((b) => b.id === n.action?.commandId), n.action?.context ?? "")}
          onDismiss={(key) => draft.notices.remove(key)}
        />
        {wrong && <p class="wrong" role="alert">{wrong}</p>}
        <div class="draft">
          <h2 ref={heading} tabIndex={-1} class="hidden">{title}</h2>
          <datalist id="directory">{directory.map((e) => <option key={e.address} value={suggestion(e)} />)}</datalist>
          <div class="field">
            <label for="from">Från</label>
            <select id="from" value={draft.from.address} onChange={(e) => draft.setFrom(boxes.find((b) => b.address === e.currentTarget.value) ?? draft.from)}>
              {boxes.map((b) => <option key={b.address} value={b.address}>{b.name} &lt;{b.address}&gt;</option>)}
            </select>
            {!isMeeting && !showsBcc && draft.recipients.bcc.length === 0 && <button type="button" onClick={() => setShowsBcc(true)}>Hemlig kopia</button>}
          </div>
          {field("to")}
          {field("cc")}
          {!isMeeting && (showsBcc || draft.recipients.bcc.length > 0) && field("bcc")}
          <div class="field">
            <label for="subject">Ämne</label>
            <input id="subject" value={draft.subject} maxLength={255} onInput={(e) => draft.setSubject(e.currentTarget.value)} />
          </div>
          {isMeeting && <Times draft={draft} />}
          {draft.files.some((f) => !f.inline) && (
            <ul class="files" aria-label="Bilagor">
              {draft.files.filter((f) => !f.inline).map((f) => (
                <li key={f.id}>
                  <span>{f.name}<small> {fileSize(f.size)}</small></span>
                  <button type="button" aria-label={`Ta bort bilagan ${f.name}`} onClick={() => draft.removeFile(f.id)}>×</button>
                </li>
              ))}
            </ul>
          )}
          <Editor draft={draft} />
        </div>
      </main>
      {open && session && (
        <Pane
          key={`${draft.id}/${open.id}`}
          button={open}
          session={session}
          item={draftItem(session, draft, desk)}
          itemKey={draft.id}
          awaiting={false}
          pinned={false}
          onPin={() => {}}
          onStart={(frame) => {
            pane.current = frame;
            // Outlook gives a pane the focus once it has started.
            void frame.channel.listens("appCommandInvoked").then(() => pane.current === frame && frame.channel.focus(focusIn.tab));
          }}
          onClose={closePane}
        />
      )}
      {alert && (
        <AlertDialog
          alert={alert.alert}
          name={session?.addin.name ?? ""}
          what={what}
          onChoice={alert.chosen}
          onAction={(commandId, context) => {
            alert.chosen("stay");
            const button = buttons.find((b) => b.id === commandId);
            if (button?.functionName) void events.current?.runFunction(button.functionName);
            else openPane(button, context);
          }}
        />
      )}
    </>
  );
}

function Times({ draft }: { draft: Draft }) {
  const changed = (start: string, end: string) => {
    const [from, to] = [momentOf(start), momentOf(end)];
    if (!Number.isNaN(from.getTime()) && !Number.isNaN(to.getTime())) draft.setTimes(from, to < from ? from : to);
  };
  return (
    <>
      <div class="field">
        <label for="start">Börjar</label>
        <input id="start" type="datetime-local" value={clockText(draft.start)} onChange={(e) => changed(e.currentTarget.value, clockText(draft.end))} />
        <label for="end">Slutar</label>
        <input id="end" type="datetime-local" value={clockText(draft.end)} onChange={(e) => changed(clockText(draft.start), e.currentTarget.value)} />
      </div>
      <div class="field">
        <label for="location">Plats</label>
        <input id="location" value={draft.location} onInput={(e) => draft.setLocation(e.currentTarget.value)} />
      </div>
    </>
  );
}
