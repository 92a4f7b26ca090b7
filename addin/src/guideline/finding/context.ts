// Twin of ContextWords.cs: what a word says about whom a sentence is about.
import { isUpper, lowerText } from "./letters";

export const First = 1;
export const Second = 2;
export const Third = 4;
export const Kin = 8;
export const Role = 16;
export const Name = 32;
export const Generic = 64;
export const Topic = 128;
export const Negation = 256;
export const Link = 512;
export const Greeting = 1024;
export const NoName = 2048;
export const Count = 4096;
export const Female = 8192;
export const Male = 16384;
export const Unisex = 32768;
export const Implied = 65536;
export const Post = 131072;
export const Owner = 262144;
export const Child = 524288;
export const Among = 1048576;
export const Given = Female | Male | Unisex;
export const Person = First | Third | Kin | Role | Name;

const ROLES: Readonly<Record<string, number>> = {
  first: First,
  second: Second,
  third: Third,
  kin: Kin,
  role: Role,
  generic: Generic,
  topic: Topic,
  negation: Negation,
  link: Link,
  greeting: Greeting,
  noName: NoName,
  count: Count,
  post: Post,
  owner: Owner,
  child: Child,
  among: Among,
  female: Female,
  male: Male,
  unisex: Unisex,
  implied: Implied,
};
const LONGEST = 64;
/** An official who writes them means the office. */
const OFFICE = "vi oss vår vårt våra we us our unser unsere wir meidän".split(" ");

export class ContextWords {
  private readonly whole = new Map<string, number>();
  private readonly beginnings: [string, number][] = [];
  private readonly ends: [string, number][] = [];

  constructor(words: Readonly<Record<string, string>>) {
    for (const name of Object.keys(words)) {
      const role = ROLES[name] ?? 0;
      const list = words[name] ?? "";
      for (const word of (role & Given) !== 0 ? unpacked(list) : list.split(" ")) {
        if (word.endsWith("*")) this.beginnings.push([word.slice(0, -1), role]);
        else if (word.startsWith("*")) this.ends.push([word.slice(1), role]);
        else this.whole.set(word, (this.whole.get(word) ?? 0) | role);
      }
    }
  }

  /** The same words in an official's mouth: "våra elever" are nobody's children. */
  inOffice(): ContextWords {
    const office = new ContextWords({});
    for (const [word, roles] of this.whole) office.whole.set(word, OFFICE.indexOf(word) >= 0 ? roles & ~First : roles);
    office.beginnings.push(...this.beginnings);
    office.ends.push(...this.ends);
    return office;
  }

  roles(text: string, start: number, end: number): number {
    if (end - start > LONGEST) return 0;
    const word = lowerText(text, start, end);
    let roles = this.whole.get(word) ?? 0;
    if (isUpper(text.charCodeAt(start)) && (roles & Given) === 0 && word.length > 3 && word.endsWith("s"))
      roles |= (this.whole.get(word.slice(0, -1)) ?? 0) & Given;
    for (const [letters, role] of this.beginnings) if (word.startsWith(letters)) roles |= role;
    for (const [letters, role] of this.ends) if (word.endsWith(letters)) roles |= role;
    return roles;
  }
}

/** Names as findingRules.ts packs them: a capital letter says how many letters are those of the name before. */
export function unpacked(list: string): string[] {
  let before = "";
  return (list.match(/[A-Z][^A-Z]*/g) ?? []).map((name) => {
    before = before.slice(0, name.charCodeAt(0) - 65) + name.slice(1);
    return before;
  });
}
