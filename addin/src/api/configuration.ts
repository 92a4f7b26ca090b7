import { Failure } from "./failure";

/** Where to sign in: served by the API, so that the same build runs everywhere. */
export interface Configuration {
  clientId: string;
  tenantId: string;
  authority: string;
  scope: string;
}

export async function readConfiguration(): Promise<Configuration> {
  const response = await fetch("/addin/configuration.json", { cache: "no-cache" }).catch(() => null);
  if (!response?.ok) throw new Failure(navigator.onLine === false ? "offline" : "noAnswer");
  return (await response.json()) as Configuration;
}
