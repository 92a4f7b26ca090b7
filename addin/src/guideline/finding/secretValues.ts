// Twin of SecretValues.cs: the value after "lösenordet är"; a cue without one is an instruction, not a secret.
import { isDigit, isUpper } from "./letters";
import { isSpace } from "./pattern";

const FURTHEST = 60;
const MOST_TOKENS = 8;
const SYMBOLS = "!#%&*@$?_=+";
const LEADS = ":=\"”(,'–-";
const ENDS = "\"”),'";
const ANNOUNCING = ["är", "is", "e", "on", "ar", "blir", "heter"];

/** After the last character of the value that follows a cue; -1 when none follows. */
export function valueAfter(text: string, from: number): number {
  const limit = Math.min(text.length, from + FURTHEST);
  let at = from;
  let announced = false;
  for (let tokens = 0; at < limit && tokens < MOST_TOKENS; tokens++) {
    const before = at;
    while (at < limit && (isSpace(text.charCodeAt(at)) || LEADS.includes(text.charAt(at)))) {
      announced = announced || ':="”'.includes(text.charAt(at));
      at++;
    }
    if (text.slice(before, at).split("\n").length > 2) return -1; // another paragraph
    const start = at;
    while (at < text.length && !isSpace(text.charCodeAt(at)) && !ENDS.includes(text.charAt(at)) && at - start < FURTHEST) at++;
    let end = at;
    while (end > start && ".,;?".includes(text.charAt(end - 1))) end--;
    const token = text.slice(start, end);
    if (isValue(token, announced)) return end;
    if (end < at || token === "") return -1;
    announced = ANNOUNCING.includes(token);
  }
  return -1;
}

function isLetter(c: string): boolean {
  return c.toLowerCase() !== c.toUpperCase();
}

function isValue(token: string, announced: boolean): boolean {
  let digits = 0;
  let letters = 0;
  let symbols = 0;
  let upper = false;
  for (let i = 0; i < token.length; i++) {
    const c = token.charCodeAt(i);
    digits += isDigit(c) ? 1 : 0;
    letters += isLetter(token.charAt(i)) ? 1 : 0;
    symbols += SYMBOLS.includes(token.charAt(i)) ? 1 : 0;
    upper = upper || isUpper(c);
  }
  const address = token.includes("@") && token.includes(".");
  const link = /^(http|www)/i.test(token);
  if (address || link || token.includes("/") || digits + letters + symbols < token.length - 2) return false;
  return (
    (letters === 0 && digits >= 4 && digits <= 8) ||
    (letters > 0 && digits > 0 && token.length >= 6) ||
    (letters > 0 && symbols > 0 && token.length >= 6) ||
    (announced && token.length >= 4 && (digits > 0 || (upper && letters > 4)))
  );
}
