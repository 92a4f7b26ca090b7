import { useEffect, useState } from "preact/hooks";
import type { DeskClient } from "../api/desk-client";
import type { Me } from "../api/shapes";
import { DeliveriesPage } from "./deliveries-page";
import { DiaryPage } from "./diary-page";
import { FeedbackPage } from "./feedback-page";
import { useNow } from "./letter";
import { QueueWork } from "./queue-page";

/** The registrar's desk. */
export function Desk({ client, me }: { client: DeskClient; me: Me }) {
  const [tab, setTab] = useState<"queue" | "deliveries" | "diary" | "feedback">("queue");
  const [queued, setQueued] = useState<number | null>(null);
  const [stuck, setStuck] = useState(0);
  const now = useNow();
  useEffect(() => {
    const running = new AbortController();
    client.deliveries(1, running.signal).then(
      (page) => setStuck(page.needPerson),
      () => undefined, // the page itself tells when it can't be read
    );
    return () => running.abort();
  }, [client, now]);
  return (
    <>
      <header class="top">
        <h1 tabIndex={-1}>Varamail</h1>
        <nav aria-label="Delar">
          <button type="button" aria-current={tab === "queue" ? "page" : undefined} onClick={() => setTab("queue")}>
            Att registrera{queued === null ? "" : ` ${queued}`}
          </button>
          <button type="button" aria-current={tab === "deliveries" ? "page" : undefined} onClick={() => setTab("deliveries")}>
            Leveranser{stuck ? ` ${stuck}` : ""}
          </button>
          <button type="button" aria-current={tab === "diary" ? "page" : undefined} onClick={() => setTab("diary")}>
            Diarium
          </button>
          <button type="button" aria-current={tab === "feedback" ? "page" : undefined} onClick={() => setTab("feedback")}>
            Håller inte med
          </button>
          {me.overlooks.length > 0 && <a href="/oversight">Uppföljning</a>}
          <a href="/guideline" target="_blank" rel="noreferrer">
            Riktlinjen
          </a>
        </nav>
        <span class="who">{me.name}</span>
      </header>
      {tab === "queue" && <QueueWork client={client} me={me} now={now} counted={setQueued} />}
      {tab === "deliveries" && <DeliveriesPage client={client} now={now} counted={setStuck} />}
      {tab === "diary" && <DiaryPage client={client} me={me} />}
      {tab === "feedback" && <FeedbackPage client={client} />}
    </>
  );
}
