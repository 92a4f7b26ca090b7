/**
 * Runs the add-in's launch script as classic Outlook on Windows does: JavaScript alone. A worker has no page already; here it loses network,
 * storage, timers, messages and every other thing of a browser's before the script runs, and the library that came after ES2016. What is left
 * is the language, `console` and as much of Office.js as events have there: over the same calls, by number, that the library makes in a frame.
 */
import { type CallHost, composeItem } from "./bareItem.ts";

interface Scope { postMessage(message: unknown): void; addEventListener(type: "message", listener: (event: { data: Order }) => void): void }
type Order =
  | { kind: "start"; script: string }
  | { kind: "run"; id: string; functionName: string; event: string; data: Record<string, unknown>; context: Record<string, unknown>; roaming: Record<string, string> }
  | { kind: "answer"; call: number; reply: { error?: boolean; errorCode?: number; data?: unknown } | null };

const scope = globalThis as unknown as Scope;
const tell = scope.postMessage.bind(globalThis);
const listen = scope.addEventListener.bind(globalThis);

const language = [
  "AggregateError Array ArrayBuffer Boolean DataView Date Error EvalError Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array Intl JSON Map Math NaN",
  "Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray",
  "WeakMap WeakSet console decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN parseFloat parseInt undefined unescape",
].flatMap((line) => line.split(" "));

const afterEs2016: [object, string[]][] = [
  [Object, ["entries", "values", "fromEntries", "getOwnPropertyDescriptors", "hasOwn", "groupBy"]],
  [String.prototype, ["padStart", "padEnd", "trimStart", "trimEnd", "matchAll", "replaceAll", "at", "isWellFormed", "toWellFormed"]],
  [Array.prototype, ["flat", "flatMap", "at", "findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced", "with"]],
  [Promise, ["allSettled", "any", "try", "withResolvers"]],
  [Promise.prototype, ["finally"]],
];

function strip(): void {
  for (let holder: object | null = globalThis; holder && holder !== Object.prototype; holder = Object.getPrototypeOf(holder))
    for (const name of Reflect.ownKeys(holder)) if (typeof name === "string" && !language.includes(name) && name !== "constructor") Reflect.deleteProperty(holder, name);
  for (const [holder, names] of afterEs2016) for (const name of names) Reflect.deleteProperty(holder, name);
}

const handlers = new Map<string, (event: object) => void>();
const waiting = new Map<number, (reply: { error?: boolean; errorCode?: number; data?: unknown } | null) => void>();
let asked = 0;
const call: CallHost = (dispatchId, parameters, answered) => {
  waiting.set(++asked, answered);
  tell({ kind: "call", call: asked, dispatchId, parameters });
};

const office: Record<string, unknown> = {
  actions: { associate: (name: string, handler: (event: object) => void) => handlers.set(name.toUpperCase(), handler) },
  // Classic Outlook never calls back, and has no context before an event.
  onReady: () => new Promise(() => {}),
  AsyncResultStatus: { Succeeded: "succeeded", Failed: "failed" },
  CoercionType: { Text: "text", Html: "html" },
  MailboxEnums: {
    SendModeOverride: { PromptUser: "promptUser" },
    ItemNotificationMessageType: { InformationalMessage: "informationalMessage", ProgressIndicator: "progressIndicator", ErrorMessage: "errorMessage", InsightMessage: "insightMessage" },
    ActionType: { ShowTaskPane: "showTaskPane" },
    RecipientType: { Other: "other", DistributionList: "distributionList", User: "user", ExternalUser: "externalUser" },
    AttachmentType: { File: "file", Item: "item", Cloud: "cloud" },
    BodyMode: { FullBody: 0, HostConfig: 1 },
    ComposeType: { Reply: "reply", Forward: "forward", NewMail: "newMail" },
  },
};

/** Texts by name, as the mailbox keeps them; saved as a whole. */
function roaming(kept: Record<string, string>): object {
  return {
    get: (name: string) => (kept[name] === undefined ? undefined : JSON.parse(kept[name])),
    set: (name: string, value: unknown) => {
      kept[name] = JSON.stringify(value);
    },
    remove: (name: string) => Reflect.deleteProperty(kept, name),
    saveAsync: (callback?: (result: object) => void) => call(404, kept, () => callback?.({ status: "succeeded" })),
  };
}

function run(order: Extract<Order, { kind: "run" }>): void {
  office.context = { ...order.context, roamingSettings: roaming(order.roaming), requirements: { isSetSupported: (name: string, version = "1.1") => name.toLowerCase() === "mailbox" && Number(version.split(".")[1]) <= 15 } };
  (office.context as { mailbox: Record<string, unknown> }).mailbox.item = composeItem(order.data, call);
  const handler = handlers.get(order.functionName.toUpperCase());
  if (!handler) return tell({ kind: "completed", id: order.id, status: 11101, event: "" });
  const event = JSON.parse(order.event) as Record<string, unknown>;
  let isDone = false;
  event.completed = (options?: unknown) => {
    if (isDone) return;
    isDone = true;
    tell({ kind: "completed", id: order.id, status: 0, event: JSON.stringify({ ...event, completedContext: options }) });
  };
  // What a handler throws is lost in Outlook too: the event runs until its time is over.
  handler(event);
}

listen("message", ({ data }) => {
  if (data.kind === "answer") {
    waiting.get(data.call)?.(data.reply);
    waiting.delete(data.call);
  } else if (data.kind === "run") run(data);
  else {
    strip();
    Object.assign(globalThis, { Office: office });
    (0, eval)(data.script);
    tell({ kind: "started" });
  }
});
