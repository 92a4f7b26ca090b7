// @vitest-environment node
import { describe, expect, it } from "vitest";
import { type Checked, type Code, check, DEFAULTS, type Draft, type Settings } from "../../src/guideline/draft";
import { hintsOf } from "../../src/guideline/draft/hints";
import { hash, namedIn } from "../../src/guideline/draft/names";
import { readability } from "../../src/guideline/draft/plainLanguage";
import { covers, printOf } from "../../src/guideline/draft/reason";
import { signatureText } from "../../src/guideline/draft/signature";
import { isVague, neutralSubject } from "../../src/guideline/draft/subject";
import { draftsEn } from "../../src/texts/drafts-en";
import { draftsSv } from "../../src/texts/drafts-sv";

const SIGNATURE =
  "Med vänlig hälsning\n\nHenrik Strand\nBygglovshandläggare\nSamhällsbyggnadsförvaltningen\nVara kommun\n0512-310 00\nwww.vara.se";
const outsider = "goran.alm@postlada.example";
const vara: Settings = {
  ...DEFAULTS,
  domains: ["vara.se"],
  name: "Vara kommun",
  series: ["KS"],
  signature: "Med vänlig hälsning\n\n{name}\n{title}\n{department}\nVara kommun\n0512-310 00\nwww.vara.se",
};
const settings: Settings = {
  ...vara,
  elected: [{ name: "Gunnar Ahlin", address: "gunnar.ahlin@vara.se" }],
  staff: hash("nina öberg") + hash("öberg"),
};

const draft = (changes: Partial<Draft>): Draft => ({
  from: "henrik.strand@vara.se",
  to: [outsider],
  cc: [],
  bcc: [],
  subject: "Bygglov för altan på Kvänum 3:12",
  body: `Hej Göran,\n\nBeslutet kommer med posten.\n\n${SIGNATURE}`,
  html: false,
  attachments: [],
  ...changes,
});
const codes = (changes: Partial<Draft>, use = settings): Code[] =>
  check(draft(changes), use, hintsOf).warnings.map((warning) => warning.code);

describe("a draft", () => {
  it("without anything to say of it is left alone", () => expect(codes({})).toEqual([]));

  it("with an identity number is stopped by weight block, the words marked", () => {
    const body = `Numret är 19520906-9870.\n\n${SIGNATURE}`;
    const { warnings } = check(draft({ body }), settings);
    expect(warnings).toMatchObject([
      { code: "protectedContent", weight: "block", fix: "mask", words: [{ where: "body", offset: 10, text: "19520906-9870" }] },
    ]);
  });

  it("quoting somebody's own number is told to remove the quote, not accused of writing it", () =>
    expect(codes({ reply: { mode: "reply", originalRecipients: [], quoted: "Mitt personnummer är 19520906-9870." } })).toEqual([
      "quotedSensitive",
    ]));

  it.each([
    ["the office's “vi”", "Vi söker en skolsköterska med erfarenhet av ätstörningar.", []],
    ["the office's pupils", "Vi ordnar en kväll om adhd för våra elever.", []],
    ["the writer's own doings", "Vad fint att ni ordnar en vecka mot mobbning. Jag kommer på fredag.", []],
    ["what is true of the receiver", "Du har fått diagnosen MS.", ["sensitiveContent"]],
    ["a law that bears a name", "Enligt lex Sarah rapporteras utebliven hemtjänst.", []],
    ["the writer herself", "Jag har fått diagnosen MS.", ["sensitiveContent"]],
    ["a named person", "Vi söker en resurs till Elsa Holm, som har adhd.", ["sensitiveContent"]],
  ])("by an official is read so: %s", (_, text, expected) => expect(codes({ body: `Hej,\n\n${text}\n\n${SIGNATURE}` })).toEqual(expected));

  it("with the same words in a citizen's mouth is read as about that citizen", () =>
    expect(
      codes({ reply: { mode: "reply", originalRecipients: [], quoted: "Vår familj har ingen mat, vi har skulder hos Kronofogden." } }),
    ).toEqual(["quotedSensitive"]));

  it("with a question about prices, signed, is about nobody else", () =>
    expect(codes({ reply: { mode: "reply", originalRecipients: [], quoted: "Hej, vad kostar hemtjänst? Berit Näs" } })).toEqual([]));

  it.each([
    ["that speaks of everybody is left alone", "Vid orosanmälan görs förhandsbedömning inom 14 dagar.", []],
    ["that names somebody stops the draft", "Orosanmälan om Kajsa Lindh. Förhandsbedömning inleds.", ["sensitiveContent"]],
  ])("with a file %s", (_, text, expected) => expect(codes({ attachments: [{ name: "fil.docx", text }] })).toEqual(expected));

  it.each([
    ["Outlook's header lines", "Från: Sven <sven@postlada.example>\nSkickat: den 3 mars 2026\nTill: Bygglov\nÄmne: Fråga\n\n"],
    ["a line that says who wrote", "Den tis 3 mars 2026 kl 09:12 skrev Sven Lind <sven@postlada.example>:\n"],
    ["a dashed line", "-----Ursprungligt meddelande-----\n"],
  ])("tells the original by %s", (_, mark) =>
    expect(codes({ body: `Tack!\n\n${SIGNATURE}\n\n${mark}Jag har fått diagnosen MS och sitter i rullstol.` })).toEqual([
      "quotedSensitive",
    ]),
  );

  it("tells the original by Outlook's markup", () => {
    const own = `<div><p>Tack!</p><p>${SIGNATURE.split("\n").join("<br>")}</p></div>`;
    const body = `${own}<div id="divRplyFwdMsg"><b>From:</b> Sven</div><div>Jag har f&aring;tt diagnosen MS.</div>`;
    const { warnings, body: read } = check(draft({ body, html: true }), settings);
    expect(warnings.map((warning) => warning.code)).toEqual(["quotedSensitive"]);
    expect(body.slice(read.quotePlace)).toMatch(/^<div id="divRplyFwdMsg">/);
    const words = warnings[0]?.words[0];
    expect(words && read.text.slice(words.offset, words.offset + words.length)).toBe(words?.text);
  });

  it("finds the place of words in the markup", () => {
    const body = `<p>Hej G&ouml;ran,</p><p>numret &auml;r <b>19520906-9870</b>.</p><p>${SIGNATURE.split("\n").join("<br>")}</p>`;
    const { warnings, body: read } = check(draft({ body, html: true }), settings);
    const at = read.placeOf(warnings[0]?.words[0]?.offset ?? -1);
    expect(body.slice(at, at + 13)).toBe("19520906-9870");
  });

  it("passes through a safe channel or under an encrypting label, but not in its subject", () => {
    const safe = { ...settings, safeChannels: ["saker.example"] };
    const secret = { to: ["ombud@saker.example"], body: `Numret är 19520906-9870.\n\n${SIGNATURE}` };
    expect(codes(secret, safe)).toEqual([]);
    expect(codes({ ...secret, cc: [outsider] }, safe)).toEqual(["protectedContent"]);
    expect(codes({ ...secret, to: [outsider], encrypted: true })).toEqual([]);
    expect(codes({ ...secret, subject: "Ansökan 19520906-9870" }, safe)).toEqual(["subjectPersonalData"]);
  });

  it("takes the server's word for an attachment that it has read, and names those that nobody has", () => {
    const file = { name: "Underlag.docx" };
    expect(check(draft({ attachments: [file] }), settings).unread).toEqual(["Underlag.docx"]);
    expect(codes({ attachments: [{ ...file, found: ["sensitive"] }] })).toEqual(["sensitiveContent"]);
    expect(check(draft({ attachments: [{ ...file, found: [] }] }), settings)).toMatchObject({ warnings: [], unread: [] });
  });

  it("weighs as the municipality has set", () => {
    expect(codes({ subject: "" }, { ...settings, weights: { subjectMissing: "off" } })).toEqual([]);
    expect(check(draft({ subject: "" }), { ...settings, weights: { subjectMissing: "block" } }).warnings[0]?.weight).toBe("block");
  });
});

describe("recipients", () => {
  const colleagues = (count: number) => Array.from({ length: count }, (_, i) => `kollega${i}@vara.se`);

  it("are a large audience above the limit, or when one is a list", () => {
    expect(codes({ to: colleagues(20) })).toEqual([]);
    expect(codes({ to: colleagues(20), bcc: [outsider] })).toEqual(["largeAudience"]);
    expect(codes({ to: ["alla.anstallda@vara.se"] })).toEqual(["largeAudience"]);
    expect(codes({ to: ["alla.kompisar@jaktlaget.example"] })).toEqual([]);
    expect(codes({ to: ["personal@vara.se"], lists: ["personal@vara.se"] })).toEqual(["largeAudience"]);
  });

  it("of a reply are everybody's when none of the original's was taken away", () => {
    const originalRecipients = [...colleagues(5), "henrik.strand@vara.se"];
    const answer = (mode: "replyAll" | "forward", to: string[]) => codes({ to, reply: { mode, originalRecipients } });
    expect(answer("replyAll", [outsider, ...colleagues(5)])).toEqual(["replyAll"]);
    expect(answer("replyAll", [outsider, ...colleagues(4)])).toEqual([]);
    expect(answer("forward", [outsider, ...colleagues(5)])).toEqual([]);
  });

  it("inside the house need no attached file, and pictures in the text are none", () => {
    expect(codes({ to: colleagues(2), attachments: [{ name: "Budget.xlsx" }] })).toEqual(["internalAttachment"]);
    expect(codes({ to: colleagues(2), attachments: [{ name: "image001.png" }, { name: "Karta.png", inline: true }] })).toEqual([]);
    expect(codes({ to: [...colleagues(2), "info@varabostader.se"], attachments: [{ name: "Budget.xlsx" }] })).toEqual([]);
  });
});

describe("the subject line", () => {
  it.each([
    "Kerstin Åbergs överklagande",
    "E.S. i 7A mår sämre",
    "Melvin Ek 3B",
    "Samtal om Anna A i åk 4",
    "Orosanmälan familjen Sandgren",
    "Möte med Johansson",
    "Möte m. Zeynep Yildiz",
    "Utredning av Per-Olof Nyström",
  ])("names a private individual: %s", (subject) => expect(namedIn(subject, settings)).not.toEqual([]));

  it.each([
    "Per Dahlbergs gata: ledningsbyte",
    "Erik Dahlbergsgatan 4",
    "Samråd på Alfred Nobels gata",
    "Lindqvist & Söner AB",
    "Johanssons Åkeri: faktura",
    "Hans Brask-salen är bokad",
    "Sankt Anna kyrka",
    "Maj månads tider",
    "Björn på Vara camping",
    "Gunnar Ahlins fråga",
    "Ahlin och bostadsbolaget",
    "Nina Öbergs rapport",
    "Liv och lust",
    "Jung 4:17",
    "Konsert med Astrid Lindström",
    "Resa till Falkenberg i september",
  ])("names none: %s", (subject) => expect(namedIn(subject, settings)).toEqual([]));

  it.each(["Fråga", "SV: Viktigt!!!", "hej", "lite info", "Ang.", "VB:", "snabb fråga", "Ansökan", "🙂"])("is vague: %s", (subject) =>
    expect(isVague(subject)).toBe(true),
  );

  it.each([
    "Ang. KS 2026/123",
    "Möte 12 mars om budget",
    "Fråga om bygglov Vara 1:23",
    "Tid på torsdag kl 9",
    "Uppgifter till ansökan",
    "Viktigt: vattnet stängs av",
  ])("tells what it is about: %s", (subject) => expect(isVague(subject)).toBe(false));

  it("is exchanged for one that names the case and nobody", () => {
    expect(neutralSubject(["Kerstin Åberg, BYN 2026/44", ""], ["KS", "BYN"], "Vara kommun")).toBe("Angående BYN 2026/44");
    const neutral = neutralSubject(["Kerstin Åberg"], ["KS"], "Vara kommun");
    expect(neutral).toBe("Angående ditt ärende hos Vara kommun");
    expect(isVague(neutral)).toBe(false);
  });
});

describe("the signature", () => {
  const signed = (signature: string) => codes({ body: `Hej,\n\nVi ses.\n\n${signature}` });

  it("is missing when a line of the municipality's own is, and only outsiders miss it", () => {
    expect(signed("/Henrik")).toEqual(["signatureMissing"]);
    expect(signed("Med vänlig hälsning\n\nHenrik Strand\nBygglovshandläggare")).toEqual(["signatureMissing"]);
    expect(codes({ to: ["nina.oberg@vara.se"], body: "Vi ses. /Henrik" })).toEqual([]);
  });

  it.each([
    `${SIGNATURE}\n\nTänk på miljön innan du skriver ut`,
    SIGNATURE.replace("Vara kommun", "”Vatten är livet!”\nVara kommun"),
    SIGNATURE.replace("www.vara.se", "070-174 06 10\nwww.vara.se"),
    SIGNATURE.replace("Bygglovshandläggare", "Bygglovshandläggare\nFacklig förtroendeman\nFotbollstränare"),
  ])("is altered by additions (%#)", (signature) => expect(signed(signature)).toEqual(["signatureAltered"]));

  it("is as it should be in small variants", () => {
    expect(signed(SIGNATURE.replace("Med vänlig hälsning", "Vänliga hälsningar"))).toEqual([]);
    expect(signed("Med vänlig hälsning\n\nVara kommun\n0512-310 00\nwww.vara.se")).toEqual([]);
    expect(signed(SIGNATURE.replace("0512-310 00", "Telefon: 0512-31000").replace("www.vara.se", "https://www.vara.se/"))).toEqual([]);
  });

  it("gives a telephone of the directory, and no other", () => {
    const use = { ...settings, signature: `${vara.signature}\n{telephone}`, telephones: hash("051231001") + hash("051231002") };
    const given = (telephone: string) => codes({ body: `Vi ses.\n\n${SIGNATURE}${telephone}` }, use);
    expect(given("\nTelefon: 0512-310 02")).toEqual([]);
    expect(given("")).toEqual([]);
    expect(given("\n070-174 06 10")).toEqual(["signatureAltered"]);
    expect(given("\n0512-310 01\n0512-310 02")).toEqual(["signatureAltered"]);
    expect(signatureText(use, { name: "Henrik Strand", title: "", department: "", mailbox: "", telephone: "0512-310 02" })).toMatch(
      /www\.vara\.se\n0512-310 02$/,
    );
  });

  it("has an addition when it stands on a line of the municipality's own, too", () =>
    expect(signed(`${SIGNATURE} Följ oss på Facebook!`)).toEqual(["signatureAltered"]));

  it("is written from the template; what nobody knows costs its line", () => {
    const person = {
      name: "Henrik Strand",
      title: "Bygglovshandläggare",
      department: "Samhällsbyggnadsförvaltningen",
      mailbox: "",
      telephone: "",
    };
    expect(signatureText(vara, person)).toBe(SIGNATURE);
    expect(signatureText(vara, { ...person, title: "" })).toBe(SIGNATURE.replace("Bygglovshandläggare\n", ""));
  });
});

describe("a municipality that nothing is known of", () => {
  it("has no signature to ask for and no name that begins one", () => {
    expect(codes({ body: "Hej!\n\nMed vänlig hälsning\nHenrik" }, DEFAULTS)).toEqual([]);
  });

  it("is still told about identity numbers", () =>
    expect(codes({ body: "Numret är 19520906-9870." }, DEFAULTS)).toEqual(["protectedContent"]));
});

describe("the language", () => {
  it("is measured in LIX: words to a sentence, and long words in a hundred", () =>
    expect(readability("Vi ses vid stationen klockan tio. Ta med beställningsblanketten.")).toMatchObject({ words: 9, lix: 38 }));

  it("has long sentences and stiff words with plain ones", () => {
    const found = readability(`Undertecknad emotser svar. ${"Vi går hem och äter ".repeat(6)}nu.`);
    expect(found.longSentences[0]?.words).toBe(31);
    expect(found.stiff.map((word) => `${word.text} ${word.plain}`)).toEqual(["Undertecknad jag", "emotser väntar på"]);
  });
});

describe("a reason for sending anyway", () => {
  const stopped = (number: string): Checked => check(draft({ body: `Numret är ${number}.\n\n${SIGNATURE}` }), settings);

  it("holds for the findings that it was given for, and for no others", () => {
    const given = { reason: "danger" as const, print: printOf(stopped("19520906-9870").warnings) };
    expect(covers(given, stopped("19520906-9870").warnings)).toBe(true);
    expect(covers(given, stopped("19710416-9821").warnings)).toBe(false);
    expect(covers(undefined, stopped("19520906-9870").warnings)).toBe(false);
  });
});

describe("every warning", () => {
  it("has a short text in both languages that says what to do", () => {
    for (const code of Object.keys(draftsSv.warning) as (keyof typeof draftsSv.warning)[])
      for (const texts of [draftsSv, draftsEn]) {
        const text = texts.warning[code]({ code, weight: "block", words: [], fix: "none", detail: { count: 30, names: ["a"] } }, DEFAULTS);
        const all = [text.title, text.message, text.wayOut, texts.stopped, texts.more(3), texts.unread(2)].join(" ");
        expect(text.wayOut).not.toBe("");
        expect(all.length).toBeLessThan(500);
      }
  });
});

it("staff's names are hashed as the server hashes them", () => {
  expect(hash("karin ekdahl")).toBe("_dgu");
});
