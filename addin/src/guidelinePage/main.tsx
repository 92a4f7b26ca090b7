import { render } from "preact";
import type { Guideline } from "../api/shapes";
import { GuidelinePage } from "./guideline-page";
import { wordsFor } from "./words";

const room = document.getElementById("app") as HTMLElement;
const guideline = JSON.parse(document.getElementById("guideline")?.textContent ?? "") as Guideline;
const words = wordsFor(navigator.language);

document.documentElement.lang = words.lang;
room.replaceChildren();
render(<GuidelinePage guideline={guideline} words={words} />, room);
