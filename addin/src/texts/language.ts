import { use } from ".";
import { sv } from "./sv";

/** English for those whose Outlook isn't Swedish; fetched first when needed. Apart, since the registrar's desk speaks Swedish only. */
export async function chooseLanguage(displayLanguage: string): Promise<void> {
  use(/^(sv|nb|nn|no|da)\b/i.test(displayLanguage) ? sv : (await import("./en")).en);
}
