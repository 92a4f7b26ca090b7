import type { DraftTexts, Place } from "./draftTexts";

const elsewhere = (place: Place) => (place.safeService ? `skicka dem med ${place.safeService}` : "ring eller använd en säker kanal");
const listed = (names: readonly string[] | undefined) => (names && names.length > 0 ? ` (${names.slice(0, 3).join(", ")})` : "");

export const draftsSv: DraftTexts = {
  warning: {
    sensitiveContent: (_, place) => ({
      title: "Känsliga personuppgifter i meddelandet",
      message: "Uppgifter om till exempel hälsa, familj eller brott får aldrig skickas med e-post, inte heller inom kommunen.",
      wayOut: `Ta bort eller maska uppgifterna. Behöver mottagaren dem: flytta dem till ärendet och ${elsewhere(place)}.`,
    }),
    protectedContent: (_, place) => ({
      title: "Skyddsvärda uppgifter i meddelandet",
      message: "Personnummer, någons ekonomi, lösenord och koder får inte skickas med e-post.",
      wayOut: `Maska uppgifterna. Behöver mottagaren dem: ${elsewhere(place)}.`,
    }),
    subjectPersonalData: () => ({
      title: "Personuppgifter i ämnesraden",
      message: "Ämnesraden syns i e-postloggen, som är offentlig. Där får inga personuppgifter stå.",
      wayOut: "Byt till en neutral ämnesrad, till exempel ”Angående KS 2026/123”.",
    }),
    quotedSensitive: () => ({
      title: "Känsliga uppgifter i det citerade meddelandet",
      message: "Det du svarar på eller vidarebefordrar innehåller uppgifter som inte får skickas vidare.",
      wayOut: "Ta bort citatet och svara utan att upprepa uppgifterna.",
    }),
    subjectMissing: () => ({
      title: "Ämnesraden är tom",
      message: "Mottagaren ska förstå vad meddelandet handlar om.",
      wayOut: "Skriv några ord om vad det gäller, utan personuppgifter.",
    }),
    subjectVague: () => ({
      title: "Ämnesraden säger inte vad det gäller",
      message: "Mottagaren ska förstå vad meddelandet handlar om.",
      wayOut: "Skriv vad det gäller, till exempel ”Fråga om bygglov Björken 3”.",
    }),
    largeAudience: ({ detail }) => ({
      title: detail.names && detail.names.length > 0 ? `Sändlista bland mottagarna${listed(detail.names)}` : `${detail.count} mottagare`,
      message: "Stora grupputskick ska undvikas.",
      wayOut: "Lägg informationen på intranätet, eller skicka bara till dem som berörs.",
    }),
    replyAll: ({ detail }) => ({
      title: `Svaret går till alla ${detail.count}`,
      message: "Skicka bara till dem som verkligen berörs.",
      wayOut: "Svara bara avsändaren, eller ta bort dem som inte behöver svaret.",
    }),
    internalAttachment: ({ detail }) => ({
      title: `Bifogad fil till kollegor${listed(detail.names)}`,
      message: "Undvik att bifoga filer inom kommunen: då finns det snart flera versioner.",
      wayOut: "Lägg filen i samarbetsrummet och skicka en länk.",
    }),
    signatureMissing: () => ({
      title: "Den gemensamma signaturen saknas",
      message: "Den som får ett meddelande från kommunen ska se vem som skriver.",
      wayOut: "Infoga kommunens signatur.",
    }),
    signatureAltered: () => ({
      title: "Signaturen har egna tillägg",
      message: "Kommunens gemensamma signatur används som den är.",
      wayOut: "Ta bort tilläggen, eller infoga signaturen på nytt.",
    }),
  },
  more: (count) => (count === 1 ? "En sak till visas i Varamail." : `${count} saker till visas i Varamail.`),
  unread: (count) => (count === 1 ? "Bilagan är inte kontrollerad." : "Bilagorna är inte kontrollerade."),
  show: "Visa i Varamail",
  stopped: "Måste det ändå skickas, ange skälet i Varamail.",
};
