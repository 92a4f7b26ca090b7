import { type Client, queryOf } from "../api/client";
import type { AuditAct, AuditCount, AuditPage, AuditVerification, RolesView, Statistics } from "../api/shapes";

/** Which rows of the audit trail; what is empty isn't asked for. */
export interface AuditAsked {
  act?: AuditAct | "";
  authority?: string;
  registration?: string;
  from?: string;
  to?: string;
  before?: number;
}

export const audit = (client: Client, asked: AuditAsked, signal?: AbortSignal) =>
  client.get<AuditPage>(`/audit?${queryOf({ ...asked })}`, signal);

export const auditCounts = (client: Client, signal?: AbortSignal) => client.get<AuditCount[]>("/audit/counts", signal);

export const verifyAudit = (client: Client) => client.get<AuditVerification>("/audit/verification");

export const exportAudit = (client: Client, format: "csv" | "json", { authority, from, to }: AuditAsked) =>
  client.bytes(`/audit/export?${queryOf({ format, authority, from, to })}`);

export const statistics = (client: Client, asked: { authority?: string }, signal?: AbortSignal) =>
  client.get<Statistics>(`/statistics?${queryOf(asked)}`, signal);

export const roles = (client: Client, signal?: AbortSignal) => client.get<RolesView>("/roles", signal);
