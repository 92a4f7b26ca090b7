// Twin of Accounts.cs: bank accounts (Bankgirot, "Clearingnummer och bankkontonummer", 2024-02-22), IBAN and payment cards.

import { isBlank, luhn } from "./identityNumbers";
import { isDigit, isWord } from "./letters";

const CLEARING: readonly (readonly [number, number, number, number])[] = [
  [1000, 1099, 7, 7],
  [1100, 3299, 7, 7],
  [3300, 3300, 10, 10],
  [3301, 3781, 7, 7],
  [3782, 3782, 10, 10],
  [3783, 4999, 7, 7],
  [5000, 5999, 7, 7],
  [6000, 6999, 8, 9],
  [7000, 7999, 7, 7],
  [8000, 8999, 6, 10],
  [9020, 9179, 7, 7],
  [9180, 9189, 10, 10],
  [9190, 9289, 7, 7],
  [9300, 9349, 10, 10],
  [9390, 9449, 7, 7],
  [9460, 9479, 7, 7],
  [9500, 9549, 2, 10],
  [9550, 9569, 7, 7],
  [9570, 9579, 10, 10],
  [9580, 9599, 7, 7],
  [9630, 9799, 7, 7],
  [9860, 9869, 7, 7],
  [9880, 9899, 7, 7],
  [9960, 9969, 2, 10],
];
const IBAN_COUNTRIES =
  "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IS26 IT27 JO30 KW30 KZ20 LB28 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 TN24 TR26 UA29 VG24 XK20 IQ23 LC32 ST25 SV28 TL23 EG29 VA22 BI27 DJ27 FK18 HN28 LY25 MN20 NI28 OM23 RU33 SD18 SO23 YE30".split(
    " ",
  );

export function isAccount(digits: string): boolean {
  if (digits.length < 6) return false;
  const clearing = Number(digits.slice(0, 4));
  const bank = CLEARING.find(([from, to]) => clearing >= from && clearing <= to);
  if (!bank) return false;
  const [, , shortest, longest] = bank;
  const left = digits.length - 4;
  const fifth = clearing >= 8000 && clearing < 9000;
  return (left >= shortest && left <= longest) || (fifth && left - 1 >= shortest && left - 1 <= longest);
}

export const isClearing = (clearing: number): boolean => CLEARING.some(([from, to]) => clearing >= from && clearing <= to);

/** After the last character of an IBAN that begins at a place; -1 when there is none. */
export function iban(text: string, start: number): number {
  if (start + 15 > text.length || (start > 0 && isWord(text.charCodeAt(start - 1)))) return -1;
  const country = IBAN_COUNTRIES.find((c) => c.startsWith(text.slice(start, start + 2)));
  if (!country) return -1;
  const length = Number(country.slice(2));
  let read = "";
  let at = start;
  while (at < text.length && read.length < length) {
    const c = text.charCodeAt(at);
    if (isDigit(c) || (c >= 65 && c <= 90)) read += text[at];
    else if (!isBlank(c) && text[at] !== "-") return -1;
    at++;
  }
  return read.length === length && (at >= text.length || !isWord(text.charCodeAt(at))) && mod97(read) === 1 ? at : -1;
}

/** Issuer, length and check digit (ISO/IEC 7812-1). */
export function isCard(digits: string): boolean {
  const first = Number(digits.slice(0, 4));
  const within = (from: number, to: number) => first >= from && first < to;
  let issuer = false;
  if (digits.length === 16) {
    issuer =
      digits.startsWith("4") ||
      within(5100, 5600) ||
      within(2221, 2721) ||
      first === 6011 ||
      first === 5019 ||
      within(6440, 6600) ||
      within(3528, 3590) ||
      within(5600, 5900) ||
      within(6700, 6800);
  } else if (digits.length === 15) issuer = within(3400, 3500) || within(3700, 3800) || digits.startsWith("1");
  else if (digits.length === 14) issuer = within(3600, 3700) || within(3800, 3900) || within(3000, 3060);
  else issuer = (digits.length === 13 || digits.length === 19) && digits.startsWith("4");
  return issuer && digits !== digits.charAt(0).repeat(digits.length) && luhn(digits);
}

function mod97(read: string): number {
  let rest = 0;
  for (let i = 0; i < read.length; i++) {
    const c = read.charCodeAt((i + 4) % read.length);
    rest = isDigit(c) ? (rest * 10 + c - 48) % 97 : (rest * 100 + c - 55) % 97;
  }
  return rest;
}
