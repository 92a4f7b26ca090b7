import { render } from "preact";
import { check, DEFAULTS } from "../guideline/draft";
import { openDraft, readDraft } from "../outlook/draft";
import { displayLanguage, followTheme, start } from "../outlook/host";
import { Bar } from "../read/parts";
import { chooseLanguage, t } from "../texts";
import { draftsSv } from "../texts/drafts-sv";

const room = document.getElementById("app") as HTMLElement;

async function open(): Promise<void> {
  const started = await start();
  await chooseLanguage(started === "ready" ? displayLanguage() : navigator.language).catch(() => undefined);
  room.replaceChildren();
  const item = started === "ready" ? openDraft() : undefined;
  const warnings = item ? check(await readDraft(item, DEFAULTS)).warnings : [];
  if (started === "ready") followTheme(document.documentElement);
  render(
    <main>
      <h1>Varamail</h1>
      {started !== "ready" && (
        <Bar tone="warn" icon="warning" title={t.start[started].title} role="alert">
          <p>{t.start[started].text}</p>
        </Bar>
      )}
      {warnings.map((warning) => {
        const text = draftsSv.warning[warning.code as keyof typeof draftsSv.warning](warning, DEFAULTS);
        return (
          <Bar key={warning.code} tone={warning.weight === "block" ? "bad" : "warn"} icon="warning" title={text.title}>
            <p>{text.message}</p>
            <p>{text.wayOut}</p>
          </Bar>
        );
      })}
    </main>,
    room,
  );
}

void open();
