import type { Failure } from "../api/failure";
import { t } from "../texts";

/** What went wrong and what to do, in the server's own words where it has some. */
export function FailureNote({ failure, retry, close }: { failure: Failure; retry?: () => void; close?: () => void }) {
  const text = t.failure[failure.code];
  return (
    <div class="bar warn" role="alert">
      <h2>{text.title}</h2>
      <p>{failure.detail ?? text.text}</p>
      {failure.extra.traceId && failure.code === "unexpected" && <p class="small">{t.trace(failure.extra.traceId)}</p>}
      <p class="go">
        {retry && (
          <button type="button" onClick={retry}>
            {t.again}
          </button>
        )}
        {close && (
          <button type="button" onClick={close}>
            Stäng
          </button>
        )}
      </p>
    </div>
  );
}
