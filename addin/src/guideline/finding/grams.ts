// Twin of Grams.cs: runs of four letter codes, doubled codes counted once.
import { codeOf, SEPARATOR } from "./letters";
import { WHOLE, type WordSpec } from "./wordSpec";

export const GRAM_MASK = 0xfffff;

const LENGTH = 4;
const NONE = 1e300;
const FREQUENCY = [170, 115, 14, 14, 44, 92, 18, 30, 20, 55, 6, 32, 50, 33, 80, 56, 17, 1, 80, 62, 72, 18, 23, 2, 2, 7, 1, 1, 12, 1, 1, 1];

export function rarestGram(word: WordSpec): { gram: number; cost: number } {
  const codes = gramCodes(word);
  let best = { gram: -1, cost: NONE };
  for (let i = 0; i + LENGTH <= codes.length; i++) {
    const run = codes.slice(i, i + LENGTH);
    const cost = run.reduce((product, code) => product * (FREQUENCY[code] ?? 1), 1);
    if (cost < best.cost) best = { gram: run.reduce((gram, code) => (gram << 5) | code, 0), cost };
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
    const code = codeOf(word.letters.charCodeAt(i));
    if (codes[codes.length - 1] !== code) codes.push(code);
  }
  if (word.ending === WHOLE && word.letters.length <= 3) codes.push(SEPARATOR);
  return codes;
}
