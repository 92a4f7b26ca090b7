import type { Button } from "./office/manifest.ts";
import type { Notice } from "./office/notices.ts";

interface Props { buttons: Button[]; addinName: string; open: Button | null; onButton(button: Button): void }

/** The add-in's buttons, as its manifest declares them. */
export const AddinButtons = ({ buttons, addinName, open, onButton }: Props) =>
  buttons.length === 0 ? null : (
    <div role="group" aria-label={addinName}>
      {buttons.map((b) => (
        <button type="button" key={b.id} class="addin" title={b.tip} aria-pressed={b.page ? open?.id === b.id : undefined} onClick={() => onButton(b)}>
          {b.icon && <img src={b.icon} alt="" width="20" height="20" />}
          {b.label}
        </button>
      ))}
    </div>
  );

/** Bars that the add-in has put above the message. */
export const Notices = ({ notices, onAction, onDismiss }: { notices: Notice[]; onAction(notice: Notice): void; onDismiss(key: string): void }) =>
  notices.length === 0 ? null : (
    <ul class="notices" aria-label="Meddelanden från tillägg">
      {notices.map((n) => (
        <li key={n.key} class={n.type === "2" ? "error" : ""}>
          <span>{n.message}</span>
          {n.action && <button type="button" onClick={() => onAction(n)}>{n.action.text}</button>}
          <button type="button" aria-label={`Ta bort meddelandet: ${n.message}`} onClick={() => onDismiss(n.key)}>×</button>
        </li>
      ))}
    </ul>
  );
