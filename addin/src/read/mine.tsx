import { useEffect, useState } from "preact/hooks";
import type { Client } from "../api/client";
import { type Failure, isAbort, toFailure } from "../api/failure";
import type { Registration } from "../api/shapes";
import { t } from "../texts";
import { whenText } from "../texts/days";
import { FailureBar } from "./parts";
import { stateText } from "./standing";

/** ”Mina ärenden”: everything that the signed-in person has sent, and what became of it. */
export function Mine({ client, now }: { client: Client; now: Date }) {
  const [items, setItems] = useState<Registration[]>([]);
  const [total, setTotal] = useState<number | null>(null);
  const [page, setPage] = useState(1);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const running = new AbortController();
    client
      .mine(page, running.signal)
      .then((found) => {
        setFailure(null);
        setTotal(found.total);
        setItems((before) => (page === 1 ? found.items : [...before, ...found.items]));
      })
      .catch((error) => isAbort(error) || setFailure(toFailure(error)));
    return () => running.abort();
  }, [client, page, attempt]);

  if (failure) return <FailureBar failure={failure} act={() => setAttempt(attempt + 1)} />;
  if (total === null) return <p role="status">{t.loading}</p>;
  if (total === 0) return <p>{t.mineEmpty}</p>;
  return (
    <>
      <p class="small" role="status">
        {t.mineCount(total)}
      </p>
      <ul class="mine">
        {items.map((item) => (
          <li key={item.id}>
            <strong>{item.title ?? t.hiddenTitle}</strong>
            <span>
              {stateText(item)}
              {item.outcome?.diaryNumber && ` ${item.outcome.diaryNumber}`} · {item.authority}
              {item.createdAt && ` · ${whenText(item.createdAt, now)}`}
            </span>
            {item.outcome?.comment && <span>{item.outcome.comment}</span>}
          </li>
        ))}
      </ul>
      {items.length < total && (
        <button type="button" onClick={() => setPage(page + 1)}>
          {t.showMore}
        </button>
      )}
    </>
  );
}
