/** What the world answers about mailboxes. Ids are in the form that Office.js gives them. */
export interface Person { address: string; name: string; title: string; department: string; roles: string[] }
export interface Folder { id: string; name: string; unread: number; total: number }
export interface Box { address: string; name: string; shared: boolean; folders: Folder[] }
export interface Address { name: string; address: string; own: boolean }
export interface Category { name: string; color: string }
export interface Row { id: string; subject: string; from: Address; to: string; preview: string; receivedAt: string; isRead: boolean; attachments: number; categories: Category[] }
export interface File { index: number; name: string; contentType: string; size: number; inline: boolean; contentId: string }
export interface Entry { name: string; address: string }
export interface Letter extends Omit<Row, "attachments" | "to"> {
  to: Address[];
  cc: Address[];
  bcc: Address[];
  sentAt: string;
  replyTo: Address[];
  internetMessageId: string;
  references: string;
  inReplyTo: string;
  conversationId: string;
  isMeeting: boolean;
  html: string;
  text: string;
  headers: string;
  attachments: File[];
}

/** A draft as it is sent or saved. */
export interface Outgoing {
  person: string;
  from: string;
  to: Entry[];
  cc: Entry[];
  bcc: Entry[];
  subject: string;
  html: string;
  text: string;
  files: { name: string; contentType: string; contentId: string; inline: boolean; base64: string }[];
  inReplyTo: string;
  references: string;
  headers: Record<string, string>;
  meeting: { start: string; end: string; location: string } | null;
  /** The saved draft that this one replaces. */
  savedId: string;
  /** Milliseconds since 1970; 0: at once. */
  deliverAt: number;
}

async function fetched(address: string, init?: RequestInit): Promise<Response> {
  const answer = await fetch(address, init);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer;
}
async function call<T>(path: string, query: Record<string, string> = {}, init?: RequestInit): Promise<T> {
  const answer = await fetched(`/rehearsal/${path}?${new URLSearchParams(query)}`, init);
  return answer.status === 204 || answer.headers.get("content-length") === "0" ? (undefined as T) : ((await answer.json()) as T);
}
const json = (method: string, body: unknown): RequestInit => ({ method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

export const people = () => call<Person[]>("people");
/** Everybody and every functional mailbox whom one can write to. */
export const directory = () => call<Entry[]>("directory");
export const boxes = (person: string) => call<Box[]>("mailboxes", { person });
export const rows = (person: string, mailbox: string, folder: string) => call<Row[]>("messages", { person, mailbox, folder });
export const letter = (person: string, mailbox: string, id: string) => call<Letter>("message", { person, mailbox, id });
export const remove = (person: string, mailbox: string, id: string) => call<void>("message", { person, mailbox, id }, { method: "DELETE" });
export const markRead = (person: string, mailbox: string, id: string, isRead: boolean) => call<void>("read", {}, json("POST", { person, mailbox, id, isRead }));
export const categorise = (person: string, mailbox: string, id: string, add: string[], drop: string[]) => call<void>("categories", {}, json("POST", { person, mailbox, id, add, remove: drop }));
export const masterList = (person: string, mailbox: string) => call<Category[]>("categories", { person, mailbox });
export const deliver = (person: string, mailbox: string, eml: Blob) => call<{ id: string }>("deliver", { person, mailbox }, { method: "POST", body: eml });
export const fileAddress = (person: string, mailbox: string, id: string, index: number) => `/rehearsal/file?${new URLSearchParams({ person, mailbox, id, index: String(index) })}`;
const bytes = async (address: string) => (await fetched(address)).arrayBuffer();
export const file = (person: string, mailbox: string, id: string, index: number) => bytes(fileAddress(person, mailbox, id, index));
export const original = (person: string, mailbox: string, id: string) => bytes(`/rehearsal/original?${new URLSearchParams({ person, mailbox, id })}`);
export const send = (draft: Outgoing) => call<void>("send", {}, json("POST", draft));
export const save = (draft: Outgoing) => call<{ id: string }>("draft", {}, json("POST", draft));
export const launchScript = async (address: string) => (await fetched(`/rehearsal/script?${new URLSearchParams({ path: new URL(address).pathname })}`)).text();
export const setFault = (fault: Record<string, unknown>) => call<void>("faults", {}, json("POST", fault));
export const clearFaults = () => call<void>("faults", {}, { method: "DELETE" });
export const nestedToken = (user: string, clientId: string, scope: string) => call<Record<string, unknown>>("naa/token", {}, json("POST", { user, clientId, scope }));
export const manifest = async () => (await fetch("/rehearsal/manifest")).text();

/** Calls back after every change in a mailbox until the signal ends it. */
export function follow(person: string, mailbox: string, changed: () => void, signal: AbortSignal): void {
  const source = new EventSource(`/rehearsal/changes?${new URLSearchParams({ person, mailbox })}`);
  source.onmessage = changed;
  signal.addEventListener("abort", () => source.close());
}
