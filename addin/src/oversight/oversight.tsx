import { useState } from "preact/hooks";
import type { Client } from "../api/client";
import type { Me } from "../api/shapes";
import { AuditPage } from "./audit-page";
import { RolesPage } from "./roles-page";
import { StatisticsPage } from "./statistics-page";

const parts = {
  statistics: { name: "Statistik", roles: ["HeadRegistrar", "Manager", "DataProtectionOfficer"] },
  audit: { name: "Händelselogg", roles: ["HeadRegistrar", "Archivist", "DataProtectionOfficer", "Administrator"] },
  roles: { name: "Roller", roles: ["Administrator"] },
} as const;

type Part = keyof typeof parts;

/** What a person may open here: the server refuses the rest. */
export const partsOf = (roles: readonly string[]): Part[] =>
  (Object.keys(parts) as Part[]).filter((part) => parts[part].roles.some((role) => roles.includes(role)));

/** For those who follow up: head registrars, archivists, managers, data protection officers and administrators. */
export function Oversight({ client, me }: { client: Client; me: Me }) {
  const mine = partsOf(me.roles);
  const [part, setPart] = useState<Part | undefined>(mine[0]);
  if (!part)
    return (
      <main class="alone">
        <h1>Uppföljning</h1>
        <p>Sidan är för dem som följer upp registreringen. Du är inloggad som {me.name}. Behöver du tillgång, kontakta IT.</p>
      </main>
    );
  return (
    <>
      <header class="top">
        <h1 tabIndex={-1}>Varamail</h1>
        <nav aria-label="Delar">
          {mine.map((one) => (
            <button key={one} type="button" aria-current={one === part ? "page" : undefined} onClick={() => setPart(one)}>
              {parts[one].name}
            </button>
          ))}
          {me.authorities.length > 0 && <a href="/desk">Registratorns bord</a>}
        </nav>
        <span class="who">{me.name}</span>
      </header>
      <main class="page">
        {part === "statistics" && <StatisticsPage client={client} me={me} />}
        {part === "audit" && <AuditPage client={client} me={me} />}
        {part === "roles" && <RolesPage client={client} />}
      </main>
    </>
  );
}
