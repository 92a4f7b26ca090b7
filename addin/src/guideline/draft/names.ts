// Who is named in a subject line: a private individual, or somebody who may be.
import rules from "virtual:finding-rules";
import { contextWords } from "../finding";
import { Given, unpacked } from "../finding/context";
import type { Settings } from "./settings";

export interface Named {
  readonly start: number;
  readonly end: number;
}

interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const PLACES =
  /(?:gatan?|vägen|väg|plats(?:en)?|torg(?:et)?|park(?:en)?|gränd(?:en)?|stig(?:en)?|allén?|skolan?|förskolan?|kyrkan?|salen|hallen|huset|gården|museet|museum|priset|stipendiet|stipendium|stiftelsen?|fonden?|veckan|dagen|minne|gymnasi(?:et|um)|församling|kapell|backe|bron?|sjön|ön|udde|hamn|hed|äng(?:en)?|borg|stad|hem(?:met)?)$/i;
const TRADES =
  /^(?:ab|hb|kb|ltd|inc|as|gmbh|aktiebolag|handelsbolag|&|och|co|bygg|måleri|el|rör|plåt|snickeri|taxi|buss|bil|schakt|maskin|maskiner|trädgård|restaurang|bageri|café|trafik|entreprenad|konsult|konsulting|juridik|begravningsbyrå|begravning|revision|fastigheter|åkeri|gräv|transport|förlag|kläder|livs|lantbruk|gård|mekaniska|industri|verkstad|service|data|design|arkitekter|arkitektkontor|advokatbyrå|stiftelse)$/i;
const SURNAME =
  /(?:sson|ssons|ström|gren|qvist|kvist|quist|lund|berg|dahl|dal|holm|stedt|sted|feldt|blad|lind|löf|löv|hult|bäck|blom|lander|ander|wall|vall|sjö|hag|hagen|skog|nyman|ahl|björk|boom|stam|fors|fält|rud|rup|nen|vić|ic|zadeh|poor|oglu|sen)s?$/i;
/** Clubs, firms and schools bear people's names too. */
const BODIES =
  /(?:klubb(?:en)?|förening(?:en)?|byalag(?:et)?|bygdegård(?:en)?|pastorat(?:et)?|bank(?:en)?|^(?:if|bk|ff|sk|ik|is|gif|aif))$/i;
const BODY_BEFORE = /(?:firman?|byrån?|bolaget|företaget|kedjan|gruppen|stiftelsen|fonden)$/i;
const FAMOUS =
  /^(?:astrid lindgren|selma lagerlöf|evert taube|august strindberg|karin boye|nils holgersson|alfred nobel|raoul wallenberg|olof palme|dag hammarskjöld|greta thunberg|elsa beskow|carl larsson)s?$/;
/** What is done for or with one person: a first name after it is somebody's. */
const ERRAND =
  /^(?:placering\w*|avstängning\w*|utredning\w*|orosanmälan|oron?|frånvaro\w*|stöd\w*|insats\w*|hembesök\w*|skolskjuts\w*|medicin\w*|läkarintyg\w*|intyg\w*|vårdplan\w*|genomförandeplan\w*|bostadsanpassning\w*|åtgärdsprogram\w*|skolplacering\w*|omhändertagande\w*|umgänge\w*)$/i;
const LINK = /^(?:av|för|om|åt|till|hos|kring|rörande|angående|gällande|med)$/i;
/** Family names from elsewhere that a subject may name alone. */
const FOREIGN =
  /^(?:nguyen|tran|pham|haddad|rezai|hassan|hussein|hussain|ahmed|ahmad|moham[me]+d|abdi|abdullah[i]?|ibrahim|khalil|yilmaz|kaya|demir|singh|khan|osman|warsame|popescu|\w{3,}(?:[oe]vi[cć]|(?:[oe]w|al|in)sk[ia]|owicz|oglu|zadeh|ishvili))s?$/i;

const FAMILY =
  /^(?:familjen|fru|herr|makarna|paret|syskonen|bröderna|systrarna|dödsboet|klienten|eleven|brukaren|patienten|sökanden|hyresgästen|kunden)$/i;
const PUBLIC =
  /\b(?:författar\w*|konsert\w*|föreläs\w*|artist\w*|turné\w*|statsminist\w*|minister\w*|landshövding\w*|kung\w*|drottning\w*|prins\w*|boken|romanen|filmen|utställning\w*|poeten?|poesi|dikt\w*|lyrik\w*|konstnär\w*|bok(?:samtal|cirkel|prat|tips|släpp|mässa)\w*|fotspår|nobel\w*|teater\w*|visor|visafton|komikern?|bokpremiär|sommarprat\w*)\b/i;
const SAINT = /^(?:sankt|sankta|s:t|s:ta|st\.?|kung|drottning|gustav)$/i;
const INITIALS = /(?:^|[\s(,:])([A-ZÅÄÖ])\.\s?([A-ZÅÄÖ])\.?(?=[\s,:;!?)]|$)/g;
const NO_INITIALS = /^(?:ps|nb|us|eu|uk|it|hr|vd|pm|tv|mc|id|ab)$/i;
const CLASS = /^(?:[1-9][A-F]|åk|årskurs|klass|i\s[1-9][A-F])$/i;
const KNOWN_PLACES =
  /^(?:stockholms?|laholms?|falkenbergs?|lunds?|göteborgs?|vänersborgs?|skaraborgs?|arvika|trollhättan|varbergs?|heidelberg|nürnberg|vaxholms?|lidholms?|sundbybergs?|degerfors|munkfors|bengtsfors|hofors|sundsvalls?|hudiksvalls?|borgholms?|gislaveds?|skövde|mariestads?|lidköpings?|filipstads?|kristianstads?|halmstads?|ystads?|karlstads?|sigtuna|kvänums?|larvs?|alingsås|sommar|sommarlund|ryssbergen|köpenhamns?|december|september|november|oktober)$/i;

/** Every private individual that a line names, in order. Staff and elected representatives in their role are none. */
export function namedIn(text: string, settings: Settings): Named[] {
  const tokens = tokensOf(text);
  const found: Named[] = [];
  const isKnown = knownNames(settings);
  for (let i = 0; i < tokens.length; i++) {
    const taken = personAt(tokens, i, text, isKnown);
    const first = tokens[i];
    const last = tokens[i + taken - 1];
    if (taken === 0 || !first || !last) continue;
    const name = spell(tokens, i, taken);
    if (!isKnown(name) && !FAMOUS.test(name) && !PUBLIC.test(text)) found.push({ start: first.start, end: last.end });
    i += taken - 1;
  }
  INITIALS.lastIndex = 0;
  for (let hit = INITIALS.exec(text); hit; hit = INITIALS.exec(text)) {
    const start = hit.index + hit[0].search(/[A-ZÅÄÖ]\./);
    if (!NO_INITIALS.test(`${hit[1]}${hit[2]}`)) found.push({ start, end: hit.index + hit[0].length });
  }
  return found;
}

/** The line with the names of staff and elected representatives blotted out: what is said about them is the office's. */
export function withoutKnown(text: string, settings: Settings): string {
  const tokens = tokensOf(text);
  const isKnown = knownNames(settings);
  let cleared = text;
  tokens.forEach((token, i) => {
    const next = tokens[i + 1];
    if (!next || !isCapital(token.text) || !isCapital(next.text) || !isKnown(spell(tokens, i, 2))) return;
    cleared = cleared.slice(0, token.start) + "·".repeat(next.end - token.start) + cleared.slice(next.end);
  });
  return cleared;
}

/** How many words from here make up a person's name; 0: none. */
function personAt(tokens: readonly Token[], i: number, text: string, isKnown: (name: string) => boolean): number {
  const word = tokens[i];
  if (word && isWrittenSmall(word, tokens[i + 1])) return 2;
  if (!word || !isCapital(word.text)) return 0;
  const next = tokens[i + 1];
  const before = tokens[i - 1];
  const adjacent = next !== undefined && /^[ \u00A0]$/.test(text.slice(word.end, next.start));
  if (before && SAINT.test(before.text) && text.slice(before.end, word.start).trim() === "") return 0;
  if (isGiven(word)) {
    if (next && adjacent && CLASS.test(next.text)) return 2;
    if (next && adjacent && next.text === "i" && CLASS.test(tokens[i + 2]?.text ?? "")) return 3;
    if (next && adjacent && /^[A-ZÅÄÖ]$/.test(next.text)) return 2;
    if (next && adjacent && (isFamilyName(next) || /^lunds?$/i.test(next.text))) {
      const third = tokens[i + 2];
      const double = third && /^[ \u00A0]$/.test(text.slice(next.end, third.start)) && isCapital(third.text) && isFamilyName(third);
      const taken = double && (isGiven(next) || SURNAME.test(third.text)) ? 3 : 2;
      return isPlaceOrFirm(tokens, i, taken, text) ? 0 : taken;
    }
    return isErrandFor(tokens, i) ? 1 : 0;
  }
  if (before && FAMILY.test(before.text) && isFamilyName(word)) return 1;
  if (before && BODY_BEFORE.test(before.text)) return 0;
  // The first name may stand behind, and none is known of many.
  if (FOREIGN.test(word.text) && isFamilyName(word) && !isPlaceOrFirm(tokens, i, 1, text)) return 1;
  if (!isSurname(word) || isPlaceOrFirm(tokens, i, 1, text) || isKnown(bare(word.text))) return 0;
  // A first name that no list has stands before it.
  return 1;
}

function isPlaceOrFirm(tokens: readonly Token[], i: number, taken: number, text: string): boolean {
  const last = tokens[i + taken - 1];
  if (!last) return false;
  if (PLACES.test(last.text) && !SURNAME.test(last.text)) return true;
  if (/-[a-zåäö]/.test(last.text) && PLACES.test(last.text)) return true;
  for (let j = i + taken; j < Math.min(tokens.length, i + taken + 3); j++) {
    const next = tokens[j];
    if (!next) break;
    const near = j === i + taken;
    if (near && PLACES.test(next.text) && /^ $/.test(text.slice(last.end, next.start))) return true;
    if (near && (/^\d+:\d+$/.test(next.text) || BODIES.test(next.text))) return true;
    if (TRADES.test(next.text) && (near ? next.text !== "och" && next.text !== "el" : /^(?:ab|hb|kb|aktiebolag)$/i.test(next.text)))
      return true;
  }
  return text.slice(last.end).search(/^\s*&/) === 0;
}

/** "placering av Wilma", "Skolskjuts Noah". */
function isErrandFor(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  const earlier = before && LINK.test(before.text) ? tokens[i - 2] : before;
  return earlier !== undefined && ERRAND.test(earlier.text);
}

/** "bygglov anders johansson": small letters, but a first name and a family name side by side. */
const isWrittenSmall = (word: Token, next: Token | undefined): boolean =>
  next !== undefined &&
  !isCapital(word.text) &&
  !isCapital(next.text) &&
  next.start === word.end + 1 &&
  startsSurname(next.text) &&
  isGiven(word);

const isFamilyName = (token: Token): boolean =>
  isCapital(token.text) &&
  token.text.length > 1 &&
  token.text.slice(1) !== token.text.slice(1).toUpperCase() &&
  !KNOWN_PLACES.test(token.text) &&
  !TRADES.test(token.text);

const isSurname = (token: Token): boolean =>
  token.text.length > 4 && SURNAME.test(token.text) && isFamilyName(token) && !PLACES.test(token.text) && startsSurname(token.text);

/** Endings alone would take "Konsten" and "Insen": ordinary words at a line's beginning. Only endings that nouns hardly have count alone. */
const startsSurname = (text: string): boolean =>
  /(?:sson|ström|gren|qvist|kvist|quist|lund|berg|dahl|holm|stedt|feldt|löf|hult|lander)s?$/i.test(text);

/**
 * First names that people in Sweden bear and that the finding rules don't list: the subject line is the one place where a bare name counts.
 * The most usual ones of Statistics Sweden's name statistics of 2020, without those that are ordinary words.
 */
const more = new Set(unpacked(rules.moreNames ?? ""));

/** "Britt-Marie" and "Per-Olof" too: what stands before the hyphen is enough. */
function isGiven(token: Token): boolean {
  const first = token.text.split("-")[0] ?? "";
  return (contextWords().roles(first, 0, first.length) & Given) !== 0 || more.has(first.toLowerCase());
}

const isCapital = (text: string): boolean => {
  const first = text.charAt(0);
  return first !== first.toLowerCase();
};

const bare = (name: string): string => name.toLowerCase().replace(/s$/, "");

function spell(tokens: readonly Token[], from: number, count: number): string {
  return tokens
    .slice(from, from + count)
    .map((token) => token.text.toLowerCase())
    .join(" ");
}

/** Names that a subject may hold, with or without a genitive's s. */
function knownNames(settings: Settings): (name: string) => boolean {
  const elected = settings.elected.map((person) => person.name.toLowerCase());
  const surnames = elected.map((name) => name.slice(name.lastIndexOf(" ") + 1));
  const staff = staffOf(settings.staff);
  return (name) =>
    [name, name.replace(/s$/, "")].some((form) => elected.indexOf(form) >= 0 || surnames.indexOf(form) >= 0 || staff.has(hash(form)));
}

let remembered: { text: string; set: Set<string> } | undefined;

function staffOf(text: string): Set<string> {
  if (remembered?.text !== text) {
    const set = new Set<string>();
    for (let at = 0; at + 4 <= text.length; at += 4) set.add(text.slice(at, at + 4));
    remembered = { text, set };
  }
  return remembered.set;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** FNV-1a over UTF-16, folded to 24 bits, as four letters. The same in StaffNames.cs. */
export function hash(name: string): string {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  const folded = ((h >>> 24) ^ h) & 0xffffff;
  return [18, 12, 6, 0].map((shift) => DIGITS.charAt((folded >> shift) & 63)).join("");
}

/** "LARS PERSSON överklagan": two words in capitals side by side are written so for weight, not as abbreviations. */
const isShouted = (text: string): boolean => /(?:^|[\s,:])[A-ZÅÄÖ]{3,} [A-ZÅÄÖ]{4,}(?=[\s,:.]|$)/.test(text);

const spoken = (word: string): string => (/^[A-ZÅÄÖÉ-]{3,}$/.test(word) ? word.charAt(0) + word.slice(1).toLowerCase() : word);

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const shouted = isShouted(text);
  const word = /[A-Za-zÀ-ÖØ-öø-ÿĀ-ž]+(?:[-’'][A-Za-zÀ-ÖØ-öø-ÿĀ-ž]+)*|\d+[A-F]\b|\d+:\d+|\d+|&/g;
  for (let hit = word.exec(text); hit; hit = word.exec(text))
    tokens.push({ start: hit.index, end: hit.index + hit[0].length, text: shouted ? spoken(hit[0]) : hit[0] });
  return tokens;
}
