import { useState } from "preact/hooks";
import type { Client } from "../api/client";
import { type Failure, toFailure } from "../api/failure";
import type { Assessment, Handling, Sensitivity } from "../api/shapes";
import { t } from "../texts";
import { FailureBar } from "./parts";

const handlings: Handling[] = ["register", "routine", "ephemeral", "internal", "private"];
const levels: Sensitivity[] = ["none", "protected", "sensitive"];

/** Names of the rules that spoke: all that is told of the message. */
export const rulesOf = ({ reasons, findings }: Assessment): string[] =>
  [...new Set([...reasons, ...findings].map((one) => one.rule))].slice(0, 60);

/** ”Håller inte med”: one's own answer, chosen, never written. */
export function Disagree({ assessment, client }: { assessment: Assessment; client: Client }) {
  const [handling, setHandling] = useState(assessment.handling);
  const [sensitivity, setSensitivity] = useState(assessment.sensitivity);
  const [state, setState] = useState<"open" | "sending" | "done">("open");
  const [failure, setFailure] = useState<Failure | null>(null);
  const same = handling === assessment.handling && sensitivity === assessment.sensitivity;

  const send = async (event: Event) => {
    event.preventDefault();
    if (same || state !== "open") return;
    setState("sending");
    setFailure(null);
    try {
      await client.disagree({
        rules: rulesOf(assessment),
        handling: assessment.handling,
        ownHandling: handling,
        sensitivity: assessment.sensitivity,
        ownSensitivity: sensitivity,
      });
      setState("done");
    } catch (error) {
      setFailure(toFailure(error));
      setState("open");
    }
  };

  if (state === "done") return <p role="status">{t.disagree.done}</p>;
  return (
    <form class="stack" onSubmit={(event) => void send(event)}>
      <p class="small">{t.disagree.lead}</p>
      <label>
        {t.disagree.handling}
        <select value={handling} onChange={(event) => setHandling(event.currentTarget.value as Handling)}>
          {handlings.map((one) => (
            <option key={one} value={one}>
              {t.disagree.handlings[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t.disagree.sensitivity}
        <select value={sensitivity} onChange={(event) => setSensitivity(event.currentTarget.value as Sensitivity)}>
          {levels.map((one) => (
            <option key={one} value={one}>
              {t.disagree.levels[one]}
            </option>
          ))}
        </select>
      </label>
      {failure && <FailureBar failure={failure} act={() => setFailure(null)} />}
      <button type="submit" aria-disabled={same || state === "sending"} aria-describedby={same ? "disagree-same" : undefined}>
        {state === "sending" ? t.sending : t.disagree.send}
      </button>
      {same && (
        <p class="small" id="disagree-same">
          {t.disagree.same}
        </p>
      )}
    </form>
  );
}
