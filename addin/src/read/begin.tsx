import { render } from "preact";
import { keepFocus } from "../looks/keep-focus";
import { displayLanguage, followTheme, start } from "../outlook/host";
import { t } from "../texts";
import { chooseLanguage } from "../texts/language";
import { Bar } from "./parts";

/** Says why there is nothing to show. */
export function sayInstead(room: HTMLElement, { title, text }: { readonly title: string; readonly text: string }): void {
  room.replaceChildren();
  render(
    <main>
      <h1>Varamail</h1>
      <Bar tone="warn" icon="warning" title={title} role="alert">
        <p>{text}</p>
      </Bar>
    </main>,
    room,
  );
}

/** Starts a pane: with Outlook, in its language and colours. False where that can't be, and is said. */
export async function begin(room: HTMLElement): Promise<boolean> {
  const started = await start();
  await chooseLanguage(started === "ready" ? displayLanguage() : navigator.language).catch(() => undefined);
  if (started !== "ready") {
    sayInstead(room, t.start[started]);
    return false;
  }
  followTheme(document.documentElement);
  keepFocus(() => room.querySelector("h1"));
  return true;
}
