import { render } from "preact";
import { Client } from "../api/client";
import { nestedTokens } from "../api/nested-sign-in";
import type { PaneSettings } from "../guideline/draft";
import * as dispatch from "../outlook/dispatch";
import { type DraftItem, openDraft, readDraft, readNote, writeNote } from "../outlook/draft";
import { outlookAddress } from "../outlook/item";
import * as mend from "../outlook/mend";
import { rememberSignature, setSignature } from "../outlook/signature";
import { begin, sayInstead } from "../read/begin";
import { t } from "../texts";
import { Compose, type ComposeState, type Desk, STARTING } from "./compose";
import { ComposePane } from "./compose-pane";
import { type DispatchDesk, Dispatching } from "./dispatch";
import { learnSignature, readSettings } from "./settings";

const room = document.getElementById("app") as HTMLElement;
/** The text has no event of its own. */
const GLANCE = 1500;

const deskOf = (item: DraftItem, settings: PaneSettings): Desk => ({
  readDraft: () => readDraft(item, settings),
  readNote: (name) => readNote(item, name),
  writeNote: (name, value) => writeNote(item, name, value),
  setSubject: (subject) => mend.setSubject(item, subject),
  setBody: (html) => mend.setBody(item, html),
  setSignature: (html) => setSignature(item, html),
  answerOnlySender: () => mend.answerOnlySender(item),
  files: () => mend.files(item),
  fileBytes: (id) => mend.fileBytes(item, id),
  openedFor: () => mend.openedFor(item),
});

const dispatchDeskOf = (item: DraftItem): DispatchDesk => ({
  mark: (id) => dispatch.mark(item, id),
  unmark: () => dispatch.unmark(item),
  markOf: () => dispatch.markOf(item),
  inReplyTo: () => dispatch.inReplyTo(item),
  canSend: dispatch.canSend(item),
  send: () => dispatch.send(item),
});

async function open(): Promise<void> {
  if (!(await begin(room))) return;
  const texts = t.locale === "sv-SE" ? (await import("../texts/compose-sv")).composeSv : (await import("../texts/compose-en")).composeEn;
  const item = openDraft();
  if (!item) return sayInstead(room, texts.noDraft);
  const settings = await readSettings();
  room.replaceChildren();
  const client = new Client(nestedTokens(outlookAddress));
  let state: ComposeState = STARTING;
  const draw = () => render(<ComposePane state={state} compose={compose} dispatching={dispatching} settings={settings} t={texts} />, room);
  const dispatching = new Dispatching(dispatchDeskOf(item), client, settings, draw);
  const compose = new Compose(deskOf(item, settings), client, settings, (now) => {
    state = now;
    draw();
    if (typeof now.look !== "string") void dispatching.seen(now.look.draft);
  });
  await compose.open();
  void dispatching.open();
  void compose.readFiles();
  void learnSignature(client, settings, outlookAddress() ?? "", rememberSignature);
  mend.onDraftChanged(item, () => void compose.look().then(() => compose.readFiles()));
  setInterval(() => {
    if (document.visibilityState === "visible") void compose.look();
  }, GLANCE);
}

void open();
