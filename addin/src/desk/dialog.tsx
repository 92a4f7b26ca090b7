import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** A native dialog: the focus stays inside, Escape leaves it, and whatever had the focus before gets it back. */
export function Dialog({
  title,
  close,
  wide,
  children,
}: {
  title: string;
  close: () => void;
  /** For what is read rather than answered. */
  wide?: boolean;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const open = dialog.current;
    const before = document.activeElement;
    open?.showModal();
    return () => {
      open?.close();
      // The browser gives the focus back to what it came from only while the dialog still stands in the page.
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} class={wide ? "wide" : ""} aria-labelledby="dialog-title" onClose={close}>
      <h2 id="dialog-title">{title}</h2>
      {children}
    </dialog>
  );
}

/** A dialog that asks: nothing is done without the answer. */
export function AnswerDialog({
  title,
  go,
  answer,
  close,
  children,
}: {
  title: string;
  /** What the button that answers says. */
  go: string;
  answer: () => void;
  close: () => void;
  children: ComponentChildren;
}) {
  return (
    <Dialog title={title} close={close}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          answer();
        }}
      >
        {children}
        <div class="go">
          <button type="submit" class="primary">
            {go}
          </button>
          <button type="button" onClick={close}>
            Avbryt
          </button>
        </div>
      </form>
    </Dialog>
  );
}
