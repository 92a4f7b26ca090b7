// Twin of IdentityNumbers.cs: personnummer and samordningsnummer in any usual way of writing (SKV 704, SKV 707).
import { isDigit, isWord } from "./letters";

const MOST_BETWEEN = 3;
const INTERIM_LETTERS = "TRSUWXJKLMN";
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Year, month and day as one number: 20261231. */
export type Day = number;

export interface IdentityNumber {
  readonly start: number;
  readonly end: number;
  readonly kind: "valid" | "interim" | "wrongCheckDigit";
  readonly twelve: boolean;
}

export const isDash = (c: number): boolean =>
  c === 45 || c === 43 || (c >= 0x2010 && c <= 0x2014) || c === 0x2212 || c === 0xfe63 || c === 0xff0d;
export const isBlank = (c: number): boolean =>
  c === 32 || c === 0xa0 || c === 0x2009 || c === 0x202f || c === 0x2007 || c === 10 || c === 9;

export function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const value = (digits.charCodeAt(digits.length - 1 - i) - 48) << (i & 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

export const isValid = (tenDigits: string, day: Day): boolean => century(tenDigits, false, day) > 0 && luhn(tenDigits);

export function numberAt(text: string, start: number, day: Day): IdentityNumber | undefined {
  const { digits, before, ends } = collect(text, start);
  if (digits.length >= 12 && !continues(text, ends[11] ?? 0)) {
    const kind = twelve(digits, before, day);
    if (kind) return { start, end: ends[11] ?? 0, kind, twelve: true };
  }
  if (digits.length >= 10 && !continues(text, ends[9] ?? 0)) {
    const kind = ten(digits.slice(0, 10), before.slice(0, 10), day);
    if (kind) return { start, end: ends[9] ?? 0, kind, twelve: false };
  }
  return undefined;
}

// `before`: what stands before each digit: "." nothing, " " blanks, "-" a dash, "+" a plus.
function collect(text: string, start: number): { digits: string; before: string; ends: number[] } {
  let digits = "";
  let before = "";
  const ends: number[] = [];
  let at = start;
  while (digits.length < 12) {
    const from = at;
    let kind = ".";
    while (digits.length > 0 && at < text.length && at - from < MOST_BETWEEN && isBetween(text.charCodeAt(at), digits.length)) {
      kind = isDash(text.charCodeAt(at)) || kind === "-" ? "-" : " ";
      kind = text[at] === "+" ? "+" : kind;
      at++;
    }
    const interim =
      (digits.length === 6 || digits.length === 8) &&
      at + 3 < text.length &&
      INTERIM_LETTERS.includes(text.charAt(at).toUpperCase()) &&
      [1, 2, 3].every((i) => isDigit(text.charCodeAt(at + i)));
    if (at >= text.length || !(isDigit(text.charCodeAt(at)) || interim)) break;
    digits += text.charAt(at).toUpperCase();
    before += kind;
    ends.push(++at);
  }
  return { digits, before, ends };
}

const isBetween = (c: number, count: number): boolean =>
  isDash(c) || isBlank(c) || ((c === 46 || c === 47) && (count === 4 || count === 6));

function continues(text: string, end: number): boolean {
  if (end >= text.length) return false;
  const c = text.charCodeAt(end);
  return isWord(c) || (end + 1 < text.length && isDigit(text.charCodeAt(end + 1)) && (isDash(c) || ".,/:".includes(text.charAt(end))));
}

const onlyDigits = (digits: string): boolean => /^\d*$/.test(digits);

function twelve(digits: string, before: string, day: Day): IdentityNumber["kind"] | undefined {
  if (!onlyDigits(digits.slice(0, 8)) || !allowedGroups(before, 2)) return undefined;
  const year = Number(digits.slice(0, 4));
  const monthDay = digits.slice(4, 8);
  return year >= 1800 && year < 2100 && isDate(year, monthDay) && !isFuture(year, monthDay, day) ? judge(digits.slice(2)) : undefined;
}

function ten(digits: string, before: string, day: Day): IdentityNumber["kind"] | undefined {
  const fits = onlyDigits(digits.slice(0, 6)) && allowedGroups(before, 0) && century(digits, before[6] === "+", day) > 0;
  return fits ? judge(digits) : undefined;
}

// Year, month, day and the last four may stand apart; groups of two digits only when all are, or after a dash ("850101-9 802").
function allowedGroups(before: string, shift: number): boolean {
  const apart = (i: number) => before[i] !== ".";
  const dash = "-+".includes(before.charAt(6 + shift));
  const blank = (i: number) => dash && i - shift > 6 && before[i] === " ";
  for (let i = 1; i < 10 + shift; i++) if (apart(i) && ![2, 4, 6, 8].includes(i - shift) && i !== 2 && !blank(i)) return false;
  return (
    (apart(6 + shift) || !apart(8 + shift)) &&
    (!apart(2) || shift === 0 || apart(4)) &&
    (!apart(8 + shift) || blank(8 + shift) || (apart(2 + shift) && apart(4 + shift))) &&
    apart(2 + shift) === apart(4 + shift)
  );
}

function judge(digits: string): IdentityNumber["kind"] | undefined {
  if (digits.charCodeAt(6) > 57) return luhn(`${digits.slice(0, 6)}1${digits.slice(7)}`) ? "interim" : undefined;
  if (digits.slice(6, 9) === "000") return undefined;
  return luhn(digits) ? "valid" : "wrongCheckDigit";
}

function century(digits: string, over: boolean, day: Day): number {
  const thisYear = Math.floor(day / 10000);
  let left = over ? 1 : 0;
  const monthDay = digits.slice(2, 6);
  for (let year = Math.floor(thisYear / 100) * 100 + Number(digits.slice(0, 2)); year >= 1800; year -= 100) {
    if (year > thisYear || isFuture(year, monthDay, day)) continue;
    if (left-- === 0) return isDate(year, monthDay) ? year : 0;
  }
  return 0;
}

// A calendar day, or one of a samordningsnummer: day plus 60, where month 00 and day 60 mean unknown.
function isDate(year: number, monthDay: string): boolean {
  const month = Number(monthDay.slice(0, 2));
  let date = Number(monthDay.slice(2));
  const coordination = date >= 60;
  date = coordination ? date - 60 : date;
  if (coordination) return month <= 12 && date <= 31;
  const leap = month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0) ? 1 : 0;
  return month >= 1 && month <= 12 && date >= 1 && date <= (DAYS[month - 1] ?? 0) + leap;
}

function isFuture(year: number, monthDay: string, day: Day): boolean {
  const date = Number(monthDay.slice(2));
  return year * 10000 + Number(monthDay.slice(0, 2)) * 100 + (date >= 60 ? date - 60 : date) > day;
}
