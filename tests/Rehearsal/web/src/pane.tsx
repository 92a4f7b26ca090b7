import { useEffect, useRef } from "preact/hooks";
import type { Addin, Button } from "./manifest.ts";
import { type Notice, OfficeHost, type Reading } from "./officeHost.ts";
import { focusIn } from "./xdm.ts";

interface Props {
  button: Button;
  addin: Addin;
  reading: Reading;
  /** The chosen letter is still on its way: the pane is told when it is there. */
  awaiting: boolean;
  pinned: boolean;
  onPin(pinned: boolean): void;
  onNotices(notices: Notice[]): void;
  onClose(): void;
  onChanged(): void;
}

/** The add-in's pane. Pinned, it stays and follows the chosen message. */
export function Pane({ button, addin, reading, awaiting, pinned, onPin, onNotices, onClose, onChanged }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const host = useRef<OfficeHost>(null);
  const region = useRef<HTMLElement>(null);
  const shown = useRef<string | undefined>(undefined);
  const id = `${reading.box.address}/${reading.letter?.id ?? ""}`;

  useEffect(() => {
    const end = new AbortController();
    const leave = (back: boolean) => region.current?.querySelector<HTMLElement>(back ? ".pane-head button:last-of-type" : ".pane-head button")?.focus();
    shown.current = id;
    const frame = paneFrame(button.label);
    host.current = new OfficeHost(frame, button.page, addin, reading, { notices: onNotices, leave, close: onClose, changed: onChanged }, end.signal);
    place.current?.replaceChildren(frame); // a frame takes its name only when it enters the page
    region.current?.addEventListener("enter-region", () => host.current?.channel.focus(focusIn.f6), { signal: end.signal });
    return () => {
      end.abort();
      onNotices([]);
    };
  }, []);

  useEffect(() => {
    if (awaiting || shown.current === id) return;
    shown.current = id;
    host.current?.show(reading);
  }, [id, awaiting]);

  return (
    <aside class="pane" aria-label={addin.name} data-region ref={region}>
      <div class="pane-head">
        <h2>{addin.name}</h2>
        {button.pinnable && (
          <button type="button" aria-pressed={pinned} title="Fäst fönstret så att det följer det meddelande du väljer" onClick={() => onPin(!pinned)}>
            {pinned ? "Lossa" : "Fäst"}
          </button>
        )}
        <button type="button" aria-label="Stäng fönstret" onClick={onClose}>×</button>
      </div>
      <div class="frame" ref={place} />
    </aside>
  );
}

function paneFrame(title: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.title = title;
  frame.setAttribute("sandbox", "allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads");
  frame.dataset.entry = "";
  return frame;
}
