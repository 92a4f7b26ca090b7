import * as api from "../api.ts";
import { type Item, roamingCall } from "./addinFrame.ts";
import { errors, failed, ok, refused } from "./reply.ts";
import { roamingSettings, saveRoaming } from "./roaming.ts";
import { barredInEvents, type Outcome, Runs, type Runtime } from "./runtime.ts";
import type { Session } from "./session.ts";

type Told =
  | { kind: "started" }
  | { kind: "call"; call: number; dispatchId: number; parameters: Record<string, unknown> | undefined }
  | { kind: "completed"; id: string; status: number; event: string };

/** Classic Outlook on Windows: the launch script alone, in a realm without page, network, storage and timers. */
export class BareRuntime implements Runtime {
  #worker = new Worker(new URL("./bareRealm.ts", import.meta.url));
  #session: Session;
  #item: () => Item;
  #runs = new Runs();
  #ready: Promise<boolean>;

  constructor(script: string, session: Session, item: () => Item) {
    [this.#session, this.#item] = [session, item];
    this.#ready = new Promise((resolve) => {
      this.#worker.onmessage = ({ data }: MessageEvent<Told>) => (data.kind === "started" ? resolve(true) : void this.#told(data));
      this.#worker.onerror = (event) => {
        console.error(`The launch script broke: ${event.message}`);
        resolve(false);
      };
      api.launchScript(script).then(
        (text) => this.#worker.postMessage({ kind: "start", script: text }),
        () => resolve(false),
      );
    });
  }

  async run(functionName: string, event: Record<string, unknown>): Promise<Outcome> {
    if (!(await this.#ready)) return { ended: "unavailable" };
    const { person } = this.#session;
    const context = {
      displayLanguage: "sv-SE",
      contentLanguage: "sv-SE",
      platform: "PC",
      host: "Outlook",
      diagnostics: { host: "Outlook", platform: "PC", version: "16.0.19127.20000" },
      mailbox: { userProfile: { displayName: person.name, emailAddress: person.address, timeZone: "W. Europe Standard Time", accountType: "enterprise" }, diagnostics: { hostName: "Outlook", hostVersion: "16.0.19127.20000" } },
    };
    const order = { kind: "run", functionName, event: JSON.stringify({ ...event, source: { id: functionName } }), data: this.#item().data, context, roaming: roamingSettings(person.address) };
    return this.#runs.begin((id) => this.#worker.postMessage({ ...order, id }));
  }

  fire(): void {
    // Handlers of the item's own events end with the event that they were added in.
  }

  end(): void {
    this.#runs.end();
    this.#worker.terminate();
  }

  async #told(told: Exclude<Told, { kind: "started" }>): Promise<void> {
    if (told.kind === "call") {
      this.#worker.postMessage({ kind: "answer", call: told.call, reply: await this.#answer(told.dispatchId, told.parameters ?? {}) });
      return;
    }
    this.#runs.completed(told.id, told.status, told.event);
  }

  async #answer(dispatchId: number, parameters: Record<string, unknown>): Promise<unknown> {
    if (dispatchId === roamingCall) {
      saveRoaming(this.#session.person.address, parameters as Record<string, string>);
      return ok();
    }
    const method = barredInEvents.includes(dispatchId) ? undefined : this.#item().methods[dispatchId];
    if (!method) return failed(barredInEvents.includes(dispatchId) ? errors.notHere : errors.notSupported);
    if (refused.calls.includes(dispatchId)) return failed(errors.generic);
    try {
      return await method(parameters);
    } catch (error) {
      console.error(`Outlook failed at ${dispatchId}.`, error);
      return failed(errors.generic);
    }
  }
}
