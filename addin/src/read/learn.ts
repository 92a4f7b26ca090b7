import type { Client } from "../api/client";
import { learnSignature, readSettings } from "../compose/settings";
import { outlookAddress } from "../outlook/item";
import { rememberSignature } from "../outlook/signature";

/** The pane beside a message is opened most often: here the signature is learnt before anything is written. */
export async function learn(client: Client): Promise<void> {
  await learnSignature(client, await readSettings(), outlookAddress() ?? "", rememberSignature);
}
