import type { DraftTexts, Place } from "./draftTexts";

const elsewhere = (place: Place) => (place.safeService ? `send it with ${place.safeService}` : "phone or use a safe channel");
const listed = (names: readonly string[] | undefined) => (names && names.length > 0 ? ` (${names.slice(0, 3).join(", ")})` : "");

export const draftsEn: DraftTexts = {
  warning: {
    sensitiveContent: (_, place) => ({
      title: "Sensitive personal data in the message",
      message: "Data about, for example, health, family or offences must never be sent by e-mail, not even within the municipality.",
      wayOut: `Remove or mask the data. If the receiver needs it: move it to the case and ${elsewhere(place)}.`,
    }),
    protectedContent: (_, place) => ({
      title: "Data worth protecting in the message",
      message: "Identity numbers, somebody's economy, passwords and codes must not be sent by e-mail.",
      wayOut: `Mask the data. If the receiver needs it: ${elsewhere(place)}.`,
    }),
    subjectPersonalData: () => ({
      title: "Personal data in the subject line",
      message: "The subject line stands in the e-mail log, which is public. No personal data may stand there.",
      wayOut: "Use a neutral subject, for example “Angående KS 2026/123”.",
    }),
    quotedSensitive: () => ({
      title: "Sensitive data in the quoted message",
      message: "What you answer or forward holds data that must not be sent on.",
      wayOut: "Remove the quote and answer without repeating the data.",
    }),
    subjectMissing: () => ({
      title: "The subject line is empty",
      message: "The receiver should understand what the message is about.",
      wayOut: "Write a few words about it, without personal data.",
    }),
    subjectVague: () => ({
      title: "The subject line doesn't tell what it is about",
      message: "The receiver should understand what the message is about.",
      wayOut: "Write what it is about, for example “Fråga om bygglov Björken 3”.",
    }),
    largeAudience: ({ detail }) => ({
      title:
        detail.names && detail.names.length > 0
          ? `A distribution list among the recipients${listed(detail.names)}`
          : `${detail.count} recipients`,
      message: "Mailings to large groups should be avoided.",
      wayOut: "Use the intranet, or send only to those concerned.",
    }),
    replyAll: ({ detail }) => ({
      title: `The answer goes to all ${detail.count}`,
      message: "Send only to those who are really concerned.",
      wayOut: "Answer the sender only, or remove those who don't need the answer.",
    }),
    internalAttachment: ({ detail }) => ({
      title: `A file attached to colleagues${listed(detail.names)}`,
      message: "Avoid attaching files within the municipality: soon there are several versions.",
      wayOut: "Put the file in the shared workspace and send a link.",
    }),
    signatureMissing: () => ({
      title: "The common signature is missing",
      message: "Whoever gets a message from the municipality should see who writes.",
      wayOut: "Insert the municipality's signature.",
    }),
    signatureAltered: () => ({
      title: "The signature has additions",
      message: "The municipality's common signature is used as it is.",
      wayOut: "Remove the additions, or insert the signature anew.",
    }),
  },
  more: (count) => (count === 1 ? "One more thing is shown in Varamail." : `${count} more things are shown in Varamail.`),
  unread: (count) => (count === 1 ? "The attachment has not been checked." : "The attachments have not been checked."),
  show: "Show in Varamail",
  stopped: "If it must be sent anyway, give the reason in Varamail.",
};
