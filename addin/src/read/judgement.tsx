import type { FunctionComponent } from "preact";
import { useState } from "preact/hooks";
import type { Client } from "../api/client";
import type { Answered, Assessment, Finding, Me, OfferedAction } from "../api/shapes";
import { t } from "../texts";
import { deadlineText, whenText } from "../texts/days";
import { Bar, Icon, Quote, Summary } from "./parts";
import { type BannerKind, banners, distinct, grouped, heading, place } from "./verdict";

const tones: Record<BannerKind, "bad" | "warn"> = {
  threat: "bad",
  suspicious: "bad",
  sensitive: "bad",
  protected: "warn",
  disclosureRequest: "warn",
};

/** What is not allowed, and what to do instead: before anything else. */
export function Banners({ assessment, me }: { assessment: Assessment; me: Me | null }) {
  return (
    <>
      {banners(assessment).map((kind) => (
        <Bar key={kind} tone={tones[kind]} icon="warning" title={t.banner[kind].title}>
          <p>{t.banner[kind].text}</p>
          {kind === "suspicious" && me?.settings.serviceDesk && <p>{t.serviceDesk(me.settings.serviceDesk)}</p>}
          {kind === assessment.sensitivity && <Findings findings={distinct(assessment.findings)} />}
        </Bar>
      ))}
    </>
  );
}

const shownAtOnce = 3;

function Findings({ findings }: { findings: Finding[] }) {
  const line = (finding: Finding) => (
    <li key={`${finding.where}${finding.offset}${finding.rule}`}>
      <strong>{t.category[finding.category]}</strong>: ”<mark>{finding.text}</mark>”
      <details>
        <Summary>{t.why}</Summary>
        <p class="small">{finding.explanation}</p>
        <p class="small">
          {place(finding.where)}
          {finding.standing === "quoted" && `, ${t.quoted}`}
        </p>
        <Quote citation={finding.citation} />
      </details>
    </li>
  );
  const rest = findings.slice(shownAtOnce);
  return (
    <>
      <ul>{findings.slice(0, shownAtOnce).map(line)}</ul>
      {rest.length > 0 && (
        <details class="rest">
          <Summary>{t.more(rest.length)}</Summary>
          <ul>{rest.map(line)}</ul>
        </details>
      )}
    </>
  );
}

/** The verdict, its reason, and behind ”Varför?” the sentence of the guideline and the words that carried it. */
export function Verdict({ assessment, client }: { assessment: Assessment; client: Client }) {
  const [first] = assessment.reasons;
  return (
    <section class="verdict" aria-labelledby="verdict">
      <Icon name="document" />
      <h2 id="verdict">{heading(assessment)}</h2>
      {first && <p>{first.text}</p>}
      <details>
        <Summary>{t.why}</Summary>
        {grouped(assessment.reasons).map((group) => (
          <div key={group.citation.quote} class="reason">
            {group.reasons.map((reason) => reason !== first && <p key={reason.rule}>{reason.text}</p>)}
            <Quote citation={group.citation} />
            {group.reasons.flatMap((reason) =>
              reason.evidence.map((evidence) => (
                <blockquote key={`${reason.rule}${evidence.where}${evidence.offset}`}>
                  {place(evidence.where)}: ”<mark>{evidence.text}</mark>”
                </blockquote>
              )),
            )}
          </div>
        ))}
        <p class="small">
          {t.guideline} {assessment.guidelineVersion}
        </p>
      </details>
      <Objection assessment={assessment} client={client} />
    </section>
  );
}

type Form = FunctionComponent<{ assessment: Assessment; client: Client }>;

/** The form is fetched first when somebody opens it. */
function Objection({ assessment, client }: { assessment: Assessment; client: Client }) {
  const [Form, setForm] = useState<Form | null>(null);
  return (
    <details
      class="ways"
      onToggle={(event) => {
        if (event.currentTarget.open && !Form) void import("./disagree").then((form) => setForm(() => form.Disagree));
      }}
    >
      <Summary>{t.disagree.title}</Summary>
      <div class="stack">{Form ? <Form assessment={assessment} client={client} /> : <p role="status">{t.loading}</p>}</div>
    </details>
  );
}

export function Deadline({ deadline, answered, now }: { deadline: string; answered: Answered | null; now: Date }) {
  if (answered)
    return (
      <p class="chip">
        <Icon name="reply" />
        {t.answered(answered.by.name, whenText(answered.at, now))}
      </p>
    );
  const { text, late } = deadlineText(deadline, now);
  return (
    <p class={late ? "chip late" : "chip"}>
      <Icon name="clock" />
      {text}
    </p>
  );
}

/** @param sent The first step is done: the message lies in the queue. */
export function Steps({ sent }: { sent: boolean }) {
  return (
    <ol class="steps">
      {t.sensitiveSteps.slice(sent ? 1 : 0).map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

/** What could not be checked is always said; that all was found clean only when all was checked. */
export function Checked({ assessment }: { assessment: Assessment }) {
  return (
    <>
      {assessment.unread.length > 0 && (
        <section class="quiet" aria-label={t.unreadTitle}>
          <Icon name="info" />
          <ul>
            {assessment.unread.map((unread) => (
              <li key={unread.where}>{unread.text}</li>
            ))}
          </ul>
        </section>
      )}
      {assessment.sensitivity === "none" && assessment.unread.length === 0 && (
        <p class="quiet">
          <Icon name="check" />
          {t.noFindings}
        </p>
      )}
    </>
  );
}

export const isBarred = (action: OfferedAction | null): action is OfferedAction => action !== null && !action.allowed;
