import * as api from "./api.ts";
import type { Addin } from "./manifest.ts";
import { type Answer, Channel } from "./xdm.ts";

/** What the pane sees of Outlook: who reads which message, where. */
export interface Reading { person: api.Person; box: api.Box; letter: api.Letter | null }
export interface Notice { key: string; message: string; type: string }

interface OutlookCall { MethodData: { DispatchId: number }; ApiParams?: Record<string, unknown> }
interface CommonCall { DdaMethod: { DispatchId: number } }

export interface HostEvents {
  notices(notices: Notice[]): void;
  leave(back: boolean): void;
  close(): void;
  changed(): void;
}

const failed = (errorCode: number) => ({ error: true, errorCode });
const done = (data: unknown = null) => ({ error: false, errorCode: 0, data });
const unknownCall = 5001;
const unknownAttachment = 9009;
const colors = (c: api.Category) => ({ displayName: c.name, color: `P${c.color.slice(1)}` });

function base64(bytes: ArrayBuffer): string {
  let text = "";
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text);
}

/** The error of nested sign-in that a test or a person has asked for; null lets it succeed. */
export const nestedSignIn: { failure: string | null } = { failure: null };

/** Outlook's side of one pane: start, item, calls, events. */
export class OfficeHost {
  readonly channel: Channel;
  #reading: Reading;
  #addin: Addin;
  #events: HostEvents;
  #notices = new Map<string, Notice>();
  #custom = new Map<string, string>();
  #page: string;
  #frame: HTMLIFrameElement;

  constructor(frame: HTMLIFrameElement, page: string, addin: Addin, reading: Reading, events: HostEvents, signal: AbortSignal) {
    [this.#frame, this.#page, this.#addin, this.#reading, this.#events] = [frame, page, addin, reading, events];
    const answer: Answer = (action, data) => this.#answer(action, data);
    this.channel = new Channel(frame, page, answer, signal);
    window.addEventListener("message", (event) => void this.#signIn(event), { signal });
    frame.name = this.channel.frameName("sv-SE", reading.person.address);
    frame.src = page;
  }

  /** Another message is chosen while the pane is pinned. */
  show(reading: Reading): void {
    this.#reading = reading;
    this.#notices.clear();
    this.#events.notices([]);
    this.channel.fire("olkItemSelectedChanged", this.#initialData());
  }

  #answer(action: string, data: unknown): unknown {
    switch (action) {
      case "ContextActivationManager_getAppContextAsync":
        return this.#appContext();
      case "ContextActivationManager_notifyHost":
        this.#notified((data as number[])[1] ?? -1);
        return {};
      case "GetInitialData":
        return this.#initialData();
      case "ExecuteMethod":
        return this.#execute((data as OutlookCall).MethodData.DispatchId, (data as OutlookCall).ApiParams ?? {});
      case "executeMethod":
        return this.#common((data as CommonCall).DdaMethod.DispatchId);
      default:
        return {};
    }
  }

  #appContext() {
    return {
      _id: this.channel.controlId,
      _appName: 64,
      _appVersion: "16.0",
      _appMinorVersion: 1,
      _appUILocale: "sv-SE",
      _dataLocale: "sv-SE",
      _docUrl: "",
      _clientMode: 0,
      _settings: {},
      _reason: "documentOpened",
      _osfControlType: 1,
      _eToken: "",
      _correlationId: crypto.randomUUID(),
      _appInstanceId: crypto.randomUUID(),
      // The library of 2022 knows Mailbox 1.12; more would make feature checks pass and calls fail.
      _requirementMatrix: JSON.stringify({ Mailbox: "1.12", NestedAppAuth: "1.1", DialogApi: "1.2", react: "1.0" }),
      _hostFullVersion: "20261120001.01",
      _hostCustomMessage: "",
      _clientWindowHeight: this.#frame.clientHeight,
      _clientWindowWidth: this.#frame.clientWidth,
      _addinName: this.#addin.name,
      _appDomains: [],
      _dialogRequirementMatrix: "{}",
      _featureGates: {},
    };
  }

  #initialData() {
    const { person, box, letter } = this.#reading;
    const common = {
      permissionLevel: this.#addin.permission,
      userProfileType: "enterprise",
      userDisplayName: person.name,
      userEmailAddress: person.address,
      userTimeZone: "W. Europe Standard Time",
      hostVersion: "20261120001.01",
      owaView: "ThreeColumns",
      ewsUrl: "",
      restUrl: "",
      isRestIdSupported: true,
      timeZoneOffsets: null,
      extensionId: "varamail",
      isFromSharedFolder: box.shared,
    };
    if (!letter) return { ...common, itemType: 6 };
    const address = (a: api.Address) => ({ name: a.name, address: a.address, recipientType: a.own ? 2 : 3 });
    return {
      ...common,
      itemType: letter.isMeeting ? 3 : 1,
      id: letter.id,
      itemClass: letter.isMeeting ? "IPM.Schedule.Meeting.Request" : "IPM.Note",
      subject: letter.subject,
      normalizedSubject: letter.subject.replace(/^((sv|re|vb|fw|fwd):\s*)+/i, ""),
      conversationId: letter.conversationId,
      internetMessageId: letter.internetMessageId,
      from: address(letter.from),
      sender: address(letter.from),
      to: letter.to.map(address),
      cc: letter.cc.map(address),
      bcc: [],
      dateTimeCreated: letter.receivedAt,
      dateTimeModified: letter.receivedAt,
      dateTimeSent: letter.sentAt,
      isRead: letter.isRead,
      attachments: letter.attachments.map((f) => ({ id: `${letter.id}/${f.index}`, name: f.name, attachmentType: 0, contentType: f.contentType, size: f.size, isInline: f.inline })),
    };
  }

  async #execute(dispatchId: number, p: Record<string, unknown>): Promise<unknown> {
    const { box, letter } = this.#reading;
    if (!letter) return failed(unknownCall);
    switch (dispatchId) {
      case 3:
        return { wasSuccessful: true, customProperties: this.#custom.get(letter.id) ?? "{}" };
      case 4:
        this.#custom.set(letter.id, JSON.stringify(p.customProperties));
        return done();
      case 2:
      case 12: // turned off in Exchange Online
        return { wasSuccessful: false, errorCode: 9018, errorName: "AccessDenied", errorMessage: "" };
      case 14:
        return done("html");
      case 37:
        return done(p.coercionType === 3 ? letter.html : letter.text);
      case 33:
      case 35:
        return this.#notify(dispatchId, p);
      case 34:
        return done([...this.#notices.values()]);
      case 36:
        return this.#unnotify(String(p.key));
      case 108:
        return box.shared ? done({ owner: box.address, targetRestUrl: "", targetMailbox: box.address, delegatePermissions: 63 }) : failed(unknownCall);
      case 150:
        return this.#fileContent(box.address, letter, String(p.id));
      case 157:
        return done(letter.categories.map(colors));
      case 158:
        await api.categorise(box.address, letter.id, p.categories as string[], []);
        return this.#recategorised();
      case 159:
        await api.categorise(box.address, letter.id, [], p.categories as string[]);
        return this.#recategorised();
      case 160:
        return done((await api.masterList(box.address)).map(colors));
      case 163:
        return done();
      case 168:
        return done(letter.headers);
      default:
        console.warn(`Outlook was asked for ${dispatchId}, which it doesn't rehearse.`);
        return failed(unknownCall);
    }
  }

  async #fileContent(mailbox: string, letter: api.Letter, id: string) {
    const file = letter.attachments.find((f) => `${letter.id}/${f.index}` === id);
    if (!file) return failed(unknownAttachment);
    return done({ content: base64(await api.file(mailbox, letter.id, file.index)), format: "base64" });
  }

  #recategorised() {
    this.#events.changed();
    return done();
  }

  #notify(dispatchId: number, p: Record<string, unknown>) {
    const key = String(p.key);
    if (dispatchId === 33 && this.#notices.has(key)) return failed(9023);
    if (dispatchId === 33 && this.#notices.size >= 5) return failed(9025);
    this.#notices.set(key, { key, message: String(p.message ?? ""), type: String(p.type) });
    this.#events.notices([...this.#notices.values()]);
    return done();
  }

  #unnotify(key: string) {
    if (!this.#notices.delete(key)) return failed(9024);
    this.#events.notices([...this.#notices.values()]);
    return done();
  }

  #common(dispatchId: number) {
    if (dispatchId === 97) this.#events.close();
    // 98: single sign-on of the old kind, which this tenant doesn't offer
    return dispatchId === 98 ? { Version: 1, Error: 13012 } : { Version: 1, Error: dispatchId === 94 || dispatchId === 97 ? 0 : unknownCall };
  }

  #notified(action: number): void {
    if (action === 13 || action === 17) this.#events.leave(false);
    if (action === 14 || action === 18) this.#events.leave(true);
    if (action === 15) this.#events.leave(false);
    if (action === 5 || action === 6) this.#events.leave(action === 6);
  }

  /** Nested app authentication: the page around the pane is signed in and asks for the pane. */
  async #signIn(event: MessageEvent): Promise<void> {
    if (event.source !== this.#frame.contentWindow || event.origin !== new URL(this.#page).origin || event.data?.kind !== "nestedAppAuth") return;
    const request = JSON.parse(event.data.message);
    const answer = {
      messageType: "NestedAppAuthResponse",
      requestId: request.requestId,
      ...(request.method === "GetInitContext" ? this.#initContext() : await this.#token(request.tokenParams)),
    };
    this.#frame.contentWindow?.postMessage({ kind: "nestedAppAuthAnswer", message: JSON.stringify(answer) }, event.origin);
  }

  #initContext() {
    return { success: true, initContext: { sdkName: "rehearsal", sdkVersion: "1.0.0", capabilities: { queryAccount: true } } };
  }

  async #token(params: { clientId: string; scope: string }): Promise<object> {
    const refused = (status: string) => ({ success: false, error: { status, code: "rehearsed", description: "" } });
    if (nestedSignIn.failure) return refused(nestedSignIn.failure);
    try {
      return await api.nestedToken(this.#reading.person.address, params.clientId, params.scope);
    } catch {
      return refused("NO_NETWORK");
    }
  }
}
