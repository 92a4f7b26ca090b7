import { sv } from "./sv";
import type { Texts } from "./texts";

/** The texts in use. Swedish until {@link chooseLanguage} has said otherwise. */
export let t: Texts = sv;

/** English for those whose Outlook isn't Swedish; fetched first when needed. */
export async function chooseLanguage(displayLanguage: string): Promise<void> {
  t = /^(sv|nb|nn|no|da)\b/i.test(displayLanguage) ? sv : (await import("./en")).en;
  document.documentElement.lang = t.locale.slice(0, 2);
}
