import { sv } from "./sv";
import type { Texts } from "./texts";

/** The texts in use. Swedish until `language.ts` has said otherwise. */
export let t: Texts = sv;

export function use(texts: Texts): void {
  t = texts;
  document.documentElement.lang = t.locale.slice(0, 2);
}
