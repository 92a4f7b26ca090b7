import type * as api from "../api.ts";
import { Notices } from "../office/notices.ts";
import { clean, escape, textOf } from "./html.ts";

export type Field = "to" | "cc" | "bcc";
export const fields: readonly Field[] = ["to", "cc", "bcc"];
export interface Addressee { name: string; address: string; own: boolean }
export interface DraftFile { id: string; name: string; contentType: string; size: number; inline: boolean; contentId: string; base64: string }

/** What has changed, for those who follow a draft: the window, and Office.js' events. */
export type Change =
  | { what: "recipients"; fields: Field[] }
  | { what: "attachments"; status: "added" | "removed"; file: DraftFile }
  | { what: "from" | "words" | "body" | "notices" | "saved" };

export interface Seed {
  kind: "message" | "appointment";
  composeType: "newMail" | "reply" | "forward";
  from: api.Box;
  to: Addressee[];
  cc: Addressee[];
  subject: string;
  html: string;
  files: DraftFile[];
  inReplyTo: string;
  references: string;
  conversationId: string;
}

/** A message or meeting that is being written. Window, pane and events all work on this one. */
export class Draft {
  readonly id = crypto.randomUUID();
  readonly kind: Seed["kind"];
  readonly composeType: Seed["composeType"];
  readonly inReplyTo: string;
  readonly references: string;
  readonly conversationId: string;
  readonly notices: Notices;
  from: api.Box;
  recipients: Record<Field, Addressee[]>;
  subject: string;
  files: DraftFile[];
  html: string;
  start: Date;
  end: Date;
  location = "";
  /** By lower-case name: what a header is called in, is for its readers. */
  headers = new Map<string, { name: string; value: string }>();
  sessionData = new Map<string, string>();
  custom = "{}";
  appended: { prepend: string; append: string } = { prepend: "", append: "" };
  savedId = "";
  deliverAt = 0;
  /** The mailbox' own signature would be put in by Outlook, unless the add-in has said no. */
  ownSignature: boolean;
  /** What the alert or bar that opened the pane has told it. */
  context = "";
  /** Puts something in at the cursor; the editor lends it while it is there. */
  insert: ((html: string) => void) | null = null;
  selected: () => string = () => "";
  #followers = new Set<(change: Change) => void>();

  constructor(seed: Seed, ownSignature = false) {
    this.kind = seed.kind;
    this.composeType = seed.composeType;
    [this.inReplyTo, this.references, this.conversationId] = [seed.inReplyTo, seed.references, seed.conversationId];
    this.from = seed.from;
    this.recipients = { to: [...seed.to], cc: [...seed.cc], bcc: [] };
    [this.subject, this.html, this.files, this.ownSignature] = [seed.subject, seed.html, [...seed.files], ownSignature];
    const hour = 3_600_000;
    this.start = new Date(Math.ceil(Date.now() / hour) * hour);
    this.end = new Date(this.start.getTime() + hour / 2);
    this.notices = new Notices(() => this.#tell({ what: "notices" }));
  }

  follow(follower: (change: Change) => void): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  get text(): string {
    return textOf(this.html);
  }

  setRecipients(field: Field, who: Addressee[]): void {
    const known = new Set<string>();
    this.recipients[field] = who.filter((a) => !known.has(a.address.toLowerCase()) && known.add(a.address.toLowerCase()));
    this.#tell({ what: "recipients", fields: [field] });
  }

  setSubject(subject: string): void {
    this.subject = subject;
    this.#tell({ what: "words" });
  }

  setFrom(box: api.Box): void {
    if (box.address === this.from.address) return;
    this.from = box;
    this.#tell({ what: "from" });
  }

  /** The person has typed: the editor shows it already. */
  typed(html: string): void {
    this.html = html;
    this.#tell({ what: "words" });
  }

  /** Somebody else has written: the editor must show it. */
  setBody(html: string): void {
    this.html = clean(html);
    this.#tell({ what: "body" });
  }

  /** As Outlook on the web: in the signature's place, else before the quote, else last. */
  setSignature(html: string): void {
    const document = new DOMParser().parseFromString(this.html, "text/html");
    const signature = document.getElementById("Signature") ?? document.createElement("div");
    signature.id = "Signature";
    signature.innerHTML = clean(html);
    const quote = document.getElementById("appendonsend");
    if (!signature.isConnected && quote) quote.before(signature);
    else if (!signature.isConnected) document.body.append(signature);
    this.setBody(document.body.innerHTML);
  }

  addFile(file: Omit<DraftFile, "id">): string {
    const added = { ...file, id: `${this.id}/${crypto.randomUUID()}` };
    this.files = [...this.files, added];
    this.#tell({ what: "attachments", status: "added", file: added });
    return added.id;
  }

  removeFile(id: string): boolean {
    const file = this.files.find((f) => f.id === id);
    if (!file) return false;
    this.files = this.files.filter((f) => f !== file);
    this.#tell({ what: "attachments", status: "removed", file });
    return true;
  }

  setTimes(start: Date, end: Date): void {
    [this.start, this.end] = [start, end];
    this.#tell({ what: "words" });
  }

  setLocation(location: string): void {
    this.location = location;
    this.#tell({ what: "words" });
  }

  saved(id: string): void {
    this.savedId = id;
    this.#tell({ what: "saved" });
  }

  outgoing(person: string): api.Outgoing {
    const html = this.appended.prepend + this.html + this.appended.append;
    return {
      person,
      from: this.from.address,
      to: this.recipients.to,
      cc: this.recipients.cc,
      bcc: this.recipients.bcc,
      subject: this.subject,
      html,
      text: textOf(html),
      files: this.files.map(({ name, contentType, contentId, inline, base64 }) => ({ name, contentType, contentId, inline, base64 })),
      inReplyTo: this.inReplyTo,
      references: this.references,
      headers: Object.fromEntries([...this.headers.values()].map((h) => [h.name, h.value])),
      meeting: this.kind === "appointment" ? { start: this.start.toISOString(), end: this.end.toISOString(), location: this.location } : null,
      savedId: this.savedId,
      deliverAt: this.deliverAt,
    };
  }

  #tell(change: Change): void {
    for (const follower of [...this.#followers]) follower(change);
  }
}

export const htmlOf = (data: string, isHtml: boolean) => (isHtml ? clean(data) : escape(data).replace(/\r?\n/g, "<br>"));
