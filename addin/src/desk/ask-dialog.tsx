import { useState } from "preact/hooks";
import type { Me } from "../api/shapes";
import { AuthorityOptions } from "../looks/authorities";
import { AnswerDialog, Dialog } from "./dialog";

export type Question = "open" | "return" | "redirect" | "notRegister" | "void";

const questions: Record<Question, { title: string; text: string; label: string; required: boolean; go: string }> = {
  open: {
    title: "Öppna begränsat innehåll",
    text: "Meddelandet innehåller känsliga uppgifter. Att du öppnar det, när och varför sparas.",
    label: "Varför behöver du läsa det?",
    required: true,
    go: "Öppna",
  },
  return: {
    title: "Sänd åter",
    text: "Den som skickade meddelandet ser kommentaren.",
    label: "Vad saknas eller ska göras?",
    required: true,
    go: "Sänd åter",
  },
  redirect: {
    title: "Skicka till ett annat diarium",
    text: "Meddelandet flyttas till den nämndens kö.",
    label: "Kommentar (frivillig)",
    required: false,
    go: "Skicka vidare",
  },
  notRegister: {
    title: "Registrera inte",
    text: "Beslutet och skälet sparas. Den som skickade meddelandet ser dem.",
    label: "Varför ska det inte registreras?",
    required: true,
    go: "Registrera inte",
  },
  void: {
    title: "Makulera handlingen",
    text: "Numret används aldrig igen, och raden ligger kvar och syns som makulerad.",
    label: "Varför makuleras den?",
    required: true,
    go: "Makulera",
  },
};

/** One question about a message or a document. */
export function AskDialog({
  question,
  me,
  authority,
  answer,
  close,
}: {
  question: Question;
  me: Me;
  authority: string;
  answer: (text: string, authority: string) => void;
  close: () => void;
}) {
  const [text, setText] = useState("");
  const others = me.allAuthorities.filter((one) => one.series !== authority);
  const [chosen, setChosen] = useState(others[0]?.series ?? "");
  const words = questions[question];
  return (
    <AnswerDialog title={words.title} go={words.go} answer={() => answer(text.trim(), chosen)} close={close}>
      <p>{words.text}</p>
      {question === "redirect" && (
        <label>
          Diarium
          <select required value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
            <AuthorityOptions authorities={others} />
          </select>
        </label>
      )}
      <label>
        {words.label}
        <textarea
          rows={3}
          required={words.required}
          minLength={words.required ? 3 : undefined}
          maxLength={1000}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
    </AnswerDialog>
  );
}

const keys = [
  ["j / k", "nästa / föregående meddelande"],
  ["t", "ta meddelandet, ta över det eller släpp det"],
  ["o", "öppna begränsat innehåll"],
  ["e", "till formuläret"],
  ["Ctrl + Enter", "diarieför"],
  ["r", "sänd åter"],
  ["a", "till ett annat diarium"],
  ["x", "registrera inte"],
  ["/", "sök"],
  ["Esc", "stäng det som är öppet"],
  ["?", "den här hjälpen"],
] as const;

export function HelpDialog({ close }: { close: () => void }) {
  return (
    <Dialog title="Tangenter" close={close}>
      <div class="stack">
        <dl class="keys">
          {keys.map(([key, does]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <button type="button" onClick={close}>
          Stäng
        </button>
      </div>
    </Dialog>
  );
}
