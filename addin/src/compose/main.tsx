import { render } from "preact";
import { check } from "../guideline/draft";
import { openItem, readDraft } from "../outlook/draft";
import { displayLanguage, followTheme, start } from "../outlook/host";
import { Bar } from "../read/parts";
import { chooseLanguage, t } from "../texts";

const room = document.getElementById("app") as HTMLElement;

async function open(): Promise<void> {
  const started = await start();
  await chooseLanguage(started === "ready" ? displayLanguage() : navigator.language).catch(() => undefined);
  room.replaceChildren();
  const item = started === "ready" ? openItem() : undefined;
  const warnings = item ? check(await readDraft(item)) : [];
  if (started === "ready") followTheme(document.documentElement);
  render(
    <main>
      <h1>Varamail</h1>
      {started !== "ready" && (
        <Bar tone="warn" icon="warning" title={t.start[started].title} role="alert">
          <p>{t.start[started].text}</p>
        </Bar>
      )}
      {warnings.map((warning) => (
        <Bar key={warning.code} tone={warning.weight === "block" ? "bad" : "warn"} icon="warning" title={warning.title}>
          <p>{warning.message}</p>
        </Bar>
      ))}
    </main>,
    room,
  );
}

void open();
