import { useEffect, useState } from "preact/hooks";
import type { DeskClient } from "../api/desk-client";
import { type Failure, isAbort, toFailure } from "../api/failure";
import { FailureNote } from "./failure-note";

/** What our own mail server noted of the sender when the message came. */
export function SenderEvidence({ id, client }: { id: string; client: DeskClient }) {
  const [lines, setLines] = useState<string[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    const running = new AbortController();
    client.evidence(id, running.signal).then(
      (evidence) => setLines(evidence.senderText),
      (error) => isAbort(error) || setFailure(toFailure(error)),
    );
    return () => running.abort();
  }, [id, client]);
  if (failure) return <FailureNote failure={failure} close={() => setFailure(null)} />;
  return (
    <section class="paper" aria-label="Avsändaren" aria-busy={!lines}>
      <h3>Avsändaren</h3>
      {lines ? (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : (
        <p>Hämtar …</p>
      )}
    </section>
  );
}
