/** What the world answers about mailboxes. Ids are in the form that Office.js gives them. */
export interface Person { address: string; name: string; title: string; department: string; roles: string[] }
export interface Folder { id: string; name: string; unread: number; total: number }
export interface Box { address: string; name: string; shared: boolean; folders: Folder[] }
export interface Address { name: string; address: string; own: boolean }
export interface Category { name: string; color: string }
export interface Row { id: string; subject: string; from: Address; preview: string; receivedAt: string; isRead: boolean; attachments: number; categories: Category[] }
export interface File { index: number; name: string; contentType: string; size: number; inline: boolean }
export interface Letter extends Omit<Row, "attachments"> {
  to: Address[];
  cc: Address[];
  sentAt: string;
  internetMessageId: string;
  conversationId: string;
  isMeeting: boolean;
  html: string;
  text: string;
  headers: string;
  attachments: File[];
}

async function call<T>(path: string, query: Record<string, string> = {}, init?: RequestInit): Promise<T> {
  const answer = await fetch(`/rehearsal/${path}?${new URLSearchParams(query)}`, init);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.status === 204 || answer.headers.get("content-length") === "0" ? (undefined as T) : ((await answer.json()) as T);
}
const json = (method: string, body: unknown): RequestInit => ({ method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

export const people = () => call<Person[]>("people");
export const boxes = (person: string) => call<Box[]>("mailboxes", { person });
export const rows = (mailbox: string, folder: string) => call<Row[]>("messages", { mailbox, folder });
export const letter = (mailbox: string, id: string) => call<Letter>("message", { mailbox, id });
export const remove = (mailbox: string, id: string) => call<void>("message", { mailbox, id }, { method: "DELETE" });
export const markRead = (mailbox: string, id: string, isRead: boolean) => call<void>("read", {}, json("POST", { mailbox, id, isRead }));
export const categorise = (mailbox: string, id: string, add: string[], drop: string[]) => call<void>("categories", {}, json("POST", { mailbox, id, add, remove: drop }));
export const masterList = (mailbox: string) => call<Category[]>("categories", { mailbox });
export const deliver = (mailbox: string, eml: Blob) => call<{ id: string }>("deliver", { mailbox }, { method: "POST", body: eml });
export const fileAddress = (mailbox: string, id: string, index: number) => `/rehearsal/file?${new URLSearchParams({ mailbox, id, index: String(index) })}`;
export const file = async (mailbox: string, id: string, index: number): Promise<ArrayBuffer> => {
  const answer = await fetch(fileAddress(mailbox, id, index));
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.arrayBuffer();
};
export const setFault = (fault: Record<string, unknown>) => call<void>("faults", {}, json("POST", fault));
export const clearFaults = () => call<void>("faults", {}, { method: "DELETE" });
export const nestedToken = (user: string, clientId: string, scope: string) => call<Record<string, unknown>>("naa/token", {}, json("POST", { user, clientId, scope }));
export const manifest = async () => (await fetch("/rehearsal/manifest")).text();

/** Calls back after every change in a mailbox until the signal ends it. */
export function follow(mailbox: string, changed: () => void, signal: AbortSignal): void {
  const source = new EventSource(`/rehearsal/changes?${new URLSearchParams({ mailbox })}`);
  source.onmessage = changed;
  signal.addEventListener("abort", () => source.close());
}
