import type { ComponentChildren } from "preact";
import type { Failure } from "../api/failure";
import type { Citation } from "../api/shapes";
import { t } from "../texts";

const paths = {
  document: "M5 2h7l4 4v12H5zM12 2v4h4M8 10h5M8 13h5",
  warning: "M10 2l8 15H2zM10 8v4M10 14.5v.1",
  check: "M4 10l4 4 8-8",
  info: "M10 3a7 7 0 100 14 7 7 0 000-14zM10 9v5M10 6.5v.1",
  clock: "M10 3a7 7 0 100 14 7 7 0 000-14zM10 6v4l3 2",
  back: "M12 4l-6 6 6 6",
  reply: "M8 5L3 10l5 5M3 10h9a5 5 0 015 5",
} as const;

export const Icon = ({ name }: { name: keyof typeof paths }) => (
  <svg aria-hidden="true" viewBox="0 0 20 20">
    <path d={paths[name]} />
  </svg>
);

type Tone = "bad" | "warn" | "ok" | "info";

/** A bar says by icon, heading and text what its colour only repeats. */
export function Bar({
  tone,
  icon,
  title,
  role,
  children,
}: {
  tone: Tone;
  icon: keyof typeof paths;
  title: string;
  role?: "alert" | "status";
  children?: ComponentChildren;
}) {
  return (
    <section class={`bar ${tone}`} {...(role ? { role } : {})}>
      <Icon name={icon} />
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function FailureBar({ failure, act }: { failure: Failure; act?: (() => void) | undefined }) {
  const text = t.failure[failure.code];
  const own =
    failure.code === "changedMeanwhile" ||
    failure.code === "alreadyDecided" ||
    failure.code === "forwardBarred" ||
    failure.code === "invalid";
  return (
    <Bar tone="warn" icon="warning" title={text.title} role="alert">
      <p>{own && failure.detail ? failure.detail : text.text}</p>
      {failure.extra.retryAfterSeconds !== undefined && <p>{t.retryIn(failure.extra.retryAfterSeconds)}</p>}
      {failure.code === "unexpected" && failure.extra.traceId && <p class="small">{t.trace(failure.extra.traceId)}</p>}
      {act && (
        <p>
          <button type="button" onClick={act}>
            {text.action ?? t.again}
          </button>
        </p>
      )}
    </Bar>
  );
}

/** A sentence of the guideline, and the way to it among all the others. */
export const Quote = ({ citation }: { citation: Pick<Citation, "rule" | "heading" | "quote"> }) => (
  <blockquote>
    <span lang="sv">”{citation.quote}”</span>
    <cite>
      <span lang="sv">
        {t.guideline} · {citation.heading}
      </span>{" "}
      ·{" "}
      <a href={`/guideline#${citation.rule}`} target="_blank" rel="noreferrer" aria-label={t.readSentence(citation.rule)}>
        {citation.rule}
      </a>
    </cite>
  </blockquote>
);

/** Stays where it is for keyboard and screen reader, says why it can't be used, and does nothing. */
export function BarredButton({ id, label, reason }: { id: string; label: string; reason: string }) {
  return (
    <div class="barred">
      <button type="button" aria-disabled="true" aria-describedby={id} onClick={(event) => event.preventDefault()}>
        {label}
      </button>
      <p class="small" id={id}>
        {t.barred}: {reason}
      </p>
    </div>
  );
}

/** Office.js moves Tab by a list of its own, which doesn't hold summary: without a tabindex the focus would leave the pane here. */
export const Summary = ({ children }: { children: ComponentChildren }) => <summary tabIndex={0}>{children}</summary>;
