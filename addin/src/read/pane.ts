import type { Client } from "../api/client";
import { type Failure, isAbort, toFailure } from "../api/failure";
import type { EntryRequest, ItemAssessment, Me, Registration } from "../api/shapes";
import { isSame, type Selection } from "../outlook/item";
import { t } from "../texts";

type Message = Extract<Selection, { kind: "message" }>;

export type View =
  | { kind: "starting" }
  | { kind: "nothing" }
  | { kind: "unsupported"; what: "calendar" | "draft" }
  | { kind: "asking"; message: Message }
  | { kind: "assessing"; message: Message | null; slow: boolean }
  | { kind: "failed"; message: Message | null; failure: Failure }
  | { kind: "judged"; message: Message; judged: ItemAssessment };

export type Work = "send" | "withdraw" | "mail" | "enter";

export interface State {
  view: View;
  page: "message" | "mine" | "enter";
  me: Me | null;
  work: Work | null;
  /** Of the last write: shown beside the button that failed. */
  failure: Failure | null;
  notice: string | null;
}

/** What the pane needs of Outlook; the rest of it never sees Office.js. */
export interface Outlook {
  read(): Promise<Selection>;
}

const debounce = 300;
const slowAfter = 5_000;
/** How often a registration that others still work on is looked up. */
const followUp = 20_000;

/** The pane's state, and everything that changes it. Components only show it. */
export class Pane {
  state: State = { view: { kind: "starting" }, page: "message", me: null, work: null, failure: null, notice: null };

  private running = new AbortController();
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private later: ReturnType<typeof setTimeout> | undefined;
  /** The write that was last tried. */
  private again: (() => Promise<void>) | null = null;

  constructor(
    private readonly outlook: Outlook,
    private readonly client: Client,
    private readonly show: (state: State) => void,
  ) {}

  /** Outlook says that another message is chosen. What was running is dropped at once, the new one read when the choosing has calmed down. */
  readonly itemChanged = (): void => {
    this.running.abort();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.follow(), debounce);
  };

  /** The pane is looked at again: catches a change that Outlook never told of, and what others have done. */
  readonly looked = async (): Promise<void> => {
    const { view } = this.state;
    const now = await this.outlook.read();
    const shown: Selection = "message" in view && view.message ? view.message : { kind: "nothing" };
    if (view.kind === "starting" || (view.kind === "failed" && !view.message)) return;
    if (view.kind === "unsupported" ? now.kind !== "unsupported" : !isSame(now, shown)) this.itemChanged();
    else if (view.kind === "judged") await this.refresh();
  };

  readonly follow = async (asked = false): Promise<void> => {
    this.running.abort();
    clearTimeout(this.waiting);
    clearTimeout(this.later);
    this.again = null;
    const running = new AbortController();
    this.running = running;
    const selection = await this.outlook.read();
    if (running.signal.aborted) return;
    if (selection.kind !== "message") {
      this.set({ view: selection, page: this.state.page === "mine" ? "mine" : "message", failure: null, notice: null });
      return;
    }
    const page = this.state.page === "mine" ? "mine" : "message";
    this.set({ view: { kind: "assessing", message: selection, slow: false }, page, failure: null, notice: null });
    const slow = setTimeout(() => {
      if (this.state.view.kind === "assessing") this.set({ view: { ...this.state.view, slow: true } });
    }, slowAfter);
    try {
      const me = this.state.me ?? (await this.client.me(running.signal));
      if (running.signal.aborted) return;
      this.set({ me });
      if (me.settings.assessOnClick && isIndividual(me, selection.ref.mailbox) && !asked) {
        this.set({ view: { kind: "asking", message: selection } });
        return;
      }
      const judged = await this.client.assess(selection.ref, running.signal);
      if (running.signal.aborted) return;
      this.set({ view: { kind: "judged", message: selection, judged } });
      this.keepFollowing();
    } catch (error) {
      if (running.signal.aborted || isAbort(error)) return;
      const failure = toFailure(error);
      this.set({ view: { kind: "failed", message: selection, failure } });
      if (failure.code === "mailboxBusy" && failure.extra.retryAfterSeconds !== undefined)
        this.later = setTimeout(() => void this.follow(true), failure.extra.retryAfterSeconds * 1000);
    } finally {
      clearTimeout(slow);
    }
  };

  readonly send = (comment: string, authority: string | null): Promise<void> =>
    this.write("send", async ({ judged }) => {
      const registration = await this.client.send({
        item: { mailbox: judged.item.mailbox, itemId: judged.item.itemId },
        fingerprint: judged.item.fingerprint,
        comment: comment.trim() || null,
        authority,
      });
      return { registration };
    });

  readonly enterNow = (entry: EntryRequest): Promise<void> =>
    this.write("enter", async ({ judged }) => {
      const registration = await this.client.enterNow({
        item: { mailbox: judged.item.mailbox, itemId: judged.item.itemId },
        fingerprint: judged.item.fingerprint,
        entry,
      });
      this.set({ page: "message" });
      return { registration };
    });

  readonly withdraw = (): Promise<void> =>
    this.write("withdraw", async ({ judged }) => {
      if (!judged.registration) return {};
      const registration = await this.client.withdraw(judged.registration.id);
      return { registration, notice: t.withdrawn };
    });

  readonly mail = (to: string[], comment: string): Promise<void> =>
    this.write("mail", async ({ judged }) => {
      await this.client.forward({
        item: { mailbox: judged.item.mailbox, itemId: judged.item.itemId },
        fingerprint: judged.item.fingerprint,
        to,
        comment: comment.trim() || null,
      });
      return { notice: to[0] === "registrar" ? t.mailCopyDone : t.forwardDone };
    });

  /** What others have done with the message meanwhile. */
  readonly refresh = async (): Promise<void> => {
    const { view } = this.state;
    if (view.kind !== "judged" || this.state.work) return;
    try {
      const found = await this.client.lookup(view.message.ref, this.running.signal);
      this.apply(view.message, found.registration ?? null);
    } catch (error) {
      if (!isAbort(error)) this.keepFollowing();
    }
  };

  readonly turnTo = (page: State["page"]): void => this.set({ page, failure: null });

  readonly dismiss = (): void => this.set({ failure: null, notice: null });

  /** What the button beside a failed write does; none where the same again would get the same answer. */
  readonly remedy = (failure: Failure): (() => void) | undefined => {
    switch (failure.code) {
      case "itemChanged":
      case "messageGone":
        return () => void this.follow(true);
      case "changedMeanwhile":
      case "alreadyDecided":
        return this.dismiss;
      case "invalid":
      case "forbidden":
      case "forwardBarred":
      case "messageTooLarge":
      case "messageEmpty":
      case "messageUnreadable":
        return undefined;
      default:
        return () => void this.again?.();
    }
  };

  /** Every write asks Outlook once more what is open: mail B is never filed under mail A's title. The server compares the fingerprint too. */
  private async write(
    work: Work,
    act: (view: Extract<View, { kind: "judged" }>) => Promise<{ registration?: Registration; notice?: string }>,
  ): Promise<void> {
    const { view } = this.state;
    if (view.kind !== "judged" || this.state.work) return;
    this.again = () => this.write(work, act);
    this.set({ work, failure: null, notice: null });
    try {
      if (!isSame(await this.outlook.read(), view.message)) {
        this.set({ work: null });
        await this.follow();
        this.set({ notice: t.switched });
        return;
      }
      const done = await act(view);
      if (done.registration) this.apply(view.message, done.registration);
      if (done.notice && this.isShown(view.message)) this.set({ notice: done.notice });
    } catch (error) {
      const failure = toFailure(error);
      if (this.isShown(view.message)) this.set({ failure });
      // The answer may have been lost after the deed: what is true now is read, not guessed.
      if (failure.code === "noAnswer" || failure.code === "changedMeanwhile" || failure.code === "alreadyDecided") {
        this.set({ work: null });
        await this.refresh();
      }
    } finally {
      this.set({ work: null });
    }
  }

  private isShown(message: Message): boolean {
    const { view } = this.state;
    return view.kind === "judged" && isSame(view.message, message);
  }

  private apply(message: Message, registration: Registration | null): void {
    const { view } = this.state;
    if (view.kind !== "judged" || !isSame(view.message, message)) return;
    this.set({ view: { ...view, judged: { ...view.judged, registration } as ItemAssessment } });
    this.keepFollowing();
  }

  private keepFollowing(): void {
    clearTimeout(this.later);
    const { view } = this.state;
    const registration = view.kind === "judged" ? view.judged.registration : null;
    if (
      registration &&
      (registration.state === "queued" ||
        registration.state === "claimed" ||
        registration.state === "delivering" ||
        registration.marking === "pending")
    )
      this.later = setTimeout(() => void this.refresh(), followUp);
  }

  private set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    this.show(this.state);
  }
}

const isIndividual = (me: Me, mailbox: string): boolean =>
  me.mailboxes.find((known) => known.address.toLowerCase() === mailbox)?.kind !== "functional";
