// Twin of api/Varamail.Guideline/Sensitivity/Letters.cs: five bits a letter, without case and accents, within a table that no platform's
// Unicode version changes.
export const SEPARATOR = 0;

export const DIGIT = 28;
const OTHER_LETTER = 29;
const TABLE_LENGTH = 0x250;
const FOLDS =
  "àáâãäåāăąæ:a çćĉċč:c ďđð:d èéêëēĕėęě:e ĝğġģ:g ĥħ:h ìíîïĩīĭįı:i ĵ:j ķ:k ĺļľŀł:l ñńņňŋ:n òóôõöøōŏőœ:o ŕŗř:r śŝşš:s ţťŧþ:t ùúûüũūŭůűų:u ŵ:w ýÿŷ:y źżž:z ß:s";

const codes = buildCodes();

export function codeOf(c: number): number {
  if (c < TABLE_LENGTH) return codes[c] ?? SEPARATOR;
  const separates = (c >= 0x2000 && c < 0x2c00) || (c >= 0x3000 && c < 0x3040) || (c >= 0xd800 && c < 0xe000) || c >= 0xfe00;
  return separates ? SEPARATOR : OTHER_LETTER;
}

export const isWord = (c: number): boolean => codeOf(c) !== SEPARATOR;
export const isDigit = (c: number): boolean => c >= 48 && c <= 57;
export const isUpper = (c: number): boolean => (c >= 65 && c <= 90) || (c >= 0xc0 && c <= 0xde && c !== 0xd7);
export const lower = (c: number): number => (isUpper(c) ? c + 32 : c);

export function lowerText(text: string, start: number, end: number): string {
  let result = "";
  for (let i = start; i < end; i++) result += String.fromCharCode(lower(text.charCodeAt(i)));
  return result;
}

const [A, E, O, U, ANY_DIGIT] = [97, 101, 111, 117, 35];
const [AA, AE, OE, E1, E2, E3, UE, AEX, OX] = [0xe5, 0xe4, 0xf6, 0xe9, 0xe8, 0xeb, 0xfc, 0xe6, 0xf8];

// People leave accents out ("angest"), they don't add them: "här" is no "har".
export function stands(rule: number, text: number): boolean {
  const c = lower(text);
  if (rule === c) return true;
  switch (rule) {
    case AA:
      return c === A;
    case AE:
      return c === A || c === AEX;
    case OE:
      return c === O || c === OX;
    case E1:
    case E2:
    case E3:
      return c === E;
    case E:
      return c === E1 || c === E2;
    case UE:
      return c === U;
    case OX:
      return c === OE || c === O;
    case AEX:
      return c === AE || c === A;
    case ANY_DIGIT:
      return isDigit(text);
    default:
      return false;
  }
}

function buildCodes(): Uint8Array {
  const table = new Uint8Array(TABLE_LENGTH);
  for (let c = 97; c <= 122; c++) table[c] = table[c - 32] = c - 96;
  for (let c = 48; c <= 57; c++) table[c] = DIGIT;
  for (let c = 0xc0; c < TABLE_LENGTH; c++) table[c] = c === 0xd7 || c === 0xf7 ? SEPARATOR : OTHER_LETTER;
  for (const fold of FOLDS.split(" ")) {
    const code = fold.charCodeAt(fold.length - 1) - 96;
    for (const c of fold.slice(0, -2)) {
      table[c.charCodeAt(0)] = code;
      const upper = c.toUpperCase();
      const u = upper.charCodeAt(0);
      if (upper.length === 1 && u < TABLE_LENGTH && u > 122) table[u] = code;
    }
  }
  return table;
}
