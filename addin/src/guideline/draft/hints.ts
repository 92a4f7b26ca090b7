// What the pane hints at: how a text reads, and whose errand it is.
import type { Draft } from "./draft";
import type { Found } from "./index";
import { countWords, readability } from "./plainLanguage";
import { isPrivate } from "./privateUse";
import type { Sections } from "./sections";
import type { Settings } from "./settings";

export function hintsOf(draft: Draft, sections: Sections, settings: Settings): Found[] {
  const found: Found[] = [];
  const own = ownWords(sections);
  const { lix } = readability(own);
  if (isMeasured(sections, settings) && lix > settings.lixLimit) found.push(["plainLanguage", [], "none", { count: lix }]);
  if (isPrivate(draft.subject, own)) found.push(["privateUse", [], "none"]);
  return found;
}

/** Whether a text is long enough to say anything of; the signature counts, as in "over at least 60 words". */
export const isMeasured = (sections: Sections, settings: Settings): boolean =>
  countWords(sections.text.slice(0, sections.quoteAt)) >= settings.lixWords;

/** The writer's own words without the signature. */
export const ownWords = (sections: Sections): string => sections.text.slice(0, Math.min(sections.signatureAt, sections.quoteAt));
