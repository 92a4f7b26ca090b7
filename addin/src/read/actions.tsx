import { useState } from "preact/hooks";
import type { Assessment, Me, Registration } from "../api/shapes";
import { AuthorityOptions } from "../looks/authorities";
import { t } from "../texts";
import { isBarred } from "./judgement";
import type { Pane, Work } from "./pane";
import { BarredButton, Summary } from "./parts";
import { choices } from "./verdict";

/** One primary button; further ways behind ”Fler sätt”; what is barred stands visible with its reason. */
export function Actions({
  assessment,
  registration,
  me,
  work,
  pane,
}: {
  assessment: Assessment;
  registration: Registration | null;
  me: Me | null;
  work: Work | null;
  pane: Pane;
}) {
  const { send, enterNow, mailToRegistrar, forward } = choices(assessment, registration, me);
  const [comment, setComment] = useState("");
  const [authority, setAuthority] = useState(assessment.authority);
  const [to, setTo] = useState("");
  const [greeting, setGreeting] = useState("");
  const barred = isBarred(forward) ? forward : null;
  return (
    <section class="actions" aria-label={t.moreWays}>
      {send && (
        <button
          type="button"
          class={send.primary ? "primary" : ""}
          aria-disabled={work !== null}
          onClick={() => void pane.send(comment, authority === assessment.authority ? null : authority)}
        >
          {work === "send" ? t.sending : send.label}
        </button>
      )}
      {barred && <BarredButton id="why-forward" label={t.forward} reason={barred.reason} />}
      <details class="ways">
        <Summary>{t.moreWays}</Summary>
        <div class="stack">
          {send && (
            <>
              <label>
                {t.comment}
                <textarea
                  rows={2}
                  maxLength={1000}
                  value={comment}
                  aria-describedby="comment-help"
                  onInput={(e) => setComment(e.currentTarget.value)}
                />
              </label>
              <p class="small" id="comment-help">
                {t.commentHelp}
              </p>
              {me && me.allAuthorities.length > 1 && (
                <label>
                  {t.otherDiary}
                  <select value={authority} onChange={(e) => setAuthority(e.currentTarget.value)}>
                    <AuthorityOptions authorities={me.allAuthorities} />
                  </select>
                </label>
              )}
            </>
          )}
          {enterNow && (
            <button type="button" onClick={() => pane.turnTo("enter")}>
              {t.enterNow}
            </button>
          )}
          {mailToRegistrar?.allowed && (
            <button type="button" aria-disabled={work !== null} onClick={() => void pane.mail(["registrar"], comment)}>
              {t.mailCopy}
            </button>
          )}
          {isBarred(mailToRegistrar) && <BarredButton id="why-mail" label={t.mailCopy} reason={mailToRegistrar.reason} />}
          {forward?.allowed && (
            <form
              class="stack"
              onSubmit={(event) => {
                event.preventDefault();
                void pane.mail([to.trim()], greeting);
              }}
            >
              <label>
                {t.forwardTo}
                <input type="email" required value={to} onInput={(e) => setTo(e.currentTarget.value)} />
              </label>
              <label>
                {t.forwardComment}
                <textarea rows={2} maxLength={1000} value={greeting} onInput={(e) => setGreeting(e.currentTarget.value)} />
              </label>
              <button type="submit" aria-disabled={work !== null}>
                {work === "mail" ? t.sending : t.forwardGo}
              </button>
            </form>
          )}
        </div>
      </details>
    </section>
  );
}
