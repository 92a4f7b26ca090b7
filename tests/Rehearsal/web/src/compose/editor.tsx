import { useEffect, useRef } from "preact/hooks";
import type { Draft } from "./draft.ts";
import { clean, paragraphs } from "./html.ts";

const tools = [
  ["bold", "Fetstil", "F"],
  ["italic", "Kursiv", "K"],
  ["underline", "Understruken", "U"],
  ["insertUnorderedList", "Punktlista", "•"],
  ["insertOrderedList", "Numrerad lista", "1."],
] as const;

/** The text being written. What the add-in puts in shows here at once; what the person types reaches the draft at once. */
export function Editor({ draft }: { draft: Draft }) {
  const sheet = useRef<HTMLDivElement>(null);
  const written = () => draft.typed(fromSheet(sheet.current as HTMLElement));
  const command = (name: string, value?: string) => {
    sheet.current?.focus();
    document.execCommand(name, false, value);
    written();
  };

  useEffect(() => {
    const element = sheet.current as HTMLElement;
    let at: Range | null = null;
    const show = () => {
      const written = lettersBeforeCursor(element);
      element.innerHTML = toSheet(draft);
      at = null;
      if (written !== null) putCursor(element, written);
    };
    const moved = () => {
      const selection = getSelection();
      if (selection?.rangeCount && element.contains(selection.anchorNode)) at = selection.getRangeAt(0).cloneRange();
    };
    show();
    document.addEventListener("selectionchange", moved);
    const stop = draft.follow((change) => change.what === "body" && show());
    draft.selected = () => at?.toString() ?? "";
    draft.insert = (html) => {
      const range = at ?? document.createRange();
      if (!at) range.setStart(element, 0);
      range.deleteContents();
      range.insertNode(range.createContextualFragment(clean(html)));
      range.collapse();
      written();
    };
    return () => {
      stop();
      document.removeEventListener("selectionchange", moved);
      [draft.insert, draft.selected] = [null, () => ""];
    };
  }, [draft]);

  const paste = (event: ClipboardEvent) => {
    event.preventDefault();
    const html = event.clipboardData?.getData("text/html");
    document.execCommand("insertHTML", false, html ? clean(html) : paragraphs(event.clipboardData?.getData("text/plain") ?? ""));
  };
  return (
    <div class="editor">
      <div class="tools" role="toolbar" aria-label="Textformat">
        {tools.map(([name, label, sign]) => (
          <button type="button" key={name} title={label} aria-label={label} data-sign={sign} class={name} onMouseDown={(e) => e.preventDefault()} onClick={() => command(name)} />
        ))}
      </div>
      <div ref={sheet} class="sheet" role="textbox" aria-multiline="true" aria-label="Brödtext" contentEditable tabIndex={0} onInput={written} onPaste={paste} />
    </div>
  );
}

// Outlook leaves the cursor where the person writes when an add-in puts a signature below.
function lettersBeforeCursor(sheet: HTMLElement): number | null {
  const selection = getSelection();
  if (!selection?.rangeCount || !sheet.contains(selection.focusNode)) return null;
  const before = document.createRange();
  before.setStart(sheet, 0);
  before.setEnd(selection.focusNode as Node, selection.focusOffset);
  return before.toString().length;
}

function putCursor(sheet: HTMLElement, letters: number): void {
  const texts = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
  for (let left = letters; left > 0 && texts.nextNode(); ) {
    const text = texts.currentNode as Text;
    if (left <= text.length) getSelection()?.collapse(text, left);
    left -= text.length;
  }
}

// A picture inside the text lies beside it as a file; only the editor shows it.
function toSheet(draft: Draft): string {
  return draft.html.replace(/src=(["'])cid:([^"']+)\1/gi, (whole, _quote, id: string) => {
    const file = draft.files.find((f) => f.contentId === id);
    return file ? `src="data:${file.contentType};base64,${file.base64}" data-cid="${id}"` : whole;
  });
}

function fromSheet(sheet: HTMLElement): string {
  const copy = sheet.cloneNode(true) as HTMLElement;
  for (const image of copy.querySelectorAll<HTMLImageElement>("img[data-cid]")) {
    image.setAttribute("src", `cid:${image.dataset.cid}`);
    image.removeAttribute("data-cid");
  }
  return copy.innerHTML;
}
