import type { FunctionComponent } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Client } from "../api/client";
import type { EntryFormProps } from "../entry/entry-form";
import { t } from "../texts";
import { Actions } from "./actions";
import { Banners, Checked, Deadline, Steps, Verdict } from "./judgement";
import { Mine } from "./mine";
import type { Pane, State, View } from "./pane";
import { Bar, FailureBar, Icon } from "./parts";
import { authorityName, Standing } from "./standing";
import { isOpenAgain } from "./verdict";

/** The whole pane. */
export function ReadPane({ state, pane, client, now }: { state: State; pane: Pane; client: Client; now: Date }) {
  const { view, page } = state;
  const message = "message" in view ? view.message : null;
  return (
    <>
      <header>
        <b>Varamail</b>
        {message && (
          <span class="box">
            {message.ref.mailbox}
            {message.shared && ` · ${t.shared}`}
          </span>
        )}
      </header>
      <main aria-busy={view.kind === "assessing"}>
        {state.me && page !== "enter" && <SentLater client={client} now={now} />}
        {page === "message" ? (
          <Shown state={state} pane={pane} client={client} now={now} />
        ) : (
          <Aside title={page === "mine" ? t.mine : t.entryTitle} back={() => pane.turnTo("message")}>
            {page === "mine" ? <Mine client={client} now={now} /> : <EnterNow state={state} pane={pane} client={client} />}
          </Aside>
        )}
      </main>
      <footer>
        <button type="button" class="link" aria-pressed={page === "mine"} onClick={() => pane.turnTo(page === "mine" ? "message" : "mine")}>
          {t.mine}
        </button>
        <a href="/guideline" target="_blank" rel="noreferrer">
          {t.guidelineLink}
        </a>
      </footer>
    </>
  );
}

/** Fetched when the pane stands: seldom is there anything to tell. */
function SentLater({ client, now }: { client: Client; now: Date }) {
  const [Sent, setSent] = useState<FunctionComponent<{ client: Client; now: Date }> | null>(null);
  useEffect(() => void import("./sent").then((sent) => setSent(() => sent.Sent)), []);
  return Sent && <Sent client={client} now={now} />;
}

/** Keyboard focus doesn't enter an Outlook pane by itself (office-js 6462): it is moved to the heading, once per opened view and never when another message is chosen. */
function useFocusOnce<T extends HTMLElement>() {
  const target = useRef<T>(null);
  // At once: a moment later it would be taken from somebody who is already on her way to a button.
  useLayoutEffect(() => target.current?.focus(), []);
  return target;
}

function Aside({ title, back, children }: { title: string; back: () => void; children: preact.ComponentChildren }) {
  const target = useFocusOnce<HTMLHeadingElement>();
  return (
    <>
      <button type="button" class="link back" onClick={back}>
        <Icon name="back" />
        {t.back}
      </button>
      <h1 ref={target} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </>
  );
}

function title(view: View): string {
  switch (view.kind) {
    case "starting":
      return "Varamail";
    case "nothing":
      return t.nothing.title;
    case "unsupported":
      return t.unsupported[view.what].title;
    default:
      return view.message?.subject.trim() || t.noSubject;
  }
}

function Shown({ state, pane, client, now }: { state: State; pane: Pane; client: Client; now: Date }) {
  const { view, notice } = state;
  const target = useFocusOnce<HTMLHeadingElement>();
  return (
    <>
      <h1 ref={target} tabIndex={-1}>
        {title(view)}
      </h1>
      <div role="status" class="notice">
        {view.kind === "assessing" && (
          <p class="progress">
            <progress aria-label={t.assessing} />
            {view.slow ? t.assessingLong : t.assessing}
          </p>
        )}
        {notice && <p>{notice}</p>}
      </div>
      {view.kind === "nothing" && <p>{t.nothing.text}</p>}
      {view.kind === "unsupported" && <p>{t.unsupported[view.what].text}</p>}
      {view.kind === "asking" && (
        <>
          <p>{t.assessWhy}</p>
          <button type="button" class="primary" onClick={() => void pane.follow(true)}>
            {t.assess}
          </button>
        </>
      )}
      {view.kind === "failed" && <FailureBar failure={view.failure} act={() => void pane.follow(true)} />}
      {view.kind === "judged" && <Judged state={state} view={view} pane={pane} client={client} now={now} />}
    </>
  );
}

function Judged({
  state,
  view,
  pane,
  client,
  now,
}: {
  state: State;
  view: Extract<View, { kind: "judged" }>;
  pane: Pane;
  client: Client;
  now: Date;
}) {
  const { me, work, failure } = state;
  const { assessment, item, otherContent } = view.judged;
  const registration = view.judged.registration ?? null;
  return (
    <>
      {registration && (
        <Standing registration={registration} me={me} now={now} working={work === "withdraw"} withdraw={() => void pane.withdraw()} />
      )}
      {otherContent && (
        <Bar tone="info" icon="info" title={t.state[otherContent.state]}>
          <p>{t.otherContent}</p>
        </Bar>
      )}
      <Banners assessment={assessment} me={me} />
      <Verdict key={item.fingerprint} assessment={assessment} client={client} />
      {assessment.answerDeadline && <Deadline deadline={assessment.answerDeadline} answered={view.judged.answered ?? null} now={now} />}
      {assessment.sensitivity === "sensitive" && registration?.state !== "entered" && <Steps sent={!isOpenAgain(registration)} />}
      <dl>
        <dt>{t.diary}</dt>
        <dd>{authorityName(me, registration && !isOpenAgain(registration) ? registration.authority : assessment.authority)}</dd>
        {item.from && (
          <>
            <dt>{t.from}</dt>
            <dd>{item.from}</dd>
          </>
        )}
      </dl>
      {failure && <FailureBar failure={failure} act={pane.remedy(failure)} />}
      <Actions key={item.fingerprint} assessment={assessment} registration={registration} me={me} work={work} pane={pane} />
      <Checked assessment={assessment} />
    </>
  );
}

/** The form is fetched first when somebody with the right opens it. */
function EnterNow({ state, pane, client }: { state: State; pane: Pane; client: Client }) {
  const [Form, setForm] = useState<FunctionComponent<EntryFormProps> | null>(null);
  useEffect(() => void import("../entry/entry-form").then((form) => setForm(() => form.EntryForm)), []);
  if (state.view.kind !== "judged") return null;
  if (!Form) return <p role="status">{t.loading}</p>;
  const { item, assessment } = state.view.judged;
  return (
    <>
      {state.failure && <FailureBar failure={state.failure} act={pane.remedy(state.failure)} />}
      <Form
        key={item.fingerprint}
        start={{
          subject: item.subject,
          counterpart: item.from ?? "",
          direction: assessment.direction,
          receivedAt: item.receivedAt,
          authority: assessment.authority,
          sensitive: assessment.sensitivity === "sensitive",
          subjectTells: assessment.findings.some((finding) => finding.where === "subject"),
          suggestions: assessment.suggestions,
        }}
        client={client}
        working={state.work === "enter"}
        enter={(entry) => void pane.enterNow(entry)}
      />
    </>
  );
}
