// “Skicka och diarieför”: the case is chosen before the message is sent. The server finds the sent copy; until then only digests tell it what
// the draft looks like.
import type { Client } from "../api/client";
import { Failure, toFailure } from "../api/failure";
import type { Dispatch, OfferedCases } from "../api/shapes";
import { check, type Draft, type Settings } from "../guideline/draft";
import { bareSubject } from "../guideline/draft/contents";
import { recipientsOf } from "../guideline/draft/recipients";
import { caseNumbers } from "../guideline/draft/subject";

/** What Outlook does for it; the real one is outlook/dispatch.ts. */
export interface DispatchDesk {
  mark(id: string): Promise<boolean>;
  unmark(): Promise<boolean>;
  markOf(): Promise<string | undefined>;
  inReplyTo(): string | undefined;
  readonly canSend: boolean;
  send(): void;
}

/** An existing case, or a new one in an authority's diary. */
export type Choice = { readonly existing: string; readonly authority: string } | { readonly newTitle: string; readonly authority: string };

export type DispatchLook =
  | { readonly kind: "closed"; readonly failure: Failure | "notMarked" | null }
  | {
      readonly kind: "choosing";
      /** Null while it is asked for. */
      readonly offered: OfferedCases | null;
      readonly searched: string;
      readonly title: string;
      readonly working: boolean;
      readonly failure: Failure | null;
    }
  | { readonly kind: "chosen"; readonly dispatch: Dispatch; readonly working: boolean; readonly failure: Failure | null }
  /** Its message has been found: the draft is a copy of that one. */
  | { readonly kind: "used"; readonly dispatch: Dispatch };

type Calls = Pick<Client, "casesForDraft" | "beginDispatch" | "draftSeen" | "cancelDispatch" | "lookForDispatch">;

export class Dispatching {
  look: DispatchLook = { kind: "closed", failure: null };
  private draft: Draft | undefined;
  private told = "";

  constructor(
    private readonly desk: DispatchDesk,
    private readonly client: Calls,
    private readonly settings: Settings,
    private readonly show: () => void,
  ) {}

  get canSend(): boolean {
    return this.desk.canSend;
  }

  send(): void {
    this.desk.send();
  }

  /** A draft that was saved and is taken up again carries its header. */
  async open(): Promise<void> {
    const id = await this.desk.markOf();
    if (!id) return;
    const dispatch = await this.client.lookForDispatch(id).catch(toFailure);
    if (!(dispatch instanceof Failure)) {
      if (dispatch.state === "waiting" || dispatch.state === "missing")
        this.set({ kind: "chosen", dispatch, working: false, failure: null });
      else {
        await this.desk.unmark();
        if (dispatch.state === "registered") this.set({ kind: "used", dispatch });
      }
    } else if (dispatch.code === "notFound") await this.desk.unmark();
    else this.set({ kind: "closed", failure: dispatch });
  }

  async choose(): Promise<void> {
    const { draft } = this;
    const subject = bareSubject(draft?.subject ?? "");
    this.set({ kind: "choosing", offered: null, searched: "", title: this.tells(subject) ? "" : subject, working: false, failure: null });
    await this.ask("");
  }

  async search(words: string): Promise<void> {
    if (this.look.kind === "choosing") await this.ask(words.trim());
  }

  close(): void {
    this.set({ kind: "closed", failure: null });
  }

  /** Whether a title names a person or says something protected. */
  tells(title: string): boolean {
    const draft: Draft = { from: "", to: [], cc: [], bcc: [], subject: title, body: "", html: false, attachments: [] };
    return check(draft, this.settings).warnings.some((warning) => warning.code === "subjectPersonalData");
  }

  async use(choice: Choice, title: string): Promise<void> {
    const { look } = this;
    if (look.kind !== "choosing" || look.working) return;
    this.set({ ...look, title, working: true, failure: null });
    const chosen = "existing" in choice ? { existing: choice.existing } : { newTitle: choice.newTitle };
    try {
      const dispatch = await this.client.beginDispatch({
        mailbox: this.draft?.from ?? "",
        case: chosen,
        authority: choice.authority,
        title,
        inReplyTo: this.desk.inReplyTo() ?? null,
      });
      if (await this.desk.mark(dispatch.id)) {
        this.set({ kind: "chosen", dispatch, working: false, failure: null });
        this.told = "";
        if (this.draft) await this.seen(this.draft);
      } else {
        await this.client.cancelDispatch(dispatch.id).catch(() => undefined);
        this.set({ kind: "closed", failure: "notMarked" });
      }
    } catch (error) {
      this.set({ ...look, title, working: false, failure: toFailure(error) });
    }
  }

  async undo(): Promise<void> {
    const { look } = this;
    if (look.kind !== "chosen" || look.working) return;
    this.set({ ...look, working: true, failure: null });
    try {
      await this.client.cancelDispatch(look.dispatch.id);
      await this.desk.unmark();
      this.close();
    } catch (error) {
      this.set({ ...look, working: false, failure: toFailure(error) });
    }
  }

  /** Tells the server what the draft looks like now, without its words. */
  async seen(draft: Draft): Promise<void> {
    this.draft = draft;
    const { look } = this;
    if (look.kind !== "chosen") return;
    const { id } = look.dispatch;
    const subject = draft.subject.normalize("NFC").split(/\s+/).filter(Boolean).join(" ");
    const seen = {
      mailbox: draft.from,
      inReplyTo: this.desk.inReplyTo() ?? null,
      subjectDigest: await digest(id, subject),
      recipientsDigest: await digest(id, recipientsOf(draft).sort().join("\n")),
    };
    const now = JSON.stringify(seen);
    if (now === this.told) return;
    this.told = now;
    // The header finds the message anyhow; the next change tells it again.
    await this.client.draftSeen(id, seen).catch(() => {
      this.told = "";
    });
  }

  private async ask(words: string): Promise<void> {
    const { draft } = this;
    const offered = await this.client
      .casesForDraft({
        mailbox: draft?.from ?? "",
        inReplyTo: this.desk.inReplyTo() ?? null,
        numbers: caseNumbers([draft?.subject ?? "", draft?.body ?? ""], this.settings.series).slice(0, 10),
        search: words || null,
      })
      .catch(toFailure);
    if (this.look.kind !== "choosing") return;
    if (offered instanceof Failure) this.set({ ...this.look, failure: offered });
    else this.set({ ...this.look, offered, searched: words, failure: null });
  }

  private set(look: DispatchLook): void {
    this.look = look;
    this.show();
  }
}

async function digest(id: string, text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${id}\n${text}`));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
