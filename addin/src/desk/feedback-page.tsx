import { useEffect, useState } from "preact/hooks";
import type { DeskClient } from "../api/desk-client";
import { type Failure, isAbort, toFailure } from "../api/failure";
import type { FeedbackSummary, RuleFeedback } from "../api/shapes";
import { t } from "../texts";
import { FailureNote } from "./failure-note";

const people = (count: number) => (count === 1 ? "1 svar" : `${count} svar`);

/** What people think of the rules: which are disputed and which way. Nobody's name is kept. */
export function FeedbackPage({ client }: { client: DeskClient }) {
  const [found, setFound] = useState<FeedbackSummary | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    const running = new AbortController();
    client
      .feedback(running.signal)
      .then(setFound)
      .catch((error) => isAbort(error) || setFailure(toFailure(error)));
    return () => running.abort();
  }, [client]);
  return (
    <main class="disputed">
      <h2 class="title">Håller inte med</h2>
      <p>
        Så har de svarat som inte höll med om en bedömning. Svaren räknas per regel. Varken den som svarade eller meddelandet sparas, bara
        månaden.
      </p>
      {failure && <FailureNote failure={failure} close={() => setFailure(null)} />}
      <p role="status">
        {found
          ? found.total === 0
            ? "Ingen har svarat ännu."
            : `${people(found.total)} sedan ${found.since}.`
          : failure
            ? ""
            : "Hämtar …"}
      </p>
      <ul class="entries">
        {found?.rules.map((rule) => (
          <Rule key={rule.rule ?? ""} feedback={rule} />
        ))}
      </ul>
    </main>
  );
}

function Rule({ feedback }: { feedback: RuleFeedback }) {
  const { rule, text, cites, total, stricter, milder, handlings, sensitivities } = feedback;
  const answers = [
    ...handlings.map(({ said, own, count }) => ({ said: t.disagree.handlings[said], own: t.disagree.handlings[own], count })),
    ...sensitivities.map(({ said, own, count }) => ({ said: t.disagree.levels[said], own: t.disagree.levels[own], count })),
  ];
  return (
    <li>
      <h3>{text}</h3>
      <p class="small">
        {rule && <code>{rule}</code>}{" "}
        {cites && (
          <a href={`/guideline#${cites}`} target="_blank" rel="noreferrer">
            Riktlinjen {cites}
          </a>
        )}
      </p>
      <p>
        <strong>{people(total)}</strong>
        {stricter > 0 && ` · ${stricter} vill registrera eller skydda mer`}
        {milder > 0 && ` · ${milder} vill registrera eller skydda mindre`}
      </p>
      <ul>
        {answers.map(({ said, own, count }) => (
          <li key={`${said}${own}`}>
            Varamail: {said}. De: {own}. {people(count)}
          </li>
        ))}
      </ul>
    </li>
  );
}
