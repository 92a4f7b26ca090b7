import { useState } from "preact/hooks";
import { REASONS, type Reason } from "../guideline/draft/reason";
import { Summary } from "../read/parts";
import type { ComposeTexts } from "../texts/composeTexts";
import type { Look } from "./compose";
import type { Shown } from "./compose-pane";

/** Sending in spite of a finding: only with a reason. */
export function Anyway({ excused, compose, t }: Shown & { excused: boolean }) {
  const [reason, setReason] = useState<Reason | null>(null);
  if (excused) return <p class="bar info excused">{t.anywayDone}</p>;
  return (
    <details class="ways">
      <Summary>{t.anyway}</Summary>
      <form
        class="stack entry"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason) void compose.excuse(reason);
        }}
      >
        <fieldset class="choice">
          <legend>{t.anywayWhy}</legend>
          {REASONS.map((one) => (
            <label key={one}>
              <input type="radio" name="reason" required checked={reason === one} onChange={() => setReason(one)} />
              {t.reasons[one]}
            </label>
          ))}
        </fieldset>
        <button type="submit">{t.anywayGo}</button>
      </form>
    </details>
  );
}

export function Files({ look, t }: { look: Look; t: ComposeTexts }) {
  if (look.files.length === 0) return null;
  const words = { reading: t.fileReading, checked: t.fileChecked, found: t.fileFound, unread: t.fileUnread };
  return (
    <section aria-labelledby="files">
      <h2 id="files">{t.files}</h2>
      <ul class="plain">
        {look.files.map((file, index) => (
          <li key={index}>
            {file.name} <span class="small">{words[file.state]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Recipients({ look, t }: { look: Look; t: ComposeTexts }) {
  return (
    <section aria-labelledby="recipients">
      <h2 id="recipients">{t.recipients}</h2>
      {look.inside + look.outside.length === 0 && <p>{t.nobody}</p>}
      {look.inside > 0 && <p>{t.inside(look.inside)}</p>}
      {look.outside.length > 0 && (
        <>
          <h3>{t.outside}</h3>
          <ul class="plain">
            {look.outside.slice(0, 30).map(({ address, body, added }) => (
              <li key={address}>
                {address}
                {body && <span class="small"> {body}</span>}
                {added && <span class="chip">{t.addedInReply}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {look.seeEachOther && <p class="small">{t.seeEachOther}</p>}
    </section>
  );
}

export function PlainLanguage({ look, compose, t }: Shown & { look: Look }) {
  const { reading, measured, checked } = look;
  const { text } = checked.sections;
  return (
    <details>
      <Summary>{t.plain}</Summary>
      <div class="stack">
        <p>{measured ? t.lix(reading.lix) : t.tooShort}</p>
        {reading.longSentences.length + reading.stiff.length === 0 && <p>{t.nothingStiff}</p>}
        {reading.longSentences.length > 0 && (
          <>
            <h3>{t.longSentences}</h3>
            <ul class="plain">
              {reading.longSentences.slice(0, 5).map(({ offset, length, words }) => (
                <li key={offset}>
                  {text.slice(offset, offset + Math.min(length, 90))}
                  {length > 90 && " …"} <span class="small">{t.words(words)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        {reading.stiff.length > 0 && (
          <>
            <h3>{t.stiff}</h3>
            <ul class="plain">
              {reading.stiff.slice(0, 12).map(({ offset, text: stiff, plain }) => (
                <li key={offset}>
                  <button type="button" onClick={() => void compose.exchange(offset, stiff.length, alike(stiff, plain))}>
                    {t.exchange(stiff, plain)}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </details>
  );
}

/** A capital where there was one. */
const alike = (stiff: string, plain: string): string =>
  stiff.charAt(0) === stiff.charAt(0).toLowerCase() ? plain : plain.charAt(0).toUpperCase() + plain.slice(1);
