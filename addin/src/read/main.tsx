import { render } from "preact";
import { Client } from "../api/client";
import { nestedTokens } from "../api/nested-sign-in";
import { onItemChanged, outlookAddress, readSelection } from "../outlook/item";
import { begin } from "./begin";
import { Pane, type State } from "./pane";
import { ReadPane } from "./read-pane";

const room = document.getElementById("app") as HTMLElement;

async function open(): Promise<void> {
  if (!(await begin(room))) return;
  room.replaceChildren();
  const client = new Client(nestedTokens(outlookAddress));
  let isLearnt = false;
  const show = (state: State) => {
    render(<ReadPane state={state} pane={pane} client={client} now={new Date()} />, room);
    if (!state.me || isLearnt) return;
    isLearnt = true;
    // For drafts to come, once somebody is signed in; fetched beside the pane.
    void import("./learn").then(({ learn }) => learn(client)).catch(() => undefined);
  };
  const pane = new Pane({ read: readSelection }, client, show);
  onItemChanged(pane.itemChanged);
  window.addEventListener("focus", () => void pane.looked());
  window.addEventListener("online", () => void pane.looked());
  await pane.follow();
}

void open();
