// A plainly private errand from the work account. Only a hint: it must be plain, so a single word is never enough.

const list = (words: string): Set<string> => new Set(words.split(" "));

const OWNER = list("min mitt mina vår vårt våra");
const OWNED = list(
  "fru man sambo mamma pappa svärmor svärfar son dotter barn ungar hund katt valp häst stuga sommarstuga lägenhet husvagn husbil båt bil volvo saab cykel moped soffa tv " +
    "tvättmaskin villa trädgård tandläkartid frisörtid semester semesterresa bröllop födelsedag lån konto mobilabonnemang elavtal försäkring räkningar bolån medlemsavgift gymkort träningskort lånelöfte",
);
const GREETED = list("hej kära hejsan tjena");
const RELATIVES = list("mamma pappa morsan farsan mormor morfar farmor farfar älskling gumman gubben syrran brorsan sötnos");
/** Plain by themselves, nearly. */
const STRONG = list(
  "puss kram kramar kramiz älskling barnkalas kalas kalaset födelsedagsfest släktträff släktträffen bröllop dop studentskiva möhippa svensexa kräftskiva midsommarfest " +
    "nyårsfest afterwork fredagsmys grillkväll tjejkväll grabbkväll tandläkartid frisörtid bilbesiktning däckbyte barnvakt hundvakt kattvakt semesterresa semesterresan",
);
const WEAK = list(
  "säljer skänker bortskänkes köpa hyra kattungar kattungarna valpar valparna volvo saab vinterdäck barnvagn spjälsäng soffa soffan möbler motorcykel moped husvagn husbil " +
    "segelbåt blocket tradera marketplace stugan sommarstugan fjällstugan fjällen semestern charter mallorca kanarieöarna kroatien thailand padel golfa golfrunda innebandy korpen " +
    "gymmet lira fotbollsmatch derby derbyt älgjakt älgjakten jakten jaktlaget fiska fisketur fisketuren whisky whiskyn öl ölen vin bärs sovsäck korv bastu bastun tjena tjenare " +
    "tja grabbar grabbarna tjejer tjejerna polare kompis kompisar hörru barnen ungarna familjen mormor farmor morfar farfar svärmor frugan gubben hunden katten katt hund tårta " +
    "middag påskmiddag julafton kärlek dagis frisören konsertbiljetter biljetter hemma villan visningen golfklubben golfbanan tjejmiddag herrmiddag skidorna sportlovet påsklovet sommarlovet",
);
const PHRASES: readonly (readonly [string, number])[] = [
  ["hemma hos", 2],
  ["hos mig", 1],
  ["hos oss", 1],
  ["saknar dig", 2],
  ["hämta barnen", 2],
  ["lämna barnen", 2],
  ["hämta ungarna", 2],
  ["vattna blommorna", 2],
  ["mata katten", 2],
  ["handla mat", 2],
  ["min tid hos", 2],
  ["i kväll hemma", 1],
  ["på mobilen", 1],
  ["after work", 2],
  ["byta bort", 1],
  ["hyr ut", 1],
  ["hem till mig", 2],
  ["hem till oss", 2],
  ["två vuxna", 1],
];
/** Beginnings of the office's words: an errand that holds them isn't plainly private. */
const OFFICIAL =
  "kommunen förvaltning nämnden enheten ärende handlägg beslut ansök faktur avtal upphandl elev brukar klient klass skola förskola hemtjänst bistånd protokoll diarie dnr nätverksträff konferens lokal invånar verksamhet medarbetar".split(
    " ",
  );
const ENOUGH = 3;
const OFFICIAL_COST = 2;

export function isPrivate(subject: string, own: string): boolean {
  const words = `${subject}\n${own}`.toLowerCase().split(/[^a-zà-öø-ÿ0-9]+/);
  const told = new Set<string>();
  let score = 0;
  words.forEach((word, i) => {
    const next = words[i + 1] ?? "";
    if (told.has(word)) return;
    if (STRONG.has(word)) score += 2;
    else if (WEAK.has(word)) score += 1;
    else if (OFFICIAL.some((start) => word.indexOf(start) === 0)) score -= OFFICIAL_COST;
    else {
      if (OWNER.has(word) && (OWNED.has(next) || OWNED.has(words[i + 2] ?? ""))) score += 2;
      if (GREETED.has(word) && RELATIVES.has(next)) score += 3;
      return;
    }
    told.add(word);
  });
  const line = ` ${words.join(" ")} `;
  for (const [phrase, weight] of PHRASES) if (line.indexOf(` ${phrase} `) >= 0) score += weight;
  return score >= ENOUGH;
}
