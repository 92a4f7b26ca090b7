import { render } from "preact";
import { Client } from "../api/client";
import { nestedTokens } from "../api/nested-sign-in";
import { DEFAULTS, type Settings } from "../guideline/draft";
import { type DraftItem, openDraft, readDraft, readNote, writeNote } from "../outlook/draft";
import { outlookAddress } from "../outlook/item";
import * as mend from "../outlook/mend";
import { rememberSignature, setSignature } from "../outlook/signature";
import { begin, sayInstead } from "../read/begin";
import { t } from "../texts";
import { Compose, type Desk } from "./compose";
import { ComposePane } from "./compose-pane";

const room = document.getElementById("app") as HTMLElement;
/** The text has no event of its own. */
const GLANCE = 1500;

const deskOf = (item: DraftItem, settings: Settings): Desk => ({
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
  rememberSignature,
});

/** The municipality's own; without an answer the defaults hold, as in the send check. */
async function readSettings(): Promise<Settings> {
  const answer = await fetch("/addin/draft-settings.json", { cache: "no-store" }).catch(() => undefined);
  return answer?.ok ? { ...DEFAULTS, ...(await answer.json()) } : DEFAULTS;
}

async function open(): Promise<void> {
  if (!(await begin(room))) return;
  const texts = t.locale === "sv-SE" ? (await import("../texts/compose-sv")).composeSv : (await import("../texts/compose-en")).composeEn;
  const item = openDraft();
  if (!item) return sayInstead(room, texts.noDraft);
  const settings = await readSettings();
  room.replaceChildren();
  const client = new Client(nestedTokens(outlookAddress));
  const compose: Compose = new Compose(deskOf(item, settings), client, settings, (state) =>
    render(<ComposePane state={state} compose={compose} settings={settings} t={texts} />, room),
  );
  await compose.open();
  void compose.readFiles();
  void compose.learnSignature(outlookAddress() ?? "");
  mend.onDraftChanged(item, () => void compose.look().then(() => compose.readFiles()));
  setInterval(() => {
    if (document.visibilityState === "visible") void compose.look();
  }, GLANCE);
}

void open();
