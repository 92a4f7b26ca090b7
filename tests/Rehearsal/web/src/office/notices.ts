import { errors, failed, type Methods, ok, type Parameters } from "./reply.ts";

/** A bar above a message, set by the add-in. */
export interface Notice { key: string; message: string; type: string; action: { text: string; commandId: string; context: string } | null }

const most = 5;
/** In the order of Office.js' numbers. */
export const noticeTypes = ["informationalMessage", "progressIndicator", "errorMessage", "insightMessage"];

/** The bars of one item: Office.js adds, replaces and removes them by key. */
export class Notices {
  #bars = new Map<string, Notice>();
  #given = new Map<string, Parameters>();
  #changed: (notices: Notice[]) => void;

  constructor(changed: (notices: Notice[]) => void) {
    this.#changed = changed;
  }

  get all(): Notice[] {
    return [...this.#bars.values()];
  }

  clear(): void {
    this.#bars.clear();
    this.#given.clear();
    this.#changed([]);
  }

  remove(key: string): boolean {
    const there = this.#bars.delete(key);
    this.#given.delete(key);
    if (there) this.#changed(this.all);
    return there;
  }

  readonly methods: Methods = {
    33: (p) => (this.#bars.has(String(p.key)) ? failed(errors.duplicateNotice) : this.#put(p)),
    34: () => ok([...this.#given.values()].map((p) => ({ ...p, type: noticeTypes[Number(p.type)] }))),
    35: (p) => this.#put(p),
    36: (p) => (this.remove(String(p.key)) ? ok() : failed(errors.noSuchNotice)),
  };

  #put(p: Parameters) {
    const key = String(p.key);
    if (!this.#bars.has(key) && this.#bars.size >= most) return failed(errors.tooManyNotices);
    const action = (p.actions as { actionText: string; commandId: string; contextData?: unknown }[] | undefined)?.[0];
    this.#bars.set(key, {
      key,
      message: String(p.message ?? ""),
      type: String(p.type),
      action: action ? { text: action.actionText, commandId: action.commandId, context: written(action.contextData) } : null,
    });
    this.#given.set(key, p);
    this.#changed(this.all);
    return ok();
  }
}

/** Office.js gives context back as text, whatever it was. */
export const written = (context: unknown): string => (context === undefined || context === null ? "" : typeof context === "string" ? context : JSON.stringify(context));
