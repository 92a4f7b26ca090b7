// Twin of Grams.cs: runs of four letter codes, doubled codes counted once.
import { codeOf, DIGIT, SEPARATOR } from "./letters";
import { WHOLE, type WordSpec } from "./wordSpec";

export const GRAM_MASK = 0xfffff;

const LENGTH = 4;
const NONE = 1e300;
// Runs that ordinary Swedish is full of: a word is better found by another of its runs.
const COMMON = new Set(
  "_for ning _pa_ _med _som ligt hand inte ling _min _bor fter _vil ings uppg upgi funk _har fran inge slut _jag bort boen fors barn ring beta fore elev skap fins dela _vi_ ande ade_ lig_ kola skol komu milj _och _det _att _den _kan _ska _til ller kans sta_ onen _an_ _av_ _om_ _sig _ha_ ers_ arna erna iska sjuk soci stod hjal jalp tjan sam_ _nar _var _fra hema ansk nskr reng ensk gare tare isk_ kost bost ost_ _du_ _far sven iten omma oma_ land verk vara _int och_ som_ for_ har_ med_ kan_ ska_ var_ den_ det_ nar_ omun _kom ost_ pos_ _inn varj _pos"
    .split(" ")
    .map((run) => [...run].reduce((gram, c) => (gram << 5) | (c === "_" ? 0 : c.charCodeAt(0) - 96), 0)),
);
const COMMON_COST = 200;
// So short words are mostly "för", "med", "har".
const SHORT_WORD = 3;
const FREQUENCY = [170, 115, 14, 14, 44, 92, 18, 30, 20, 55, 6, 32, 50, 33, 80, 56, 17, 1, 80, 62, 72, 18, 23, 2, 2, 7, 1, 1, 12, 1, 1, 1];

export function rarestGram(word: WordSpec): { gram: number; cost: number } {
  const codes = gramCodes(word);
  let best = { gram: -1, cost: NONE };
  for (let i = 0; i + LENGTH <= codes.length; i++) {
    const run = codes.slice(i, i + LENGTH);
    const gram = run.reduce((sum, code) => (sum << 5) | code, 0);
    const cost =
      run.reduce((product, code) => product * (FREQUENCY[code] ?? 1), 1) *
      (COMMON.has(gram) ? COMMON_COST : 1) *
      (word.letters.length <= SHORT_WORD ? COMMON_COST : 1);
    if (cost < best.cost) best = { gram, cost };
  }
  return best;
}

export function costOf(words: readonly WordSpec[]): number {
  let sum = 0;
  for (const word of words) {
    const { gram, cost } = rarestGram(word);
    if (gram < 0) return NONE;
    sum += cost;
  }
  return sum;
}

function gramCodes(word: WordSpec): number[] {
  if (word.number) return [];
  const codes = word.openStart ? [] : [SEPARATOR];
  for (let i = 0; i < word.letters.length; i++) {
    const code = word.letters[i] === "#" ? DIGIT : codeOf(word.letters.charCodeAt(i));
    if (codes[codes.length - 1] !== code) codes.push(code);
  }
  if (word.ending === WHOLE && word.letters.length <= 3) codes.push(SEPARATOR);
  return codes;
}
