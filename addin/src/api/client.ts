import { Failure, type FailureCode } from "./failure";
import type * as Shape from "./shapes";

/** Gives an access token for our own API. `renew` asks for a fresh one, because the server refused the last. */
export type Tokens = (renew: boolean) => Promise<string>;

const known: ReadonlySet<string> = new Set<FailureCode>([
  "unauthenticated",
  "forbidden",
  "notFound",
  "itemChanged",
  "messageGone",
  "mailboxDenied",
  "mailboxBusy",
  "mailboxUnavailable",
  "mailboxSignInExpired",
  "messageTooLarge",
  "messageEmpty",
  "messageUnreadable",
  "messageIncomplete",
  "forwardBarred",
  "protectiveSecurity",
  "changedMeanwhile",
  "alreadyDecided",
  "invalid",
  "busy",
]);

/** Graph's own limit is longer than a person waits; a message of 150 MB still has to get through. */
const patience = 90_000;

async function failureOf(response: Response): Promise<Failure> {
  const problem = await response.json().catch(() => null);
  const code = typeof problem?.code === "string" && known.has(problem.code) ? (problem.code as FailureCode) : null;
  const after = Number(problem?.retryAfterSeconds ?? response.headers.get("Retry-After") ?? Number.NaN);
  return new Failure(
    code ?? (response.status === 401 ? "unauthenticated" : response.status === 503 ? "noAnswer" : "unexpected"),
    problem?.detail ?? null,
    {
      ...(Number.isFinite(after) ? { retryAfterSeconds: after } : {}),
      ...(typeof problem?.traceId === "string" ? { traceId: problem.traceId } : {}),
      ...(problem?.errors ? { fields: problem.errors } : {}),
    },
  );
}

/** What is empty, zero or false isn't asked for. */
export function queryOf(asked: Readonly<Record<string, string | number | boolean | null | undefined>>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value) query.set(name, String(value));
  return query;
}

/** Our API, typed from its committed description. Every call either answers or throws a {@link Failure}. */
export class Client {
  constructor(
    private readonly tokens: Tokens,
    private readonly root = "/api/v1",
  ) {}

  me = (signal?: AbortSignal) => this.get<Shape.Me>("/me", signal);

  assess = (item: Shape.ItemRef, signal?: AbortSignal) => this.post<Shape.ItemAssessment>("/assessments/item", item, signal);
  lookup = (item: Shape.ItemRef, signal?: AbortSignal) => this.post<Shape.RegistrationLookup>("/registrations/lookup", item, signal);
  send = (request: { item: Shape.ItemRef; fingerprint: string; comment?: string | null; authority?: string | null }) =>
    this.post<Shape.Registration>("/registrations", request);
  mine = (page: number, signal?: AbortSignal) => this.get<Shape.RegistrationPage>(`/registrations/mine?page=${page}`, signal);
  withdraw = (id: string) => this.post<Shape.Registration>(`/registrations/${encodeURIComponent(id)}/withdraw`, undefined);
  enterNow = (request: { item: Shape.ItemRef; fingerprint: string; entry: Shape.EntryRequest; authority?: string | null }) =>
    this.post<Shape.Registration>("/registrations/enter", request);
  forward = (request: { item: Shape.ItemRef; fingerprint: string; to: string[]; comment?: string | null }) =>
    this.post<undefined>("/messages/forward", request);

  disagree = (request: Shape.DisagreeRequest) => this.post<undefined>("/feedback", request);

  /** What stands in a file that somebody is about to send; the server keeps nothing of it. */
  checkFile = async (file: Blob, kind: string, signal?: AbortSignal) => {
    const init = { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: file };
    return (await this.call(`/drafts/file?kind=${encodeURIComponent(kind)}`, init, signal)).json() as Promise<Shape.FileCheck>;
  };
  draftSender = (mailbox: string) => this.post<Shape.DraftSender>("/drafts/sender", { mailbox });
  sentAnyway = (reason: string, codes: readonly string[]) => this.post<undefined>("/drafts/sent-anyway", { reason, codes });

  casesForDraft = (question: Shape.CaseQuestion) => this.post<Shape.OfferedCases>("/sent/cases", question);
  beginDispatch = (request: Shape.DispatchRequest) => this.post<Shape.Dispatch>("/sent", request);
  draftSeen = (id: string, seen: Shape.DraftSeen) => this.post<undefined>(`/sent/${encodeURIComponent(id)}/draft`, seen);
  cancelDispatch = (id: string) => this.post<undefined>(`/sent/${encodeURIComponent(id)}/cancel`, undefined);
  lookForDispatch = (id: string) => this.post<Shape.Dispatch>(`/sent/${encodeURIComponent(id)}/look`, undefined);
  lookForDispatches = (signal?: AbortSignal) => this.post<Shape.Dispatch[]>("/sent/look", undefined, signal);

  cases = (filter: { authority?: string; search?: string; page?: number }, signal?: AbortSignal) =>
    this.get<Shape.CasePage>(`/diary/cases?${queryOf(filter)}`, signal);

  /** For the pages that ask more than the panes do: what they alone ask stands beside them, and weighs nothing in a pane. */
  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.call(path, {}, signal).then((response) => response.json() as Promise<T>);
  }

  async post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
    const init: RequestInit = { method: "POST" };
    if (body !== undefined) {
      init.headers = { "Content-Type": "application/json" };
      init.body = JSON.stringify(body);
    }
    const response = await this.call(path, init, signal);
    const text = await response.text();
    return (text ? JSON.parse(text) : undefined) as T;
  }

  async bytes(path: string): Promise<Blob> {
    return (await this.call(path, {})).blob();
  }

  protected async call(path: string, init: RequestInit, signal?: AbortSignal, longest = patience): Promise<Response> {
    let response = await this.fetch(path, init, false, longest, signal);
    if (response.status === 401) response = await this.fetch(path, init, true, longest, signal);
    if (!response.ok) throw await failureOf(response);
    return response;
  }

  private async fetch(path: string, init: RequestInit, renew: boolean, longest: number, signal?: AbortSignal): Promise<Response> {
    const token = await this.tokens(renew);
    signal?.throwIfAborted();
    const timeOut = AbortSignal.timeout(longest);
    try {
      return await fetch(this.root + path, {
        ...init,
        headers: { Accept: "application/json, application/problem+json, */*", ...init.headers, Authorization: `Bearer ${token}` },
        cache: "no-store",
        signal: signal ? AbortSignal.any([signal, timeOut]) : timeOut,
      });
    } catch {
      if (signal?.aborted) throw new DOMException("Another message was chosen", "AbortError");
      throw new Failure(timeOut.aborted ? "noAnswer" : navigator.onLine === false ? "offline" : "noAnswer");
    }
  }
}
