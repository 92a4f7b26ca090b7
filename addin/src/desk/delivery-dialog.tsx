import { useState } from "preact/hooks";
import type { DeliveryItem } from "../api/shapes";
import { AnswerDialog } from "./dialog";

export type DeliveryQuestion = "settle" | "sendAgain" | "giveUp";

export interface DeliveryAnswer {
  caseNumber: string;
  diaryNumber: string;
  reference: string;
  reason: string;
}

const words: Record<DeliveryQuestion, (system: string) => { title: string; text: string; go: string }> = {
  settle: (system) => ({
    title: `Bekräfta att den finns i ${system}`,
    text: `Du har sett handlingen i ${system}. Ditt namn sparas med bekräftelsen.`,
    go: "Bekräfta",
  }),
  sendAgain: (system) => ({
    title: "Skicka igen",
    text: `Du har sökt i ${system} och handlingen finns inte där. Finns den ändå blir den diarieförd två gånger.`,
    go: "Den finns inte, skicka igen",
  }),
  giveUp: () => ({
    title: "Ta tillbaka till kön",
    text: "Handlingen skickas inte. Meddelandet läggs tillbaka i kön och kan diarieföras på nytt.",
    go: "Ta tillbaka",
  }),
};

const caseWords = (system: string) => ({
  title: "Skicka igen",
  text: `Varamail skulle öppna ett ärende i ${system} men fick inget svar. Sök ärendet där. Finns det, skriv dess nummer: handlingen läggs i det. Finns det inte, lämna fältet tomt: ärendet öppnas.`,
  go: "Skicka handlingen",
});

/** Nothing about a delivery is decided in passing. */
export function DeliveryDialog({
  question,
  item,
  answer,
  close,
}: {
  question: DeliveryQuestion;
  item: DeliveryItem;
  answer: (given: DeliveryAnswer) => void;
  close: () => void;
}) {
  const [given, setGiven] = useState<DeliveryAnswer>({ caseNumber: item.caseNumber ?? "", diaryNumber: "", reference: "", reason: "" });
  const { title, text, go } = question === "sendAgain" && item.caseOnly ? caseWords(item.system) : words[question](item.system);
  const field = (name: keyof DeliveryAnswer, label: string, most: number, required = true) => (
    <label>
      {label}
      <input
        required={required}
        maxLength={most}
        value={given[name]}
        onInput={(event) => setGiven({ ...given, [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <AnswerDialog
      title={title}
      go={go}
      answer={() =>
        answer({
          caseNumber: given.caseNumber.trim(),
          diaryNumber: given.diaryNumber.trim(),
          reference: given.reference.trim(),
          reason: given.reason.trim(),
        })
      }
      close={close}
    >
      <p>{text}</p>
      {question === "settle" && (
        <>
          {field("caseNumber", "Ärendets nummer", 50)}
          {field("diaryNumber", "Handlingens nummer", 60)}
          {field("reference", `Annan beteckning i ${item.system} (frivillig)`, 200, false)}
        </>
      )}
      {question === "sendAgain" && item.caseOnly && field("caseNumber", `Ärendets nummer, om det finns i ${item.system}`, 50, false)}
      {question === "giveUp" && (
        <label>
          Varför?
          <textarea
            rows={3}
            required
            minLength={3}
            maxLength={1000}
            value={given.reason}
            onInput={(event) => setGiven({ ...given, reason: event.currentTarget.value })}
          />
        </label>
      )}
    </AnswerDialog>
  );
}
