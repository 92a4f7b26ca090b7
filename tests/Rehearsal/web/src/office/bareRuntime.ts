import * as api from "../api.ts";
import { type Item, roamingCall } from "./addinFrame.ts";
import { errors, failed, ok, refused } from "./reply.ts";
import { roamingSettings, saveRoaming } from "./roaming.ts";
import { barredInEvents, longestRun, type Outcome, type Runtime } from "./runtime.ts";
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
  #running = new Map<string, (outcome: Outcome) => void>();
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
    const id = crypto.randomUUID();
    const outcome = new Promise<Outcome>((resolve) => this.#running.set(id, resolve));
    const timer = setTimeout(() => this.#over(id, { ended: "timedOut" }), longestRun);
    const { person } = this.#session;
    const context = {
      displayLanguage: "sv-SE",
      contentLanguage: "sv-SE",
      platform: "PC",
      host: "Outlook",
      diagnostics: { host: "Outlook", platform: "PC", version: "16.0.19127.20000" },
      mailbox: { userProfile: { displayName: person.name, emailAddress: person.address, timeZone: "W. Europe Standard Time", accountType: "enterprise" }, diagnostics: { hostName: "Outlook", hostVersion: "16.0.19127.20000" } },
    };
    this.#worker.postMessage({ kind: "run", id, functionName, event: JSON.stringify({ ...event, source: { id: functionName } }), data: this.#item().data, context, roaming: roamingSettings(person.address) });
    return outcome.finally(() => clearTimeout(timer));
  }

  fire(): void {
    // Handlers of the item's own events end with the event that they were added in.
  }

  end(): void {
    for (const id of [...this.#running.keys()]) this.#over(id, { ended: "unavailable" });
    this.#worker.terminate();
  }

  async #told(told: Exclude<Told, { kind: "started" }>): Promise<void> {
    if (told.kind === "call") {
      this.#worker.postMessage({ kind: "answer", call: told.call, reply: await this.#answer(told.dispatchId, told.parameters ?? {}) });
      return;
    }
    if (told.status !== 0) return this.#over(told.id, { ended: "unavailable" });
    const { completedContext } = JSON.parse(told.event || "{}") as { completedContext?: Record<string, unknown> };
    this.#over(told.id, { ended: "completed", options: completedContext ?? null });
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

  #over(id: string, outcome: Outcome): void {
    this.#running.get(id)?.(outcome);
    this.#running.delete(id);
  }
}
