import { useEffect, useRef } from "preact/hooks";
import { AddinFrame, type Item } from "./office/addinFrame.ts";
import type { Button } from "./office/manifest.ts";
import { useNarrow } from "./narrow.ts";
import type { Session } from "./office/session.ts";
import { focusIn } from "./office/xdm.ts";

interface Props {
  button: Button;
  session: Session;
  item: Item;
  /** Changes with the item; the pane is told then. */
  itemKey: string;
  /** The item is still on its way: the pane is told when it is there. */
  awaiting: boolean;
  pinned: boolean;
  onPin(pinned: boolean): void;
  onStart?(frame: AddinFrame): void;
  onItem?(): void;
  onClose(): void;
}

/** The add-in's pane. Pinned, it stays and follows the chosen message. */
export function Pane(props: Props) {
  const { button, session, item, itemKey, awaiting, pinned, onPin, onStart, onItem, onClose } = props;
  const place = useRef<HTMLDivElement>(null);
  const host = useRef<AddinFrame>(null);
  const region = useRef<HTMLElement>(null);
  const shown = useRef(itemKey);
  const isNarrow = useNarrow();
  const now = useRef(props);
  now.current = props;

  useEffect(() => {
    const end = new AbortController();
    const leave = (back: boolean) => region.current?.querySelector<HTMLElement>(back ? ".pane-head button:last-of-type" : ".pane-head button")?.focus();
    const frame = document.createElement("iframe");
    frame.title = button.label;
    frame.dataset.entry = "";
    host.current = new AddinFrame(frame, button.page, session, { item: () => now.current.item, leave, close: () => now.current.onClose(), completed: () => {} }, end.signal);
    place.current?.replaceChildren(frame); // a frame takes its name only when it enters the page
    region.current?.addEventListener("enter-region", () => host.current?.channel.focus(focusIn.f6), { signal: end.signal });
    onStart?.(host.current);
    return () => end.abort();
  }, []);

  useEffect(() => {
    if (awaiting || shown.current === itemKey) return;
    shown.current = itemKey;
    onItem?.();
    host.current?.itemChanged();
  }, [itemKey, awaiting, item]);

  return (
    <section class="pane" role={isNarrow ? "main" : "complementary"} aria-label={session.addin.name} data-region ref={region}>
      <div class="pane-head">
        <h2>{session.addin.name}</h2>
        {button.pinnable && (
          <button type="button" aria-pressed={pinned} title="Fäst fönstret så att det följer det meddelande du väljer" onClick={() => onPin(!pinned)}>
            {pinned ? "Lossa" : "Fäst"}
          </button>
        )}
        <button type="button" aria-label="Stäng fönstret" onClick={onClose}>×</button>
      </div>
      <div class="frame" ref={place} />
    </section>
  );
}
