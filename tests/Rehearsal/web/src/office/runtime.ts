import { AddinFrame, type Item } from "./addinFrame.ts";
import type { Session } from "./session.ts";

/** How the handler of an event ended. Without options it has only said that it is done. */
export type Outcome = { ended: "completed"; options: Record<string, unknown> | null } | { ended: "unavailable" | "timedOut" };

/** Where the add-in's event handlers run, for one draft: they live as long as it. */
export interface Runtime {
  run(functionName: string, event: Record<string, unknown>): Promise<Outcome>;
  /** Tells an event of the item to a handler that has asked for it. */
  fire(event: string, data: unknown): void;
  end(): void;
}

/** Outlook gives an event's handler five minutes. */
const longestRun = 300_000;
const longestStart = 30_000;
const readyEvent = "appCommandInvoked";

// Dialogs, forms and closing: 7–11, 30, 31, 41, 44, 177–184, 203, 215.
export const barredInEvents = [7, 8, 9, 10, 11, 30, 31, 41, 44, 177, 178, 179, 180, 181, 182, 183, 184, 203, 215];

/** The handlers that run now, and how each ends. */
export class Runs {
  #running = new Map<string, (outcome: Outcome) => void>();

  begin(start: (id: string) => void): Promise<Outcome> {
    const id = crypto.randomUUID();
    const outcome = new Promise<Outcome>((resolve) => this.#running.set(id, resolve));
    const timer = setTimeout(() => this.#over(id, { ended: "timedOut" }), longestRun);
    start(id);
    return outcome.finally(() => clearTimeout(timer));
  }

  /** The handler has said that it is done. A status other than 0: it isn't there. */
  completed(id: string, status: number, event: string): void {
    if (status !== 0) return this.#over(id, { ended: "unavailable" });
    const { completedContext } = JSON.parse(event || "{}") as { completedContext?: Record<string, unknown> };
    this.#over(id, { ended: "completed", options: completedContext ?? null });
  }

  end(): void {
    for (const id of [...this.#running.keys()]) this.#over(id, { ended: "unavailable" });
  }

  #over(id: string, outcome: Outcome): void {
    this.#running.get(id)?.(outcome);
    this.#running.delete(id);
  }
}

/** A hidden frame with the runtime's page, as in Outlook on the web. */
export class FrameRuntime implements Runtime {
  #frame = document.createElement("iframe");
  #host: AddinFrame;
  #end = new AbortController();
  #runs = new Runs();
  #ready: Promise<boolean>;

  constructor(page: string, session: Session, item: () => Item) {
    this.#frame.hidden = true;
    this.#frame.title = "Tilläggets händelser";
    this.#host = new AddinFrame(
      this.#frame,
      page,
      session,
      { item, leave: () => {}, close: () => {}, completed: (id, status, event) => this.#runs.completed(id, status, event), barred: barredInEvents },
      this.#end.signal,
    );
    // A page that isn't there shows an error of the browser's own, which looks like any page from outside.
    const gone = fetch(page, { mode: "no-cors", signal: this.#end.signal }).then(
      () => new Promise<boolean>(() => {}),
      () => false,
    );
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), longestStart));
    this.#ready = Promise.race([this.#host.channel.listens(readyEvent).then(() => true), gone, late]);
    document.body.append(this.#frame);
  }

  async run(functionName: string, event: Record<string, unknown>): Promise<Outcome> {
    if (!(await this.#ready)) return { ended: "unavailable" };
    return this.#runs.begin((id) => this.#host.channel.fire(readyEvent, { 0: id, 1: functionName, 2: JSON.stringify({ ...event, source: { id: functionName } }) }));
  }

  fire(event: string, data: unknown): void {
    this.#host.channel.fire(event, data);
  }

  end(): void {
    this.#runs.end();
    this.#end.abort();
    this.#frame.remove();
  }
}
