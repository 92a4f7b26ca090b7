/** The channel between Outlook's page and an add-in's frame, as Office.js speaks it: JSON texts by postMessage. */

interface Message { _messageType: number; _actionName: string; _conversationId: string; _correlationId: number; _data: unknown; _actionType: number }

/** Answers a call; may take its time. Every call gets an answer, or the library waits a minute and then forgets its caller. */
export type Answer = (action: string, data: unknown) => unknown | Promise<unknown>;

/** What the host can tell a frame about where the focus goes. */
export const focusIn = { tab: 11, tabBack: 12, f6: 4 } as const;

export class Channel {
  readonly conversationId = crypto.randomUUID();
  readonly controlId = crypto.randomUUID();
  #registered = new Map<string, Message>();
  #awaited = new Map<string, (() => void)[]>();
  #frame: HTMLIFrameElement;
  #origin: string;
  #answer: Answer;
  #sent = 0;

  constructor(frame: HTMLIFrameElement, page: string, answer: Answer, signal: AbortSignal) {
    this.#frame = frame;
    this.#origin = new URL(page).origin;
    this.#answer = answer;
    window.addEventListener("message", (event) => this.#receive(event), { signal });
  }

  /** The frame's name carries who its host is; the library tests it before every call. */
  frameName(locale: string, person: string): string {
    return JSON.stringify({
      baseFrameName: `_xdm_${this.conversationId}`,
      serializerVersion: 1,
      hostInfo: `Outlook$Web$16.01$${locale}$${crypto.randomUUID()}$$disableLogging$0`,
      rehearsedPerson: person,
      xdmInfo: `${this.conversationId}|${this.controlId}|${location.origin}`,
    });
  }

  /** Tells an event to a frame that has asked for it; says whether it had. */
  fire(event: string, data: unknown): boolean {
    const registration = this.#registered.get(event);
    if (!registration) return false;
    this.#post({ ...this.#reply(registration, data), _responseType: 1 });
    return true;
  }

  /** Done once the frame listens to an event; never, when it doesn't start. */
  listens(event: string): Promise<void> {
    if (this.#registered.has(event)) return Promise.resolve();
    return new Promise((resolve) => this.#awaited.set(event, [...(this.#awaited.get(event) ?? []), resolve]));
  }

  /** Hands the focus over to the frame. */
  focus(how: number): void {
    this.#frame.focus();
    this.#post({
      _messageType: 0,
      _actionType: 0,
      _actionName: "Office_notifyAgave",
      _conversationId: `${this.conversationId}_ntf`,
      _correlationId: ++this.#sent,
      _origin: location.origin,
      _serializerVersion: 1,
      _data: [how],
    });
  }

  async #receive(event: MessageEvent): Promise<void> {
    if (event.source !== this.#frame.contentWindow || event.origin !== this.#origin || typeof event.data !== "string") return;
    let message: Message;
    try {
      message = JSON.parse(event.data);
    } catch {
      return;
    }
    if (message._messageType !== 0 || message._conversationId !== this.conversationId) return;
    if (message._actionType === 1) this.#registered.set(message._actionName, message); // a reloaded frame registers anew
    if (message._actionType === 2) this.#registered.delete(message._actionName);
    const data = message._actionType === 0 ? await this.#answered(message) : { Error: 0 };
    this.#post(this.#reply(message, data));
    if (message._actionType !== 1) return;
    for (const resolve of this.#awaited.get(message._actionName) ?? []) resolve();
    this.#awaited.delete(message._actionName);
  }

  // Without an answer the add-in's callback never comes: what breaks here is answered with an error of Outlook's own.
  async #answered(message: Message): Promise<unknown> {
    try {
      return await this.#answer(message._actionName, message._data);
    } catch (error) {
      console.error(`Outlook failed at ${message._actionName}.`, error);
      return { error: true, errorCode: 9020 };
    }
  }

  #reply(to: Message, data: unknown) {
    return {
      _messageType: 1,
      _actionName: to._actionName,
      _conversationId: to._conversationId,
      _correlationId: to._correlationId,
      _origin: location.origin,
      _data: data,
      _errorCode: 0,
      _responseType: 0,
      _serializerVersion: 1,
    };
  }

  #post(message: object): void {
    this.#frame.contentWindow?.postMessage(JSON.stringify(message), this.#origin);
  }
}
