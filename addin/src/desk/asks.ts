import { type Client, queryOf } from "../api/client";
import type { CorrectRequest, DeliveryItem, DeliveryPage, EntryView, HoldView } from "../api/shapes";

const at = (id: string) => `/desk/deliveries/${encodeURIComponent(id)}`;

export const deliveries = (client: Client, page: number, signal?: AbortSignal) =>
  client.get<DeliveryPage>(`/desk/deliveries?${queryOf({ page })}`, signal);

export const retryDelivery = (client: Client, id: string, version: number, caseNumber: string | null = null) =>
  client.post<DeliveryItem>(`${at(id)}/retry`, { version, caseNumber });

export const settleDelivery = (
  client: Client,
  id: string,
  request: { version: number; caseNumber: string; diaryNumber: string; reference: string | null },
) => client.post<DeliveryItem>(`${at(id)}/settle`, request);

export const giveUpDelivery = (client: Client, id: string, version: number, reason: string) =>
  client.post<DeliveryItem>(`${at(id)}/give-up`, { version, reason });

export const holds = (client: Client, signal?: AbortSignal) => client.get<HoldView[]>("/desk/holds", signal);

export const placeHold = (client: Client, id: string, reason: string) =>
  client.post<HoldView>(`/desk/queue/${encodeURIComponent(id)}/hold`, { reason });

export const liftHold = (client: Client, id: string, reason: string) =>
  client.post<HoldView>(`/desk/holds/${encodeURIComponent(id)}/lift`, { reason });

export const correctEntry = (client: Client, id: string, request: CorrectRequest) =>
  client.post<EntryView>(`/diary/entries/${encodeURIComponent(id)}/correct`, request);
