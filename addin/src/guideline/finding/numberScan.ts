// Twin of NumberScan.cs: identity numbers, accounts and cards; what stands round a number is read only when its form fits.
import { iban, isAccount, isCard, isClearing } from "./accounts";
import { type Day, type IdentityNumber, isBlank, isDash, isValid, numberAt } from "./identityNumbers";
import { isDigit, isWord, lowerText } from "./letters";

const WINDOW = 48;
// A number that is somebody's by date and check digit is an order's only when that stands right before it.
const RIGHT_BEFORE = 28;
// So far apart stand a company's account and what tells that it is one, in a letter head or foot.
const LETTER_HEAD = 400;
const OWNER = 60;
const PERSON_CUES = [
  "personn",
  "persn",
  "pers.n",
  "pers. n",
  "pnr",
  "p-nr",
  "p.nr",
  "p nr",
  "född",
  "fodd",
  "födelse",
  "samordningsn",
  "mitt nummer",
  "social security",
  "ssn",
  "identity n",
  "identification",
  "personal n",
  "id-nummer",
  "id-nr",
  "idnr",
  "henkilötunnus",
  "fødselsn",
  "sökande",
  "barnets",
  "elevens",
  "klient",
];
const OTHER_CUES = [
  "faktura",
  "ocr",
  "order",
  "beställ",
  "kundn",
  "kundnummer",
  "artik",
  "art.",
  "art ",
  "artnr",
  "mätar",
  "mätare",
  "följesedel",
  "ärende",
  "dnr",
  "diarie",
  "bokning",
  "bankgiro",
  "bg ",
  "bg:",
  "plusgiro",
  "pg ",
  "tel",
  "tfn",
  "mobil",
  "fax",
  "serien",
  "ref",
  "kolli",
  "medlemsn",
  "lånekort",
  "avtalsn",
  "kontrakt",
  "sändning",
  "paket",
  "iso",
  "isbn",
  "version",
  "mål nr",
  "projekt",
  "abonnemang",
  "anläggning",
  "reservdel",
  "modell",
  "ticket",
  "case",
  "invoice",
  "cvr",
  "swish",
];
const ACCOUNT_CUES = ["clearing", "konto", "account", "sparbank", "handelsbank", "nordea", "swedbank", "lönekonto", "tilinumero"];
const COMPANY_CUES = [
  "bankgiro",
  "plusgiro",
  "org.nr",
  "orgnr",
  "organisationsn",
  "org nr",
  "f-skatt",
  "föreningens",
  "bolagets",
  "företagets",
  "kommunens",
  "kontoplan",
  "kontering",
  "konteras",
  "bg ",
  " ab,",
  " ab\n",
  " ab ",
];
const CALL_CUES = ["ring", "nås på", "sms"];
const INVOICE_CUES = ["moms", "förfallo", "betalningsvillkor", "fakturan", "ocr", "swift", "bic"];
const OWNER_CUES = ["min ", "mitt ", "mig ", "privat", "lön", "hans ", "hennes ", "sonens", "dotterns"];
const CARD_CUES = ["kort", "card", "visa", "mastercard"];

export interface NumberHit {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
}

export function scanNumbers(text: string, day: Day): NumberHit[] {
  const hits: NumberHit[] = [];
  let at = 0;
  while (at < text.length) {
    if (!isDigit(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const hit = read(text, at, day);
    if (hit) {
      hits.push(hit);
      at = hit.end;
      continue;
    }
    while (at < text.length && isDigit(text.charCodeAt(at))) at++;
  }
  return hits;
}

const isAsciiUpper = (c: number): boolean => c >= 65 && c <= 90;

function read(text: string, start: number, day: Day): NumberHit | undefined {
  const before = start > 0 ? text.charCodeAt(start - 1) : 32;
  const twoBefore = start > 1 ? text.charCodeAt(start - 2) : 32;
  if (start >= 2 && isAsciiUpper(before)) {
    const end = iban(text, start - 2);
    if (end > 0) return isCompanys(text, start) || isInvoices(text, start) ? undefined : { rule: "economy-iban", start: start - 2, end };
    if (text.slice(start - 2, start) === "SE" && isVat(text, start, day)) return { rule: "identity-sole-trader", start, end: start + 10 };
  }
  const joined = start > 1 && (isDash(before) || before === 46 || before === 44 || before === 47) && isWord(twoBefore);
  if ((joined && !(!isDigit(twoBefore) && isDash(before))) || before === 43) return undefined;
  const letterBefore = start > 0 && isWord(before);
  const number = numberAt(text, start, day);
  if (number && (!letterBefore || (number.twelve && number.kind === "valid"))) {
    const rule = judge(text, number);
    if (rule) return { rule, start: number.start, end: number.end };
  }
  return letterBefore ? undefined : account(text, start);
}

function judge(text: string, number: IdentityNumber): string | undefined {
  const cued = isCued(text, number.start, number.end, PERSON_CUES);
  if (number.kind === "valid") {
    return cued || !(precedes(OTHER_CUES, text, number.start) || isCalled(text, number)) ? "identity-number" : undefined;
  }
  if (number.kind === "interim") return "identity-interim";
  return cued && !(lastCue(text, number.start, OTHER_CUES) > lastCue(text, number.start, PERSON_CUES)) ? "identity-check-digit" : undefined;
}

// "Ring 0701790123": so do telephone numbers begin that are written without a space, and years of birth from 2000 on.
function isCalled(text: string, number: IdentityNumber): boolean {
  return number.end - number.start === 10 && text[number.start] === "0" && precedes(CALL_CUES, text, number.start);
}

const precedes = (cues: readonly string[], text: string, start: number): boolean => lastOf(text, lineStart(text, start), start, cues) >= 0;

function isVat(text: string, start: number, day: Day): boolean {
  const digits = text.slice(start, start + 12);
  return (
    /^\d{10}01$/.test(digits) && (start + 12 === text.length || !isWord(text.charCodeAt(start + 12))) && isValid(digits.slice(0, 10), day)
  );
}

function account(text: string, start: number): NumberHit | undefined {
  let digits = "";
  let end = start;
  let grouped = false;
  let card = -1;
  for (let at = start; at < text.length && digits.length < 24 && at - end < 3; at++) {
    const c = text.charCodeAt(at);
    if (isDigit(c)) {
      grouped = grouped || at > end;
      digits += text[at];
      end = at + 1;
      const last = end === text.length || !isWord(text.charCodeAt(end));
      card = last && digits.length >= 13 && digits.length <= 19 && isCard(digits) ? end : card;
    } else if (
      !(isDash(c) || (isBlank(c) && text[at] !== "\n" && text[at] !== "\t") || ((text[at] === "," || text[at] === ".") && at === end))
    )
      break;
  }
  const count = digits.length;
  const other = isCued(text, start, start, OTHER_CUES);
  if (card > 0 && (grouped || isCued(text, start, start, CARD_CUES)) && !other) return { rule: "economy-card", start, end: card };
  if (count < 4 || (end < text.length && isWord(text.charCodeAt(end)))) return undefined;
  if (!isCued(text, start, start, ACCOUNT_CUES) || isCompanys(text, start)) return undefined;
  const clearing = isCued(text, start, start, ["clearing"]) && isClearing(Number(digits.slice(0, 4)));
  const whole = count >= 11 && count <= 15 && isAccount(digits);
  const named =
    count >= 7 && count <= 12 && !digits.startsWith("0") && grouped && !other && isCued(text, start, start, ["konto", "account"]);
  return clearing || whole || named ? { rule: "economy-account", start, end } : undefined;
}

function isCompanys(text: string, start: number): boolean {
  return lastOf(text, start - 120, start + 120, COMPANY_CUES) >= 0;
}

// An account in an invoice's foot, unless it is said to be somebody's.
function isInvoices(text: string, start: number): boolean {
  return (
    lastOf(text, start - OWNER, start, OWNER_CUES) < 0 &&
    lastOf(text, start - LETTER_HEAD, start + LETTER_HEAD, INVOICE_CUES) >= 0 &&
    lastOf(text, start - LETTER_HEAD, start + LETTER_HEAD, COMPANY_CUES) >= 0
  );
}

function lineStart(text: string, at: number): number {
  const from = Math.max(0, at - RIGHT_BEFORE);
  return from + text.slice(from, at).lastIndexOf("\n") + 1;
}

function isCued(text: string, start: number, end: number, cues: readonly string[]): boolean {
  return lastCue(text, start, cues) >= 0 || (end > start && lastOf(text, end, end + WINDOW / 2, cues) >= 0);
}

const lastCue = (text: string, start: number, cues: readonly string[]): number => lastOf(text, start - WINDOW, start, cues);

// A short word counts only where a word begins.
function lastOf(text: string, first: number, last: number, words: readonly string[]): number {
  const from = Math.max(0, first);
  const lower = lowerText(text, from, Math.min(text.length, last));
  let best = -1;
  for (const word of words) {
    let at = lower.lastIndexOf(word);
    while (at >= 0 && from + at > 0 && word.length < 5 && isWord(word.charCodeAt(0)) && isWord(text.charCodeAt(from + at - 1))) {
      at = at > 0 ? lower.slice(0, at).lastIndexOf(word) : -1;
    }
    best = Math.max(best, at);
  }
  return best;
}
