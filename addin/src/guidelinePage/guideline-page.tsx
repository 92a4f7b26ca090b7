import { useEffect, useState } from "preact/hooks";
import type { Guideline, GuidelineSentence, Treatment } from "../api/shapes";
import { everything, type Filter, matching, named, readable, underHeadings } from "./sentences";
import type { Words } from "./words";

const treatments: Treatment[] = ["rule", "feature", "byHand", "notOurs"];

/** ”Riktlinjen”: every sentence, what is done about it, and an address of its own for each (`#R35`). */
export function GuidelinePage({ guideline, words }: { guideline: Guideline; words: Words }) {
  const [filter, setFilter] = useState<Filter>(everything);
  const [chosen, setChosen] = useState(() => named(location.hash, guideline));
  const found = matching(guideline.sentences, filter);

  useEffect(() => {
    const follow = () => {
      const rule = named(location.hash, guideline);
      if (rule) setFilter(everything); // a filter never hides what somebody was sent to
      setChosen(rule);
    };
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, [guideline]);

  useEffect(() => {
    const target = chosen && document.getElementById(chosen);
    if (!target) return;
    target.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  }, [chosen]);

  return (
    <>
      <header>
        <p class="small">Varamail · {guideline.municipality}</p>
        <h1 lang="sv">{guideline.title}</h1>
        <p lang="sv">{guideline.adopted}</p>
        <p>{words.lead}</p>
        <About guideline={guideline} words={words} />
      </header>
      <search class="filters">
        <label>
          {words.search}
          <input type="search" value={filter.search} onInput={(event) => setFilter({ ...filter, search: event.currentTarget.value })} />
        </label>
        <fieldset>
          <legend>{words.show}</legend>
          {[null, ...treatments].map((one) => (
            <button
              key={one ?? "all"}
              type="button"
              aria-pressed={filter.treatment === one}
              onClick={() => setFilter({ ...filter, treatment: one })}
            >
              {one ? words.treatment[one] : words.all}
            </button>
          ))}
        </fieldset>
        <p role="status" class="small">
          {found.length === 0 ? words.none : words.found(found.length, guideline.sentences.length)}
        </p>
      </search>
      <main>
        {underHeadings(found).map(([heading, sentences]) => (
          <section key={heading} aria-label={heading}>
            <h2 lang="sv">{heading}</h2>
            {sentences.map((one) => (
              <Sentence key={one.rule} sentence={one} words={words} chosen={one.rule === chosen} />
            ))}
          </section>
        ))}
      </main>
    </>
  );
}

function About({ guideline, words }: { guideline: Guideline; words: Words }) {
  return (
    <dl>
      <div>
        <dt>{words.version}</dt>
        <dd>{guideline.version}</dd>
      </div>
      {guideline.url && (
        <div>
          <dt>{words.published}</dt>
          <dd>
            <a href={guideline.url}>{new URL(guideline.url).host}</a>
          </dd>
        </div>
      )}
      <div>
        <dt>{words.contact}</dt>
        <dd>
          <a href={`mailto:${guideline.contact}`}>{guideline.contact}</a>
        </dd>
      </div>
      {guideline.documents.length > 0 && (
        <div>
          <dt>{words.documents}</dt>
          {guideline.documents.map((document) => (
            <dd key={document.url} lang="sv">
              <a href={document.url}>{document.name}</a>
            </dd>
          ))}
        </div>
      )}
      <div>
        <dt lang="sv">Dokumenthanteringsplan</dt>
        <dd>{(guideline.isSampleSchedule ? words.sampleSchedule : words.schedule)(guideline.scheduleRows)}</dd>
      </div>
    </dl>
  );
}

function Sentence({ sentence, words, chosen }: { sentence: GuidelineSentence; words: Words; chosen: boolean }) {
  const { rule, quote, strength, treatment, how, rules } = sentence;
  return (
    <article id={rule} tabIndex={-1} class={chosen ? "sentence chosen" : "sentence"} aria-labelledby={`${rule}-number`}>
      <h3 id={`${rule}-number`}>
        <a href={`#${rule}`} aria-label={words.linkTo(rule)}>
          {rule}
        </a>
        <span class={`strength ${strength}`}>{words.strength[strength]}</span>
      </h3>
      <blockquote lang="sv">{readable(quote)}</blockquote>
      <p>
        <strong class={`treatment ${treatment}`}>{words.treatment[treatment]}.</strong> <span lang="sv">{how}</span>
      </p>
      {rules.length > 0 && (
        <details>
          <summary>{words.rules(rules.length)}</summary>
          <ul lang="sv">
            {rules.map((one) => (
              <li key={one.id}>
                {one.text} <code>{one.id}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}
