import { useEffect, useState } from "preact/hooks";
import type { Client } from "../api/client";
import { type Failure, isAbort, toFailure } from "../api/failure";
import type { RolesView } from "../api/shapes";
import { FailureNote } from "../desk/failure-note";
import { roles } from "./asks";

const names: Record<string, string> = {
  DiaryOfficer: "Tjänsteperson med rätt att diarieföra",
  Registrar: "Registrator",
  HeadRegistrar: "Huvudregistrator",
  Archivist: "Arkivarie",
  Manager: "Chef",
  DataProtectionOfficer: "Dataskyddsombud",
  Administrator: "Administratör",
};

/** What the settings say about roles. Who is in a group is seen in Entra ID only. */
export function RolesPage({ client }: { client: Client }) {
  const [found, setFound] = useState<RolesView | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    const running = new AbortController();
    roles(client, running.signal)
      .then(setFound)
      .catch((error) => isAbort(error) || setFailure(toFailure(error)));
    return () => running.abort();
  }, [client]);
  return (
    <>
      <h2 class="title" tabIndex={-1}>
        Roller
      </h2>
      <p>Roller ges i Entra ID, med approller eller grupper. Här står vilka som räknas, enligt inställningarna.</p>
      {failure && <FailureNote failure={failure} close={() => setFailure(null)} />}
      {!found && !failure && <p role="status">Hämtar …</p>}
      {found && (
        <>
          <dl class="roles">
            {found.roles.map((role) => (
              <div key={role.role}>
                <dt>{names[role.role] ?? role.role}</dt>
                <dd>
                  {role.from.map((from) => (
                    <code key={from}>{from}</code>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
          <h3>Begränsade till vissa diarier</h3>
          {found.assignments.length === 0 && <p>Ingen: registratorer, arkivarier och dataskyddsombud når alla diarier.</p>}
          <dl class="roles">
            {found.assignments.map((one) => (
              <div key={one.person}>
                <dt>{one.person}</dt>
                <dd>{one.authorities.join(", ")}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </>
  );
}
