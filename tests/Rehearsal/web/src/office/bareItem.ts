import { noticeTypes } from "./notices.ts";

/** Asks the host by Office.js' number of the call. */
export type CallHost = (dispatchId: number, parameters: unknown, answered: (reply: { error?: boolean; errorCode?: number; data?: unknown } | null) => void) => void;

type Callback = (result: object) => void;
interface Options { asyncContext?: unknown; coercionType?: string; isInline?: boolean; discardItem?: boolean }

const coercion = (type: unknown) => (type === "html" ? 3 : 0);
const recipientTypes = ["other", "distributionList", "user", "externalUser"];
const attachmentTypes = ["file", "item", "cloud"];

interface WireAddress { name: string; address: string; recipientType: number }
const addressOf = (a: WireAddress) => ({ displayName: a.name, emailAddress: a.address, recipientType: recipientTypes[a.recipientType] });
const addressesOf = (list: unknown) => (list as WireAddress[]).map(addressOf);
const toWire = (list: unknown) => (list as (string | { displayName?: string; emailAddress?: string })[]).map((a) => (typeof a === "string" ? { name: a, address: a } : { name: a.displayName, address: a.emailAddress }));
const filesOf = (list: unknown) => (list as { attachmentType: number }[]).map((f) => Object.assign({}, f, { attachmentType: attachmentTypes[f.attachmentType] }));

/** A draft as an event's handler sees it in classic Outlook: the compose surface of Mailbox 1.15 that events may use. */
export function composeItem(data: Record<string, unknown>, call: CallHost): Record<string, unknown> {
  /** Office.js' own signature: (…values, [options], [callback]). */
  const method =
    (dispatchId: number, values: number, parameters: (given: unknown[], options: Options) => unknown, format: (value: unknown) => unknown = (v) => v) =>
    (...given: unknown[]) => {
      const rest = given.slice(values);
      const callback = rest.filter((v) => typeof v === "function")[0] as Callback | undefined;
      const options = (rest.filter((v) => typeof v === "object" && v !== null)[0] ?? {}) as Options;
      call(dispatchId, parameters(given, options), (reply) => {
        const failed = !reply || reply.error === true;
        if (!callback) return;
        callback({
          status: failed ? "failed" : "succeeded",
          value: failed ? undefined : format(reply?.data),
          error: failed ? { code: reply?.errorCode ?? 5001, name: "Error", message: `Outlook answered ${reply?.errorCode ?? 5001}.` } : null,
          asyncContext: options.asyncContext,
        });
      });
    };
  const get = (dispatchId: number, format?: (value: unknown) => unknown) => method(dispatchId, 0, () => undefined, format);
  const put = (dispatchId: number, ...names: string[]) =>
    method(dispatchId, names.length, (given) => {
      const named: Record<string, unknown> = {};
      names.forEach((name, i) => {
        named[name] = given[i];
      });
      return named;
    });
  const text = (dispatchId: number, name = "data") => method(dispatchId, 1, ([value], o) => ({ [name]: value, coercionType: coercion(o.coercionType) }));
  const recipients = (recipientField: number) => ({
    getAsync: method(15, 0, () => ({ recipientField }), addressesOf),
    setAsync: method(21, 1, ([list]) => ({ recipientField, recipientArray: toWire(list) })),
    addAsync: method(22, 1, ([list]) => ({ recipientField, recipientArray: toWire(list) })),
  });
  const notice = (dispatchId: number) => method(dispatchId, 2, ([key, n]) => Object.assign({}, n, { key, type: noticeTypes.indexOf((n as { type: string }).type) }));
  const shared = {
    conversationId: data.conversationId,
    seriesId: data.seriesId,
    subject: { getAsync: get(18), setAsync: put(17, "subject") },
    body: {
      getTypeAsync: get(14),
      getAsync: method(37, 1, ([type]) => ({ coercionType: coercion(type) })),
      setAsync: text(38),
      prependAsync: text(23),
      setSelectedDataAsync: text(13),
      setSignatureAsync: text(173),
      appendOnSendAsync: text(100, "appendTxt"),
      prependOnSendAsync: text(197, "appendTxt"),
    },
    notificationMessages: { addAsync: notice(33), replaceAsync: notice(35), removeAsync: put(36, "key"), getAllAsync: get(34) },
    sessionData: { setAsync: put(185, "name", "value"), getAsync: put(186, "name"), getAllAsync: get(187), clearAsync: get(188), removeAsync: put(189, "name") },
    getAttachmentsAsync: get(149, filesOf),
    getAttachmentContentAsync: put(150, "id"),
    addFileAttachmentAsync: method(16, 2, ([uri, name], o) => ({ uri, name, isInline: o.isInline === true })),
    addFileAttachmentFromBase64Async: method(148, 2, ([base64String, name], o) => ({ base64String, name, isInline: o.isInline === true })),
    removeAttachmentAsync: put(20, "attachmentIndex"),
    getInitializationContextAsync: get(99),
    getItemIdAsync: get(164),
    saveAsync: get(32),
    isClientSignatureEnabledAsync: get(175),
    disableClientSignatureAsync: get(176),
    getItemClassAsync: get(210),
    addHandlerAsync: (_type: string, _handler: unknown, ...rest: unknown[]) => {
      const callback = rest.filter((v) => typeof v === "function")[0] as Callback | undefined;
      callback?.({ status: "succeeded" });
    },
  };
  if (data.itemType === 5)
    return Object.assign(shared, {
      itemType: "appointment",
      requiredAttendees: recipients(0),
      optionalAttendees: recipients(1),
      organizer: { getAsync: get(107, (a) => addressOf(a as WireAddress)) },
      start: { getAsync: method(24, 0, () => ({ TimeProperty: 1 }), (ms) => new Date(Number(ms))) },
      end: { getAsync: method(24, 0, () => ({ TimeProperty: 2 }), (ms) => new Date(Number(ms))) },
      location: { getAsync: get(26), setAsync: put(27, "location") },
    });
  return Object.assign(
    shared,
    {
      itemType: "message",
      inReplyTo: data.inReplyTo,
      to: recipients(0),
      cc: recipients(1),
      bcc: recipients(2),
      from: { getAsync: get(107, (a) => addressOf(a as WireAddress)) },
      internetHeaders: { getAsync: put(151, "internetHeaderKeys"), setAsync: put(152, "internetHeaderNameValuePairs"), removeAsync: put(153, "internetHeaderKeys") },
      getComposeTypeAsync: get(174),
      getConversationIndexAsync: get(213),
    },
    data.isFromSharedFolder === true ? { getSharedPropertiesAsync: get(108) } : {},
  );
}
