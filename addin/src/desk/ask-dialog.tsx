import { useState } from "preact/hooks";
import type { Me } from "../api/shapes";
import { AuthorityOptions } from "../looks/authorities";
import { AnswerDialog, Dialog } from "./dialog";

export type Question = "open" | "return" | "redirect" | "notRegister" | "file" | "receipt" | "move" | "void";

interface Words {
  title: string;
  text: string;
  label: string;
  required: boolean;
  go: string;
  /** Words to begin with; each is the registrar's to change. */
  templates?: readonly string[];
}

const questions: Record<Question, Words> = {
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
    templates: [
      "Bilagan som nämns saknas. Be avsändaren skicka den och skicka sedan hit meddelandet igen.",
      "Det framgår inte vilket ärende eller vilken fastighet det gäller. Komplettera i kommentaren.",
      "Meddelandet är redan diariefört. Spara diarienumret hos dig.",
    ],
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
    templates: [
      "Liten eller tillfällig betydelse enligt dokumenthanteringsplanen.",
      "Hålls ordnat i verksamheten enligt dokumenthanteringsplanen.",
      "Felsänt: hör till en annan myndighet, avsändaren har fått veta det.",
    ],
  },
  file: {
    title: "Till personakt eller annat system",
    text: "Utan referens står meddelandet kvar som att göra tills kvittensen har kommit.",
    label: "Referens där (kvittensen), om du har den",
    required: false,
    go: "Lämna över",
  },
  receipt: {
    title: "Kvittera",
    text: "Referensen visar att det andra systemet har tagit emot meddelandet.",
    label: "Referens i det andra systemet",
    required: true,
    go: "Kvittera",
  },
  move: {
    title: "Flytta till ett annat ärende",
    text: "Den gamla posten ligger kvar, makulerad, och handlingen får ett nytt nummer.",
    label: "Det andra ärendets nummer",
    required: true,
    go: "Flytta",
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
  suggested = [],
  answer,
  close,
}: {
  question: Question;
  me: Me;
  authority: string;
  /** Of the records schedule, for this message: reasons not to register, or systems that have such documents. */
  suggested?: readonly string[];
  answer: (text: string, authority: string) => void;
  close: () => void;
}) {
  const [text, setText] = useState("");
  const others = me.allAuthorities.filter((one) => one.series !== authority);
  const [chosen, setChosen] = useState(others[0]?.series ?? "");
  const [system, setSystem] = useState(question === "file" ? (suggested[0] ?? "") : "");
  const words = questions[question];
  const templates = [...(question === "notRegister" ? suggested : []), ...(words.templates ?? [])];
  return (
    <AnswerDialog
      title={words.title}
      go={words.go}
      answer={() => answer(text.trim(), question === "file" ? system.trim() : chosen)}
      close={close}
    >
      <p>{words.text}</p>
      {question === "redirect" && (
        <label>
          Diarium
          <select required value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
            <AuthorityOptions authorities={others} />
          </select>
        </label>
      )}
      {question === "file" && (
        <label>
          System eller akt
          <input required maxLength={100} list="systems" value={system} onInput={(event) => setSystem(event.currentTarget.value)} />
          <datalist id="systems">
            {suggested.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
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
      {templates.length > 0 && (
        <ul class="suggestions" aria-label="Förslag">
          {templates.map((one) => (
            <li key={one}>
              <button type="button" onClick={() => setText(one)}>
                {one}
              </button>
            </li>
          ))}
        </ul>
      )}
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
  ["p", "till personakt eller annat system"],
  ["u", "ångra det senaste beslutet om meddelandet"],
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
