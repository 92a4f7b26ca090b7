// The words of an HTML body, and where each stands in the markup. Written by hand: the launch script has no page to parse with.

export interface BodyText {
  readonly text: string;
  /** Where the original that is answered begins in the text; -1 when the markup doesn't tell. */
  readonly quoteAt: number;
  /** Where its markup begins; -1 likewise. */
  readonly quotePlace: number;
  /** Places of pictures in the text. */
  readonly pictures: readonly number[];
  /** Place in the markup of a place in the text; -1 where the two can't be laid side by side. */
  placeOf(offset: number): number;
}

const BLOCKS = /^(?:p|div|tr|li|ul|ol|table|h[1-6]|blockquote|hr|pre|section|article|header|footer|center|form|fieldset|dl|dt|dd)$/;
const SKIPPED = /^(?:style|script|head|title|noscript|template|xml)$/;
const QUOTE_MARK =
  /\bid\s*=\s*["']?(?:x_)*(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION)|\bclass\s*=\s*["'][^"']*(?:gmail_quote|moz-cite-prefix|yahoo_quoted|protonmail_quote)|border-top:\s*solid\s*#(?:E1E1E1|B5C4DF)/i;
const NAMED: Readonly<Record<string, string>> = {
  nbsp: "\u00A0",
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  aring: "å",
  auml: "ä",
  ouml: "ö",
  Aring: "Å",
  Auml: "Ä",
  Ouml: "Ö",
  eacute: "é",
  Eacute: "É",
  egrave: "è",
  uuml: "ü",
  Uuml: "Ü",
  oslash: "ø",
  Oslash: "Ø",
  aelig: "æ",
  AElig: "Æ",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  bdquo: "„",
  laquo: "«",
  raquo: "»",
  bull: "•",
  middot: "·",
  sect: "§",
  para: "¶",
  euro: "€",
  deg: "°",
  frac12: "½",
  times: "×",
  copy: "©",
  reg: "®",
  shy: "\u00AD",
  zwnj: "\u200C",
  ensp: " ",
  emsp: " ",
  thinsp: " ",
};
const LONGEST_ENTITY = 10;
const BLANK = /[ \t\r\n\f]/;

/** Reads an HTML body once from beginning to end. */
export function readHtml(html: string): BodyText {
  const reader = new Reader(html);
  reader.read();
  return reader.done();
}

/** A body that is text already: NFC and LF, as the engines read it. */
export function readPlain(body: string): BodyText {
  const text = body.replace(/\r\n?/g, "\n").normalize("NFC");
  return { text, quoteAt: -1, quotePlace: -1, pictures: [], placeOf: text === body ? (offset) => offset : () => -1 };
}

class Reader {
  private readonly parts: string[] = [];
  private length = 0;
  private last = "";
  /** White space that is written only when a word follows on the line: where it stands in the markup. */
  private space = -1;
  private quoteAt = -1;
  private quotePlace = -1;
  private readonly pictures: number[] = [];
  /** Runs that stand letter by letter in both: where each begins. */
  private readonly inText: number[] = [];
  private readonly inHtml: number[] = [];
  private pre = 0;

  constructor(private readonly html: string) {}

  read(): void {
    const { html } = this;
    let at = 0;
    while (at < html.length) {
      const open = html.indexOf("<", at);
      this.words(at, open < 0 ? html.length : open);
      if (open < 0) return;
      if (html.startsWith("<!--", open)) {
        const end = html.indexOf("-->", open + 4);
        at = end < 0 ? html.length : end + 3;
        continue;
      }
      const close = tagEnd(html, open);
      at = close + 1;
      const tag = html.slice(open + 1, close);
      const name = (/^\/?([a-z][a-z0-9:]*)/i.exec(tag)?.[1] ?? "").toLowerCase();
      if (name === "") {
        if (!/^[!?/]/.test(tag)) this.words(open, at);
      } else if (SKIPPED.test(name) && tag[0] !== "/" && tag[tag.length - 1] !== "/") at = endOf(html, name, at);
      else this.tag(name, tag, open);
    }
  }

  done(): BodyText {
    const text = this.parts.join("");
    const composed = text.normalize("NFC");
    const aligned = composed === text;
    return {
      text: composed,
      quoteAt: aligned ? this.quoteAt : -1,
      quotePlace: aligned ? this.quotePlace : -1,
      pictures: this.pictures,
      placeOf: (offset) => (aligned ? this.place(offset) : -1),
    };
  }

  private place(offset: number): number {
    let low = 0;
    let high = this.inText.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.inText[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const run = low - 1;
    return run < 0 ? -1 : (this.inHtml[run] ?? 0) + offset - (this.inText[run] ?? 0);
  }

  private tag(name: string, tag: string, open: number): void {
    const closing = tag[0] === "/";
    if (name === "pre") this.pre += closing ? -1 : 1;
    if (name === "br" || BLOCKS.test(name)) this.line(name === "br", open);
    else if ((name === "td" || name === "th") && !closing) this.space = open;
    if (closing) return;
    if (name === "img") this.pictures.push(this.length);
    if (this.quoteAt < 0 && (QUOTE_MARK.test(tag) || (name === "blockquote" && /\btype\s*=|\bcite\b/i.test(tag)))) {
      this.quoteAt = this.length;
      this.quotePlace = open;
    }
  }

  private line(forced: boolean, place: number): void {
    this.space = -1;
    if (this.length > 0 && (forced || this.last !== "\n")) this.put("\n", place);
  }

  private words(from: number, to: number): void {
    const { html } = this;
    let at = from;
    while (at < to) {
      const c = html.charAt(at);
      if (c === "&") {
        const [letters, length] = entity(html, at);
        this.put(letters, at);
        at += length;
        continue;
      }
      const blank = this.pre <= 0 && BLANK.test(c);
      let next = at + 1;
      while (next < to && html.charAt(next) !== "&" && (this.pre > 0 || BLANK.test(html.charAt(next)) === blank)) next++;
      if (blank) this.space = at;
      else this.put(html.slice(at, next), at);
      at = next;
    }
  }

  private put(letters: string, place: number): void {
    const spaced = this.space;
    this.space = -1;
    if (spaced >= 0 && this.length > 0 && this.last !== "\n" && this.last !== " ") this.put(" ", spaced);
    this.mark(place);
    this.parts.push(letters);
    this.length += letters.length;
    this.last = letters.charAt(letters.length - 1);
  }

  private mark(place: number): void {
    this.inText.push(this.length);
    this.inHtml.push(place);
  }
}

function tagEnd(html: string, open: number): number {
  let quote = "";
  for (let at = open + 1; at < html.length; at++) {
    const c = html.charAt(at);
    if (quote !== "") quote = c === quote ? "" : quote;
    else if (c === '"' || c === "'") quote = html.charAt(at - 1) === "=" ? c : "";
    else if (c === ">") return at;
  }
  return html.length;
}

function endOf(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}[^>]*>`, "gi");
  end.lastIndex = from;
  return end.exec(html) ? end.lastIndex : html.length;
}

function entity(html: string, at: number): [string, number] {
  const end = html.indexOf(";", at);
  if (end < 0 || end - at > LONGEST_ENTITY) return ["&", 1];
  const name = html.slice(at + 1, end);
  const code = /^#x[0-9a-f]+$/i.test(name) ? Number.parseInt(name.slice(2), 16) : /^#[0-9]+$/.test(name) ? Number(name.slice(1)) : -1;
  if (code > 0 && code <= 0x10ffff) return [String.fromCodePoint(code), end - at + 1];
  const letter = NAMED[name];
  return letter === undefined ? ["&", 1] : [letter, end - at + 1];
}
