import { Client, queryOf } from "./client";
import type * as Shape from "./shapes";

/** 150 MB out of a home office of 2 Mbit/s. */
const uploadPatience = 660_000;
/** The server ends a stream of events after ten minutes. */
const untilTokenEnds = 900_000;

/** What the registrar's desk asks beside all that a pane does: kept out of the panes, which are fetched at every message. */
export class DeskClient extends Client {
  /** A message from a file. `isNew` is false when it was registered before: then nothing was added. */
  upload = async (file: Blob, mailbox: string, authority: string | null, asItIs: boolean, signal?: AbortSignal) => {
    const init = { method: "POST", headers: { "Content-Type": "message/rfc822" }, body: file };
    const response = await this.call(`/registrations/upload?${queryOf({ mailbox, authority, asItIs })}`, init, signal, uploadPatience);
    return { registration: (await response.json()) as Shape.Registration, isNew: response.status === 201 };
  };

  queue = (filter: Shape.QueueFilter, at: { page?: number; after?: string | null; pageSize: number }, signal?: AbortSignal) =>
    this.get<Shape.QueuePage>(`/desk/queue?${queryOf({ ...filter, ...at })}`, signal);
  queueItem = (id: string, signal?: AbortSignal) => this.get<Shape.QueueDetail>(this.queueAt(id), signal);
  open = (id: string, reason: string) => this.post<Shape.QueueDetail>(`${this.queueAt(id)}/open`, { reason });
  claim = (id: string, version: number, takeOver: boolean) =>
    this.post<Shape.QueueItem>(`${this.queueAt(id)}/claim`, { version, takeOver });
  release = (id: string, version: number) => this.post<Shape.QueueItem>(`${this.queueAt(id)}/release`, { version });
  enter = (id: string, entry: Shape.EntryRequest) => this.post<Shape.QueueItem>(`${this.queueAt(id)}/enter`, entry);
  giveBack = (id: string, version: number, comment: string) =>
    this.post<Shape.QueueItem>(`${this.queueAt(id)}/return`, { version, comment });
  redirect = (id: string, version: number, authority: string, comment: string | null) =>
    this.post<Shape.QueueItem>(`${this.queueAt(id)}/redirect`, { version, authority, comment });
  notRegister = (id: string, version: number, reason: string) =>
    this.post<Shape.QueueItem>(`${this.queueAt(id)}/not-registered`, { version, reason });
  file = (id: string, version: number, system: string, reference: string | null) =>
    this.post<Shape.QueueItem>(`${this.queueAt(id)}/file`, { version, system, reference });
  receipt = (id: string, version: number, reference: string) =>
    this.post<Shape.QueueItem>(`${this.queueAt(id)}/receipt`, { version, reference });
  undo = (id: string, version: number) => this.post<Shape.QueueItem>(`${this.queueAt(id)}/undo`, { version });
  move = (id: string, version: number, to: Shape.EntryRequest["case"]) =>
    this.post<Shape.QueueItem>(`${this.queueAt(id)}/move`, { version, case: to });
  original = (id: string) => this.bytes(`${this.queueAt(id)}/original`);
  /** A page that can be read without a mail program. */
  rendering = (id: string) => this.bytes(`${this.queueAt(id)}/rendering`);
  evidence = (id: string, signal?: AbortSignal) => this.get<Shape.MessageEvidence>(`${this.queueAt(id)}/evidence`, signal);
  attachment = (id: string, index: number) => this.bytes(`${this.queueAt(id)}/attachments/${index}`);

  relations = (id: string, signal?: AbortSignal) => this.get<Shape.EntryHelp>(`${this.queueAt(id)}/relations`, signal);
  similar = (id: string, signal?: AbortSignal) => this.get<Shape.LikeMessage[]>(`${this.queueAt(id)}/similar`, signal);
  enterCampaign = (request: Shape.CampaignRequest) => this.post<Shape.CampaignEntered>("/desk/campaign", request);
  attachmentText = (id: string, index: number, signal?: AbortSignal) =>
    this.get<Shape.AttachmentText>(`${this.queueAt(id)}/attachments/${index}/text`, signal);
  views = (signal?: AbortSignal) => this.get<Shape.NamedView[]>("/desk/views", signal);
  saveView = (name: string, filter: Shape.QueueFilter) => this.post<Shape.NamedView[]>("/desk/views", { name, filter });
  removeView = (name: string) => this.post<Shape.NamedView[]>("/desk/views/remove", { name });
  changes = (since: string, signal?: AbortSignal) => this.get<Shape.QueueChanges>(`/desk/changes?${queryOf({ since })}`, signal);
  /** A stream of events, until either side ends it. */
  listen = (since: string, signal: AbortSignal) =>
    this.call(`/desk/changes?${queryOf({ since })}`, { headers: { Accept: "text/event-stream" } }, signal, untilTokenEnds);
  feedback = (signal?: AbortSignal) => this.get<Shape.FeedbackSummary>("/desk/feedback", signal);

  oneCase = (view: { series: string; year: number; ordinal: number }, signal?: AbortSignal) =>
    this.get<Shape.CaseDetail>(`/diary/cases/${encodeURIComponent(view.series)}/${view.year}/${view.ordinal}`, signal);
  voidEntry = (id: string, reason: string) => this.post<Shape.EntryView>(`/diary/entries/${encodeURIComponent(id)}/void`, { reason });

  correctEntry = (id: string, request: Shape.CorrectRequest) =>
    this.post<Shape.EntryView>(`/diary/entries/${encodeURIComponent(id)}/correct`, request);

  deliveries = (page: number, signal?: AbortSignal) => this.get<Shape.DeliveryPage>(`/desk/deliveries?${queryOf({ page })}`, signal);
  retryDelivery = (id: string, version: number, caseNumber: string | null = null) =>
    this.post<Shape.DeliveryItem>(`${this.deliveryAt(id)}/retry`, { version, caseNumber });
  settleDelivery = (id: string, request: { version: number; caseNumber: string; diaryNumber: string; reference: string | null }) =>
    this.post<Shape.DeliveryItem>(`${this.deliveryAt(id)}/settle`, request);
  giveUpDelivery = (id: string, version: number, reason: string) =>
    this.post<Shape.DeliveryItem>(`${this.deliveryAt(id)}/give-up`, { version, reason });

  holds = (signal?: AbortSignal) => this.get<Shape.HoldView[]>("/desk/holds", signal);
  placeHold = (id: string, reason: string) => this.post<Shape.HoldView>(`${this.queueAt(id)}/hold`, { reason });
  liftHold = (id: string, reason: string) => this.post<Shape.HoldView>(`/desk/holds/${encodeURIComponent(id)}/lift`, { reason });

  private deliveryAt(id: string): string {
    return `/desk/deliveries/${encodeURIComponent(id)}`;
  }

  private queueAt(id: string): string {
    return `/desk/queue/${encodeURIComponent(id)}`;
  }
}
