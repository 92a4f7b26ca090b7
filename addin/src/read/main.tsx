import { render } from "preact";
import { Client } from "../api/client";
import { nestedTokens } from "../api/nested-sign-in";
import { keepFocus } from "../looks/keep-focus";
import { displayLanguage, followTheme, start } from "../outlook/host";
import { onItemChanged, outlookAddress, readSelection } from "../outlook/item";
import { chooseLanguage, t } from "../texts";
import { Pane, type State } from "./pane";
import { Bar } from "./parts";
import { ReadPane } from "./read-pane";

const room = document.getElementById("app") as HTMLElement;

async function open(): Promise<void> {
  const started = await start();
  await chooseLanguage(started === "ready" ? displayLanguage() : navigator.language).catch(() => undefined);
  room.replaceChildren();
  if (started !== "ready") {
    render(
      <main>
        <h1>Varamail</h1>
        <Bar tone="warn" icon="warning" title={t.start[started].title} role="alert">
          <p>{t.start[started].text}</p>
        </Bar>
      </main>,
      room,
    );
    return;
  }
  followTheme(document.documentElement);
  keepFocus(() => room.querySelector("h1"));
  const client = new Client(nestedTokens(outlookAddress));
  const show = (state: State) => render(<ReadPane state={state} pane={pane} client={client} now={new Date()} />, room);
  const pane = new Pane({ read: readSelection }, client, show);
  onItemChanged(pane.itemChanged);
  window.addEventListener("focus", () => void pane.looked());
  window.addEventListener("online", () => void pane.looked());
  await pane.follow();
}

void open();
