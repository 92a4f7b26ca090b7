import { useEffect, useState } from "preact/hooks";
import type { DeskClient } from "../api/desk-client";
import { type Failure, isAbort, toFailure } from "../api/failure";
import type { Assessment, AttachmentText, QueueContent } from "../api/shapes";
import { Dialog } from "./dialog";
import { FailureNote } from "./failure-note";
import { pieces } from "./highlight";

type File = QueueContent["attachments"][number];

/** Kinds that a browser shows by itself, known by their first bytes: what a sender calls a file is never believed. */
const shown: readonly [string, readonly number[]][] = [
  ["application/pdf", [0x25, 0x50, 0x44, 0x46]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/gif", [0x47, 0x49, 0x46, 0x38]],
];

export function kindOf(bytes: Uint8Array): string | null {
  return shown.find(([, first]) => first.every((byte, at) => bytes[at] === byte))?.[0] ?? null;
}

/** An attached file on the screen: PDF and pictures as they are, of the rest what the server could read, with the findings marked. */
export function FileView({
  client,
  id,
  file,
  assessment,
  close,
}: {
  client: DeskClient;
  id: string;
  file: File;
  assessment: Assessment;
  close: () => void;
}) {
  const [picture, setPicture] = useState<{ kind: string; address: string } | null>(null);
  const [text, setText] = useState<AttachmentText | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  useEffect(() => {
    const running = new AbortController();
    let address = "";
    const read = async () => {
      const bytes = file.downloadable ? await (await client.attachment(id, file.index)).arrayBuffer() : null;
      const kind = bytes && kindOf(new Uint8Array(bytes));
      if (running.signal.aborted) return;
      if (kind && bytes) {
        address = URL.createObjectURL(new Blob([bytes], { type: kind }));
        setPicture({ kind, address });
      } else setText(await client.attachmentText(id, file.index, running.signal));
    };
    read().catch((error) => isAbort(error) || setFailure(toFailure(error)));
    return () => {
      running.abort();
      if (address) URL.revokeObjectURL(address);
    };
  }, [client, id, file]);

  return (
    <Dialog title={file.name} close={close} wide>
      <div class="stack">
        {failure && <FailureNote failure={failure} />}
        {!failure && !picture && !text && <p role="status">Hämtar …</p>}
        {picture?.kind === "application/pdf" && <iframe class="paper whole" title={file.name} src={picture.address} />}
        {picture?.kind.startsWith("image/") && <img class="paper" src={picture.address} alt={`Bilagan ${file.name}`} />}
        {text && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          <section class="paper text whole" aria-label={`Text i ${file.name}`} tabIndex={0}>
            {text.text === ""
              ? "Varamail kan inte läsa någon text i filen. Hämta den och öppna den i ett program som kan."
              : pieces(text.text, `attachment:${file.name}`, assessment).map((piece, index) =>
                  piece.why ? (
                    <mark key={index} title={piece.why}>
                      {piece.text}
                    </mark>
                  ) : (
                    piece.text
                  ),
                )}
            {!text.isWhole && " … (resten visas inte)"}
          </section>
        )}
        <button type="button" onClick={close}>
          Stäng
        </button>
      </div>
    </Dialog>
  );
}
