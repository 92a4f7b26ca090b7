import { attachmentData, type Desk, draftItem } from "../office/draftItem.ts";
import { BareRuntime } from "../office/bareRuntime.ts";
import type { LaunchEvent } from "../office/manifest.ts";
import { FrameRuntime, type Outcome, type Runtime } from "../office/runtime.ts";
import type { Session } from "../office/session.ts";
import type { Change, Draft, Field } from "./draft.ts";

/** Which Outlook runs the events: on the web in a hidden page, or classic on Windows with the script alone. */
export type Kind = "web" | "classic";

/** Tells the add-in what happens to a draft: only the events that its manifest declares, from the window's opening until it closes. */
export class DraftEvents {
  #runtime: Runtime | null = null;
  #declared: Map<string, LaunchEvent>;
  #stop: () => void;

  constructor(session: Session, draft: Draft, desk: Desk, kind: Kind, make: (item: () => ReturnType<typeof draftItem>) => Runtime | null = runtimeOf(session, kind)) {
    const isHere = !draft.from.shared || session.addin.sharedFolders;
    this.#declared = new Map(isHere ? session.addin.events.map((e) => [e.type, e]) : []);
    if (this.#declared.size > 0) this.#runtime = make(() => draftItem(session, draft, desk));
    this.#stop = draft.follow((change) => this.#changed(draft, change));
    if (draft.kind === "message") void this.#run("OnNewMessageCompose", {});
    else void this.#run("OnNewAppointmentOrganizer", {});
  }

  /** The event that asks before a message or meeting leaves; null when the manifest has none. */
  sendEvent(draft: Draft): LaunchEvent | null {
    return this.#declared.get(draft.kind === "message" ? "OnMessageSend" : "OnAppointmentSend") ?? null;
  }

  async send(event: LaunchEvent): Promise<Outcome> {
    return (await this.#run(event.type, {})) ?? { ended: "unavailable" };
  }

  /** A button of the ribbon that runs a function instead of opening a pane. */
  async runFunction(name: string): Promise<void> {
    await this.#runtime?.run(name, {});
  }

  end(): void {
    this.#stop();
    this.#runtime?.end();
  }

  async #run(type: string, more: Record<string, unknown>): Promise<Outcome | null> {
    const event = this.#declared.get(type);
    return event && this.#runtime ? this.#runtime.run(event.functionName, { type, ...more }) : null;
  }

  #changed(draft: Draft, change: Change): void {
    const message = draft.kind === "message";
    const own = itemEvent(change);
    if (own) this.#runtime?.fire(own.name, [JSON.stringify(own.told)]);
    if (own?.name === "olkRecipientsChanged") {
      const { to, cc } = own.told;
      if (message) void this.#run("OnMessageRecipientsChanged", { changedRecipientFields: own.told });
      else void this.#run("OnAppointmentAttendeesChanged", { changedRecipientFields: { requiredAttendees: to, optionalAttendees: cc } });
    }
    if (own?.name === "olkAttachmentsChanged") void this.#run(message ? "OnMessageAttachmentsChanged" : "OnAppointmentAttachmentsChanged", own.told);
    if (change.what === "from" && message) void this.#run("OnMessageFromChanged", {});
  }
}

type ItemEvent =
  | { name: "olkRecipientsChanged"; told: Record<Field, boolean> }
  | { name: "olkAttachmentsChanged"; told: { attachmentStatus: string; attachmentDetails: object } };

/** The event of the item's own that a change is, to a pane or a runtime that has asked for it; null when there is none. */
export function itemEvent(change: Change): ItemEvent | null {
  if (change.what === "recipients")
    return { name: "olkRecipientsChanged", told: { to: change.fields.includes("to"), cc: change.fields.includes("cc"), bcc: change.fields.includes("bcc") } };
  if (change.what === "attachments")
    return { name: "olkAttachmentsChanged", told: { attachmentStatus: change.status, attachmentDetails: attachmentData(change.file) } };
  return null;
}

const runtimeOf = (session: Session, kind: Kind) => (item: () => ReturnType<typeof draftItem>): Runtime | null => {
  const { runtime } = session.addin;
  if (kind === "classic") return runtime?.script ? new BareRuntime(runtime.script, session, item) : null;
  return runtime?.page ? new FrameRuntime(runtime.page, session, item) : null;
};
