import { answerNested } from "./nestedSignIn.ts";
import { errors, failed, type Methods, ok, type Parameters, refused } from "./reply.ts";
import { saveRoaming } from "./roaming.ts";
import { appContext, type Session } from "./session.ts";
import { Channel } from "./xdm.ts";

/** What a frame works with now, as Office.js reads it. */
export interface Item { data: Record<string, unknown>; methods: Methods }

/** What a frame may ask of the page around it. */
export interface Surroundings {
  item(): Item;
  /** The focus leaves the frame, forward or back. */
  leave(back: boolean): void;
  close(): void;
  /** An event's handler, or a button's function, has said that it is done. */
  completed(invocation: string, status: number, event: string): void;
  /** Calls that this frame may not make: Outlook bars dialogs and forms in event handlers. */
  barred?: readonly number[];
}

interface OutlookCall { MethodData: { DispatchId: number }; ApiParams?: Parameters }
interface CommonCall extends Parameters { DdaMethod: { DispatchId: number } }

const forward = [13, 15, 17];
const back = [14, 18];
const ctrlF6 = { in: 5, back: 6 };
const completedCall = 94;
const closeCall = 97;
const accessTokenCall = 98;
const noSignIn = 13012;
export const roamingCall = 404;

/** Outlook's side of one page of the add-in: start, item, calls, events, sign-in. */
export class AddinFrame {
  readonly channel: Channel;
  readonly page: string;
  #frame: HTMLIFrameElement;
  #session: Session;
  #around: Surroundings;

  constructor(frame: HTMLIFrameElement, page: string, session: Session, around: Surroundings, signal: AbortSignal) {
    [this.#frame, this.page, this.#session, this.#around] = [frame, page, session, around];
    frame.setAttribute("sandbox", "allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads");
    this.channel = new Channel(frame, page, (action, data) => this.#answer(action, data), signal);
    window.addEventListener("message", (event) => void this.#signIn(event), { signal });
    frame.name = this.channel.frameName("sv-SE", session.person.address);
    frame.src = page;
  }

  /** Another item is chosen while the pane is pinned. */
  itemChanged(): void {
    this.channel.fire("olkItemSelectedChanged", this.#around.item().data);
  }

  #answer(action: string, data: unknown): unknown {
    switch (action) {
      case "ContextActivationManager_getAppContextAsync":
        return appContext(this.#session, this.channel.controlId, this.#frame);
      case "ContextActivationManager_notifyHost":
        this.#notified((data as number[])[1] ?? -1);
        return {};
      case "GetInitialData":
        return this.#around.item().data;
      case "ExecuteMethod":
        return this.#execute(data as OutlookCall);
      case "executeMethod":
        return this.#common(data as CommonCall);
      default:
        return {};
    }
  }

  #execute({ MethodData, ApiParams }: OutlookCall): unknown {
    const id = MethodData.DispatchId;
    if (this.#around.barred?.includes(id)) return failed(errors.notHere);
    if (refused.calls.includes(id)) return failed(errors.generic);
    if (id === roamingCall) {
      saveRoaming(this.#session.person.address, (ApiParams as unknown as Record<string, string>[])[0] ?? {});
      return ok();
    }
    const method = this.#around.item().methods[id] ?? general[id];
    if (method) return method(ApiParams ?? {});
    console.warn(`Outlook was asked for ${id}, which it doesn't rehearse.`);
    return failed(errors.notSupported);
  }

  #common(call: CommonCall): unknown {
    const id = call.DdaMethod.DispatchId;
    if (id === completedCall) this.#around.completed(String(call["0"]), Number(call["1"]), String(call["2"] ?? ""));
    if (id === closeCall) this.#around.close();
    // Single sign-on of the old kind isn't offered by this tenant.
    if (id === accessTokenCall) return { Version: 1, Error: noSignIn };
    return { Version: 1, Error: id === completedCall || id === closeCall ? 0 : errors.notSupported };
  }

  #notified(action: number): void {
    if (forward.includes(action) || action === ctrlF6.in) this.#around.leave(false);
    if (back.includes(action) || action === ctrlF6.back) this.#around.leave(true);
  }

  async #signIn(event: MessageEvent): Promise<void> {
    if (event.source !== this.#frame.contentWindow || event.origin !== new URL(this.page).origin || event.data?.kind !== "nestedAppAuth") return;
    const answer = await answerNested(event.data.message, this.#session.person.address);
    this.#frame.contentWindow?.postMessage({ kind: "nestedAppAuthAnswer", message: answer }, event.origin);
  }
}

// Exchange Online has turned its own tokens and EWS off.
const noToken = () => ({ wasSuccessful: false, errorCode: 9018, errorName: "AccessDenied", errorMessage: "" });
const general: Methods = {
  2: noToken,
  12: noToken,
  5: () => ({ wasProxySuccessful: false, errorMessage: "EWS is turned off." }),
  163: () => ok(),
  193: () => ok(),
};
