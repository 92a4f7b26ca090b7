// The compose pane's thinking: looks at the draft, remembers what was found, and changes what a click asks for.
import type { Client } from "../api/client";
import { type Checked, check, type Draft, type Settings, type Severity, type Warning } from "../guideline/draft";
import { exchanged, masked, withoutQuote } from "../guideline/draft/fixes";
import { hintsOf, isMeasured, ownWords } from "../guideline/draft/hints";
import { type Readability, readability } from "../guideline/draft/plainLanguage";
import { covers, type GivenReason, printOf, type Reason } from "../guideline/draft/reason";
import { domainOf, isInside, recipientsOf } from "../guideline/draft/recipients";
import { neutralSubject } from "../guideline/draft/subject";
import type { Notes } from "../outlook/draft";
import type { OpenFile } from "../outlook/mend";
import { signatureFor } from "./settings";

/** What the pane does with Outlook; the real one is outlook/draft.ts and outlook/mend.ts. */
export interface Desk {
  readDraft(): Promise<Draft>;
  readNote<K extends keyof Notes>(name: K): Promise<Notes[K] | undefined>;
  writeNote<K extends keyof Notes>(name: K, value: Notes[K]): Promise<void>;
  setSubject(subject: string): Promise<boolean>;
  setBody(html: string): Promise<boolean>;
  setSignature(html: string): Promise<boolean>;
  answerOnlySender(): Promise<boolean>;
  files(): Promise<OpenFile[]>;
  fileBytes(id: string): Promise<Blob | undefined>;
  openedFor(): Promise<string | undefined>;
}

export interface Outsider {
  readonly address: string;
  /** Of a municipal company or another body that the directory knows. */
  readonly body: string | undefined;
  readonly added: boolean;
}

export type FileState = "reading" | "checked" | "found" | "unread";

export interface Look {
  readonly draft: Draft;
  readonly checked: Checked;
  readonly reading: Readability;
  /** Whether there are words enough for the measuring to say anything. */
  readonly measured: boolean;
  readonly inside: number;
  readonly outside: readonly Outsider[];
  readonly seeEachOther: boolean;
  readonly files: readonly { readonly name: string; readonly state: FileState }[];
  readonly excused: boolean;
}

export interface ComposeState {
  readonly look: Look | "starting" | "unreadable";
  readonly notice: "fixed" | "notFixed" | "anyway" | undefined;
  /** The finding that a dialog sent us to. */
  readonly wanted: string | undefined;
}

export const STARTING: ComposeState = { look: "starting", notice: undefined, wanted: undefined };

/** Above this nobody reads a file for the pane. */
const LARGEST = 20 * 1024 * 1024;

export class Compose {
  private state: ComposeState = STARTING;
  private seen = "";
  private looking: Promise<void> | undefined;
  /** By the file's id. */
  private readonly fileStates = new Map<string, FileState>();

  constructor(
    private readonly desk: Desk,
    private readonly client: Pick<Client, "checkFile" | "draftSender" | "sentAnyway">,
    private readonly settings: Settings,
    private readonly show: (state: ComposeState) => void,
  ) {}

  async open(): Promise<void> {
    this.set({ wanted: await this.desk.openedFor() });
    await this.look();
  }

  /** Looks at the draft; shows it only when something has changed. */
  look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  async fix(warning: Warning): Promise<void> {
    const { look } = this.state;
    if (typeof look === "string") return;
    const { draft, checked } = look;
    const change = {
      removeQuote: () => this.write(withoutQuote(draft.body, checked)),
      mask: () => this.write(masked(draft.body, checked, warning.words)),
      neutralSubject: () =>
        this.desk.setSubject(neutralSubject([draft.subject, checked.sections.text], this.settings.series, this.settings.name)),
      useSignature: () => this.sign(draft.from),
      replyToSender: () => this.desk.answerOnlySender(),
      none: async () => false,
    }[warning.fix];
    await this.changed(await change());
  }

  async exchange(offset: number, length: number, text: string): Promise<void> {
    const { look } = this.state;
    if (typeof look !== "string") await this.changed(await this.write(exchanged(look.draft.body, look.checked, offset, length, text)));
  }

  /** A reason to send anyway: for the send check to see, and counted without anything of the draft. */
  async excuse(reason: Reason): Promise<void> {
    const { look } = this.state;
    if (typeof look === "string") return;
    const stops = look.checked.warnings.filter((warning) => warning.weight === "block");
    await this.desk.writeNote("reason", { reason, print: printOf(stops) });
    this.seen = "";
    await this.look();
    this.set({ notice: "anyway" });
    // A reason is good whether or not it could be counted.
    await this.client
      .sentAnyway(
        reason,
        stops.map((warning) => warning.code),
      )
      .catch(() => undefined);
  }

  /** Reads attached files by the municipality's own server while the pane is open. */
  async readFiles(): Promise<void> {
    const found: Notes["files"] = { ...(await this.desk.readNote("files")) };
    for (const file of await this.desk.files()) {
      if (file.inline || this.fileStates.has(file.id)) continue;
      this.fileStates.set(file.id, "reading");
      const severities = file.size > LARGEST ? undefined : await this.readFile(file).catch(() => undefined);
      this.fileStates.set(file.id, severities === undefined ? "unread" : severities.length > 0 ? "found" : "checked");
      if (severities) found[file.id] = severities;
      await this.desk.writeNote("files", found);
      this.seen = "";
      await this.look();
    }
  }

  private async readFile(file: OpenFile): Promise<Severity[] | undefined> {
    const bytes = await this.desk.fileBytes(file.id);
    const kind = /\.([A-Za-z0-9]{1,10})$/.exec(file.name)?.[1] ?? "bin";
    const answer = bytes && (await this.client.checkFile(bytes, kind));
    if (!answer) return undefined;
    const severities = [...new Set(answer.findings.map((finding) => finding.severity))].filter((one) => one !== "none");
    return severities.length > 0 || answer.read ? severities : undefined;
  }

  private async lookOnce(): Promise<void> {
    let draft: Draft;
    try {
      draft = await this.desk.readDraft();
    } catch {
      this.seen = "";
      this.set({ look: "unreadable" });
      return;
    }
    const given = (await this.desk.readNote("reason")) as GivenReason | undefined;
    const opened = await this.desk.readNote("recipients");
    const now = JSON.stringify([draft, given, [...this.fileStates]]);
    if (now === this.seen) return;
    this.seen = now;
    const checked = check(draft, this.settings, hintsOf);
    const reading = readability(ownWords(checked.sections));
    const all = recipientsOf(draft);
    const outside = all.filter((address) => !isInside(address, this.settings));
    this.set({
      look: {
        draft,
        checked,
        reading,
        measured: isMeasured(checked.sections, this.settings),
        inside: all.length - outside.length,
        outside: outside.map((address) => ({
          address,
          body: this.settings.bodies.find((body) => body.domain === domainOf(address))?.name,
          added: draft.reply !== undefined && draft.reply.mode !== "forward" && opened !== undefined && !opened.includes(address),
        })),
        seeEachOther: [...draft.to, ...draft.cc].filter((address) => !isInside(address, this.settings)).length > 1,
        files: draft.attachments
          .filter((file) => !file.inline)
          .map(({ id = "", name, found }) => ({
            name,
            state: this.fileStates.get(id) ?? (found ? (found.length > 0 ? "found" : "checked") : "unread"),
          })),
        excused: covers(given, checked.warnings),
      },
    });
  }

  private async write(html: string | undefined): Promise<boolean> {
    return html !== undefined && (await this.desk.setBody(html));
  }

  private async sign(from: string): Promise<boolean> {
    const html = await signatureFor(this.client, this.settings, from);
    return html !== undefined && (await this.desk.setSignature(html));
  }

  private async changed(worked: boolean): Promise<void> {
    this.seen = "";
    await this.look();
    this.set({ notice: worked ? "fixed" : "notFixed" });
  }

  private set(change: Partial<ComposeState>): void {
    this.state = { ...this.state, notice: undefined, ...change };
    this.show(this.state);
  }
}
