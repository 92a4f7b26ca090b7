// What one click changes in a draft's markup. Pure: text in, text out; undefined where the markup can't be told apart.
import type { Words } from "./draft";
import type { Checked } from "./index";

const MASK = "[borttaget]";

/** The body without the original that is answered. */
export function withoutQuote(body: string, { body: read, sections }: Checked): string | undefined {
  const place = read.quotePlace >= 0 && read.quoteAt <= sections.quoteAt ? read.quotePlace : read.placeOf(sections.quoteAt);
  return place < 0 || sections.quoteAt >= read.text.length ? undefined : closed(body.slice(0, place));
}

/** The body with words taken out, a mark in their place. */
export function masked(body: string, checked: Checked, words: readonly Words[]): string | undefined {
  const inBody = words.filter((one) => one.where === "body").sort((a, b) => b.offset - a.offset);
  let changed: string | undefined = inBody.length > 0 ? body : undefined;
  for (const { offset, length } of inBody) if (changed !== undefined) changed = exchanged(changed, checked, offset, length, MASK);
  return changed;
}

/** The body with one stretch exchanged. The tags within it stay. */
export function exchanged(body: string, { body: read }: Checked, offset: number, length: number, text: string): string | undefined {
  const start = read.placeOf(offset);
  const last = read.placeOf(offset + length - 1);
  if (start < 0 || last < start) return undefined;
  const end = body[last] === "&" ? body.indexOf(";", last) + 1 : last + 1;
  const tags = body.slice(start, end).match(/<[^>]*>/g) ?? [];
  return body.slice(0, start) + escaped(text) + tags.join("") + body.slice(end);
}

export const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** Ends what a cut left open. */
function closed(markup: string): string {
  const open: string[] = [];
  for (const tag of markup.match(/<\/?[a-z][a-z0-9:]*(?:\s[^>]*)?>/gi) ?? []) {
    const name = (/[a-z][a-z0-9:]*/i.exec(tag)?.[0] ?? "").toLowerCase();
    if (tag[1] === "/") {
      const at = open.lastIndexOf(name);
      if (at >= 0) open.splice(at);
    } else if (!VOID.test(name) && !/\/>$/.test(tag)) open.push(name);
  }
  return (
    markup +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join("")
  );
}
