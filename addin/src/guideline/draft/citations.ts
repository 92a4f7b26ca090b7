import type { Citation } from "../finding";
import type { Code } from "./settings";

const secrecy = "Sekretess och känsliga uppgifter";
const effective = "Kommunicera effektivt";

const never: Citation = {
  rule: "R58",
  heading: secrecy,
  quote:
    "Skicka aldrig känsliga eller extra skyddsvärda personuppgifter via e-post, till exempel uppgifter om någons hälsa, religiösa åskådning, politiska åsikter",
};
const clear: Citation = {
  rule: "R66",
  heading: effective,
  quote: "Skriv en tydlig rubrik i ämnesraden så att mottagaren förstår vad epost-meddelandet handlar om.",
};
const signed: Citation = {
  rule: "R73",
  heading: effective,
  quote: "Använd kommunens gemensamma e-postsignatur utan egna tillägg (se rutin för e-post).",
};

/** The sentence of the guideline that each warning rests on; a test holds them against the guideline itself. */
export const citations: Readonly<Record<Code, Citation>> = {
  sensitiveContent: never,
  protectedContent: never,
  subjectPersonalData: {
    rule: "R67",
    heading: effective,
    quote: "Skriv aldrig känslig information i ärenderaden som till exempel personuppgifter.",
  },
  quotedSensitive: {
    rule: "R57",
    heading: secrecy,
    quote: "Om denna typ av personuppgifter inkommer ska inte meddelandet vidarebefordras eller besvaras.",
  },
  subjectMissing: clear,
  subjectVague: clear,
  largeAudience: {
    rule: "R69",
    heading: effective,
    quote: "Undvik stora grupputskick. Behöver en större grupp nås är det bättre att använda intranätet som kommunikationskanal.",
  },
  replyAll: {
    rule: "R68",
    heading: effective,
    quote: "Skicka bara e-post till de som verkligen berörs. Undvik ”svara alla” och undvik att skicka kopia om det inte är nödvändigt.",
  },
  internalAttachment: {
    rule: "R70",
    heading: effective,
    quote:
      "Undvik att bifoga filer inom organisationen. Använd istället samarbetsrummen på intranätet eller andra plattformar som mottagaren har tillgång till.",
  },
  signatureMissing: signed,
  signatureAltered: signed,
  plainLanguage: {
    rule: "R71",
    heading: effective,
    quote: "Använd klarspråk och en bra ton. Anpassa språket till mottagaren och sammanhanget.",
  },
  privateUse: {
    rule: "R15",
    heading: "Individuell brevlåda",
    quote: "Kommunens e-postsystem är ett arbetsredskap som inte ska användas för privat bruk.",
  },
};
