import { useCallback, useState } from "preact/hooks";
import type { Client } from "../api/client";
import type { Me } from "../api/shapes";
import { DiaryPage } from "./diary-page";
import { FeedbackPage } from "./feedback-page";
import { useNow } from "./letter";
import { QueueWork } from "./queue-page";

/** The registrar's desk. */
export function Desk({ client, me }: { client: Client; me: Me }) {
  const [tab, setTab] = useState<"queue" | "diary" | "feedback">("queue");
  const [queued, setQueued] = useState<number | null>(null);
  const now = useNow();
  const counted = useCallback((count: number) => setQueued(count), []);
  return (
    <>
      <header class="top">
        <h1 tabIndex={-1}>Varamail</h1>
        <nav aria-label="Delar">
          <button type="button" aria-current={tab === "queue" ? "page" : undefined} onClick={() => setTab("queue")}>
            Att registrera{queued === null ? "" : ` ${queued}`}
          </button>
          <button type="button" aria-current={tab === "diary" ? "page" : undefined} onClick={() => setTab("diary")}>
            Diarium
          </button>
          <button type="button" aria-current={tab === "feedback" ? "page" : undefined} onClick={() => setTab("feedback")}>
            Håller inte med
          </button>
          <a href="/guideline" target="_blank" rel="noreferrer">
            Riktlinjen
          </a>
        </nav>
        <span class="who">{me.name}</span>
      </header>
      {tab === "queue" && <QueueWork client={client} me={me} now={now} counted={counted} />}
      {tab === "diary" && <DiaryPage client={client} me={me} />}
      {tab === "feedback" && <FeedbackPage client={client} />}
    </>
  );
}
