// How hard a text is to read: LIX (Björnsson 1968), long sentences, stiff words with plain ones.

export interface Readability {
  readonly words: number;
  readonly lix: number;
  /** Sentences longer than people read with ease, longest first. */
  readonly longSentences: readonly { readonly offset: number; readonly length: number; readonly words: number }[];
  readonly stiff: readonly { readonly offset: number; readonly text: string; readonly plain: string }[];
}

const LONG_WORD = 6;
const LONG_SENTENCE = 25;

/** Words of the office, and what people say. After Myndigheternas skrivregler and the guideline's domain list. */
const PLAIN: readonly (readonly [string, string])[] = [
  ["angående", "om"],
  ["avseende", "om"],
  ["beträffande", "om"],
  ["rörande", "om"],
  ["gällande", "om"],
  ["erhålla", "få"],
  ["erhåller", "får"],
  ["erhållit", "fått"],
  ["erfordras", "behövs"],
  ["erforderlig", "nödvändig"],
  ["erforderliga", "nödvändiga"],
  ["emottaga", "ta emot"],
  ["emotser", "väntar på"],
  ["emotse", "vänta på"],
  ["dylik", "sådan"],
  ["dylikt", "sådant"],
  ["desamma", "de"],
  ["densamma", "den"],
  ["dessförinnan", "före det"],
  ["därest", "om"],
  ["därutöver", "dessutom"],
  ["jämlikt", "enligt"],
  ["jämte", "och"],
  ["i enlighet med", "enligt"],
  ["i enlighet härmed", "därför"],
  ["härmed", "nu"],
  ["härutöver", "dessutom"],
  ["varvid", "och då"],
  ["varför", "därför"],
  ["undertecknad", "jag"],
  ["medelst", "med"],
  ["ävensom", "och"],
  ["föranleda", "leda till"],
  ["föranleder", "leder till"],
  ["föreligger", "finns"],
  ["föreliggande", "den här"],
  ["torde", "bör"],
  ["tillse", "se till"],
  ["tillhandahålla", "ge"],
  ["tillhandahåller", "ger"],
  ["vidtaga", "göra"],
  ["vidta åtgärder", "göra något"],
  ["inkomma med", "skicka"],
  ["inkommit med", "skickat"],
  ["inkommer", "kommer in"],
  ["delgiva", "berätta för"],
  ["meddelas härmed", "får nu veta"],
  ["under åberopande av", "med stöd av"],
  ["med anledning av", "på grund av"],
  ["med hänvisning till", "enligt"],
  ["under hänvisning till", "enligt"],
  ["under förutsättning att", "om"],
  ["i syfte att", "för att"],
  ["i händelse av", "vid"],
  ["för närvarande", "nu"],
  ["snarast möjligt", "så snart som möjligt"],
  ["nyttja", "använda"],
  ["nyttjas", "används"],
  ["påbörjas", "börjar"],
  ["utgör", "är"],
  ["utvisar", "visar"],
  ["vederbörande", "personen"],
  ["vederbörlig", "rätt"],
  ["ånyo", "igen"],
  ["emellertid", "men"],
  ["likaledes", "också"],
  ["samtliga", "alla"],
  ["ehuru", "trots att"],
  ["huruvida", "om"],
  ["envar", "var och en"],
  ["åvila", "vara skyldig"],
  ["åligger", "måste"],
  ["äga rum", "ske"],
  ["ej", "inte"],
  ["icke", "inte"],
];

const WORD = /[A-Za-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ’'-]*|\d[\d.,:/-]*/g;
const ABBREVIATION =
  /(?:^|[\s(])(?:kl|nr|ca|t|ex|dvs|bl|m|fl|a|dnr|tel|st|kr|kap|jan|feb|mars|apr|aug|sept|okt|nov|dec|s|f|o|d|v|osv|etc|inkl|exkl|max|min|ev|ang|obs|enl)\.$/i;

export function readability(text: string): Readability {
  const sentences = sentencesOf(text);
  let words = 0;
  let long = 0;
  let counted = 0;
  const longSentences: { offset: number; length: number; words: number }[] = [];
  for (const sentence of sentences) {
    const found = text.slice(sentence.start, sentence.end).match(WORD) ?? [];
    if (found.length === 0) continue;
    counted++;
    words += found.length;
    long += found.filter((word) => word.replace(/[^A-Za-zÀ-ÖØ-öø-ÿ]/g, "").length > LONG_WORD).length;
    if (found.length > LONG_SENTENCE)
      longSentences.push({ offset: sentence.start, length: sentence.end - sentence.start, words: found.length });
  }
  longSentences.sort((a, b) => b.words - a.words);
  return { words, lix: words === 0 ? 0 : Math.round(words / counted + (long * 100) / words), longSentences, stiff: stiffWords(text) };
}

export const countWords = (text: string): number => (text.match(WORD) ?? []).length;

function sentencesOf(text: string): { start: number; end: number }[] {
  const sentences: { start: number; end: number }[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    const c = text.charAt(at);
    const stop = /[.!?]/.test(c) && /^[\s"”)]|^$/.test(text.charAt(at + 1)) && !ABBREVIATION.test(text.slice(Math.max(0, at - 8), at + 1));
    // A line of a list or a greeting is a sentence of its own; a wrapped line isn't.
    const broken =
      c === "\n" && (text.charAt(at + 1) === "\n" || /^\s*(?:[-–•*·]|\d+[.)])\s/.test(text.slice(at + 1, at + 8)) || at - start < 40);
    if (!stop && !broken && at < text.length) continue;
    if (text.slice(start, at).trim() !== "") {
      const lead = text.slice(start, at).search(/\S/);
      sentences.push({ start: start + lead, end: at });
    }
    start = at + 1;
  }
  return sentences;
}

function stiffWords(text: string): Readability["stiff"] {
  const lower = text.toLowerCase();
  const found: { offset: number; text: string; plain: string }[] = [];
  for (const [stiff, plain] of PLAIN) {
    for (let at = lower.indexOf(stiff); at >= 0; at = lower.indexOf(stiff, at + stiff.length)) {
      if (isLetter(lower.charAt(at - 1)) || isLetter(lower.charAt(at + stiff.length))) continue;
      found.push({ offset: at, text: text.slice(at, at + stiff.length), plain });
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}

const isLetter = (c: string): boolean => /[a-zà-öø-ÿ]/.test(c);
