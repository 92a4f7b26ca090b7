import { render } from "preact";
import { Client } from "../api/client";
import { nestedTokens } from "../api/nested-sign-in";
import { DEFAULTS, type Settings } from "../guideline/draft";
import { type DraftItem, openDraft, readDraft, readNote, writeNote } from "../outlook/draft";
import { displayLanguage, followTheme, start } from "../outlook/host";
import { outlookAddress } from "../outlook/item";
import * as mend from "../outlook/mend";
import { rememberSignature } from "../outlook/signature";
import { Bar } from "../read/parts";
import { chooseLanguage, t } from "../texts";
import { Compose, type Desk } from "./compose";
import { ComposePane } from "./compose-pane";

const room = document.getElementById("app") as HTMLElement;
/** The text has no event of its own. */
const GLANCE = 1500;

const deskOf = (item: DraftItem, settings: Settings): Desk => ({
  item,
  readDraft: () => readDraft(item, settings),
  readNote: (name) => readNote(item, name),
  writeNote: (name, value) => writeNote(item, name, value),
  setSubject: (subject) => mend.setSubject(item, subject),
  setBody: (html) => mend.setBody(item, html),
  setSignature: (html) => mend.setSignature(item, html),
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

function say(title: string, text: string): void {
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

async function open(): Promise<void> {
  const started = await start();
  const language = started === "ready" ? displayLanguage() : navigator.language;
  await chooseLanguage(language).catch(() => undefined);
  const texts = t.locale === "sv-SE" ? (await import("../texts/compose-sv")).composeSv : (await import("../texts/compose-en")).composeEn;
  room.replaceChildren();
  if (started !== "ready") return say(t.start[started].title, t.start[started].text);
  const item = openDraft();
  if (!item) return say(texts.noDraft.title, texts.noDraft.text);
  followTheme(document.documentElement);
  const settings = await readSettings();
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
