import { useEffect, useRef } from "preact/hooks";
import type { PaneSettings, Warning, Weight, Words } from "../guideline/draft";
import { Bar, Icon, Quote, Summary } from "../read/parts";
import { t as common } from "../texts";
import type { ComposeTexts } from "../texts/composeTexts";
import type { WarningText } from "../texts/draftTexts";
import type { Compose, ComposeState, Look } from "./compose";
import type { Dispatching } from "./dispatch";
import { DispatchPanel } from "./dispatch-panel";
import { Anyway, Files, PlainLanguage, Recipients } from "./panels";

const tones: Readonly<Record<Weight, "bad" | "warn" | "info">> = { block: "bad", warn: "warn", hint: "info", off: "info" };

export interface Shown {
  readonly compose: Compose;
  readonly dispatching: Dispatching;
  readonly settings: PaneSettings;
  readonly t: ComposeTexts;
}

/** The whole pane. */
export function ComposePane({ state, ...shown }: Shown & { state: ComposeState }) {
  const { t } = shown;
  const { look, notice } = state;
  const target = useRef<HTMLHeadingElement>(null);
  // Keyboard focus doesn't enter an Outlook pane by itself (office-js 6462).
  useEffect(() => {
    if (!state.wanted) target.current?.focus();
  }, [state.wanted]);
  return (
    <>
      <header>
        <b>Varamail</b>
      </header>
      <main aria-busy={look === "starting"}>
        <h1 ref={target} tabIndex={-1}>
          {t.title}
        </h1>
        <div role="status" class="notice">
          {notice === "fixed" && <p>{t.fixed}</p>}
          {notice === "notFixed" && <p>{t.notFixed}</p>}
          {notice === "anyway" && <p>{t.anywayDone}</p>}
          {look === "starting" && <p>{common.starting}</p>}
        </div>
        {look === "unreadable" && <Bar tone="warn" icon="warning" title={t.unreadable} role="alert" />}
        {typeof look !== "string" && <Findings look={look} wanted={state.wanted} {...shown} />}
      </main>
    </>
  );
}

function Findings({ look, wanted, ...shown }: Shown & { look: Look; wanted: string | undefined }) {
  const { t } = shown;
  const { warnings } = look.checked;
  const groups = (["block", "warn", "hint"] as const).map(
    (weight) => [weight, warnings.filter((warning) => warning.weight === weight)] as const,
  );
  const headings = { block: t.stops, warn: t.asks, hint: t.hints };
  return (
    <>
      {warnings.length === 0 && (
        <Bar tone="ok" icon="check" title={t.clean}>
          <p>{t.cleanText}</p>
        </Bar>
      )}
      {groups
        .filter(([, some]) => some.length > 0)
        .map(([weight, some]) => (
          <section key={weight} class="stack" aria-labelledby={`group-${weight}`}>
            <h2 id={`group-${weight}`} class="group">
              {headings[weight]}
            </h2>
            {some.map((warning) => (
              <OneWarning key={warning.code} warning={warning} look={look} wanted={warning.code === wanted} {...shown} />
            ))}
          </section>
        ))}
      {warnings.some((warning) => warning.weight === "block") && <Anyway excused={look.excused} {...shown} />}
      <DispatchPanel dispatching={shown.dispatching} t={t} />
      <Files look={look} t={t} />
      <Recipients look={look} t={t} />
      <PlainLanguage look={look} {...shown} />
      <p class="quiet">
        <Icon name="info" />
        {t.local}
      </p>
    </>
  );
}

export function textOf(warning: Warning, t: ComposeTexts, settings: PaneSettings): WarningText {
  return warning.code === "plainLanguage" || warning.code === "privateUse"
    ? t.hint[warning.code](warning)
    : t.warning[warning.code](warning, settings);
}

function OneWarning({ warning, look, wanted, compose, settings, t }: Shown & { warning: Warning; look: Look; wanted: boolean }) {
  const text = textOf(warning, t, settings);
  const target = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (wanted) target.current?.focus();
  }, [wanted]);
  const { fix } = warning;
  const citation = settings.citations?.[warning.code];
  // What stands in a file only can't be taken out of it here.
  const fixable = fix !== "none" && !(fix === "mask" && warning.words.every((words) => words.where !== "body"));
  return (
    <article class={`bar ${tones[warning.weight]}`} aria-labelledby={`title-${warning.code}`}>
      <Icon name={warning.weight === "hint" ? "info" : "warning"} />
      <h3 id={`title-${warning.code}`} ref={target} tabIndex={-1}>
        {text.title}
      </h3>
      {warning.words.length > 0 && (
        <ul class="places">
          {warning.words.slice(0, 8).map((words) => (
            <Place key={`${words.where}${words.offset}`} words={words} look={look} t={t} />
          ))}
          {warning.words.length > 8 && <li>{common.more(warning.words.length - 8)}</li>}
        </ul>
      )}
      <p>{text.message}</p>
      <p>{text.wayOut}</p>
      {fixable && (
        <p>
          <button type="button" onClick={() => void compose.fix(warning)}>
            {t.fix[fix]}
          </button>
        </p>
      )}
      <details>
        <Summary>{t.why}</Summary>
        {[...new Set(warning.words.map((words) => words.why))].map((why) => (
          <p key={why} class="small">
            {why}
          </p>
        ))}
        {citation && <Quote citation={citation} />}
      </details>
    </article>
  );
}

const AROUND = 36;

/** The words among those around them. */
function Place({ words, look, t }: { words: Words; look: Look; t: ComposeTexts }) {
  if (words.where.startsWith("attachment:")) return <li>{t.inFile(words.where.slice("attachment:".length))}</li>;
  const text = words.where === "subject" ? look.draft.subject : look.checked.sections.text;
  const from = Math.max(0, words.offset - AROUND);
  const end = words.offset + words.length;
  return (
    <li>
      {words.where === "subject" && `${t.inSubject}: `}
      {from > 0 && "… "}
      {text.slice(from, words.offset)}
      <mark>{text.slice(words.offset, end)}</mark>
      {text.slice(end, end + AROUND)}
      {end + AROUND < text.length && " …"}
    </li>
  );
}
