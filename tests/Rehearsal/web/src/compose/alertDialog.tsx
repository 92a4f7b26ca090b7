import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Alert, Choice } from "./sending.ts";

interface Props { alert: Alert; name: string; what: string; onChoice(choice: Choice): void; onAction(commandId: string, context: string): void }

/** The Smart Alert of Outlook: what the add-in says, and what one may do now. */
export function AlertDialog({ alert, name, what, onChoice, onAction }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
    heading.current?.focus();
  }, [alert.state]);
  const stay = () => onChoice("stay");
  return (
    <dialog
      ref={dialog}
      class="alert"
      aria-labelledby="alert-heading"
      aria-describedby="alert-text"
      onCancel={(e) => {
        e.preventDefault();
        stay();
      }}
    >
      <h2 id="alert-heading" ref={heading} tabIndex={-1}>{name}</h2>
      <div id="alert-text">{textOf(alert, name, what)}</div>
      <div class="choices">
        {alert.state === "stopped" && alert.action && (
          <button type="button" class="primary" onClick={() => alert.action && onAction(alert.action.commandId, alert.action.context)}>{alert.action.label}</button>
        )}
        {alert.canSend && <button type="button" onClick={() => onChoice("sendAnyway")}>Skicka ändå</button>}
        <button type="button" onClick={stay}>{alert.state === "unavailable" ? "Försök senare" : "Skicka inte"}</button>
      </div>
    </dialog>
  );
}

function textOf(alert: Alert, name: string, what: string): ComponentChildren {
  switch (alert.state) {
    case "checking":
      return (
        <p role="status">{alert.isSlow ? `${name} behöver längre tid än vanligt för att kontrollera ${what}.` : `${name} kontrollerar ${what} …`}</p>
      );
    case "unavailable":
      return <p>{name} kan inte nås just nu, så {what} är inte kontrollerat.{!alert.canSend && " Det kan inte skickas förrän tillägget svarar."}</p>;
    case "timedOut":
      return <p>{name} har inte svarat på fem minuter, så {what} är inte kontrollerat.{!alert.canSend && " Försök att skicka igen."}</p>;
    case "stopped":
      return alert.markdown ? <Markdown text={alert.markdown} /> : <p>{alert.message || `${name} har stoppat ${what}.`}</p>;
  }
}

/** As much of Markdown as Outlook shows in an alert: bold, italic, links, lists and line breaks. */
export function Markdown({ text }: { text: string }) {
  const blocks: ComponentChildren[] = [];
  let items: string[] = [];
  const endList = () => {
    if (items.length > 0) blocks.push(<ul>{items.map((i) => <li>{inline(i)}</li>)}</ul>);
    items = [];
  };
  for (const line of text.split(/\r\n|\r|\n/)) {
    const item = /^\s*(?:[-*+]|\d+\.)\s+(.*)$/.exec(line);
    if (item) items.push(item[1] ?? "");
    else {
      endList();
      if (line.trim()) blocks.push(<p>{inline(line)}</p>);
    }
  }
  endList();
  return <>{blocks}</>;
}

function inline(text: string): ComponentChildren[] {
  const parts = text.split(/(\*\*[^*]+\*\*|__[^_]+__|\*[^*]+\*|_[^_]+_|\[[^\]]+\]\(https:\/\/[^)\s]+\))/);
  return parts.map((part) => {
    const link = /^\[([^\]]+)\]\((https:\/\/[^)\s]+)\)$/.exec(part);
    if (link) return <a href={link[2]} target="_blank" rel="noreferrer">{link[1]}</a>;
    if (/^(\*\*|__).+\1$/.test(part)) return <strong>{part.slice(2, -2)}</strong>;
    if (/^([*_]).+\1$/.test(part) && part.length > 2) return <em>{part.slice(1, -1)}</em>;
    return part;
  });
}
