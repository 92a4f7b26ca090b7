import { useEffect, useState } from "preact/hooks";
import type { Client } from "../api/client";
import type { Dispatch } from "../api/shapes";
import { t } from "../texts";
import { sentTexts } from "../texts/sent";
import { Bar } from "./parts";

/** How often the sent message is looked for while somebody sees the pane; the server looks by itself too. */
const soon = 5_000;
const later = 30_000;
const patience = 24;
/** What was found stays in view so long. */
const fresh = 10 * 60_000;

/** Messages that were to go into the diary when they had been sent: those not found yet, those never found, and those just found. */
export function Sent({ client, now }: { client: Client; now: Date }) {
  const [all, setAll] = useState<readonly Dispatch[]>([]);
  const [round, setRound] = useState(0);
  useEffect(() => {
    const running = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    client
      .lookForDispatches(running.signal)
      .then((found) => {
        setAll(found);
        if (found.some((one) => one.state === "waiting")) timer = setTimeout(() => setRound(round + 1), round < patience ? soon : later);
      })
      .catch(() => undefined); // what hinders is told where the person asked for something
    return () => {
      running.abort();
      clearTimeout(timer);
    };
  }, [client, round]);

  const look = () => setRound((before) => before + 1);
  const drop = (id: string) => void client.cancelDispatch(id).then(look, look);
  const again = (id: string) => void client.lookForDispatch(id).then(look, look);
  return (
    <>
      {all.map((one) => (
        <One key={one.id} dispatch={one} now={now} drop={() => drop(one.id)} again={() => again(one.id)} />
      ))}
    </>
  );
}

function One({ dispatch, now, drop, again }: { dispatch: Dispatch; now: Date; drop: () => void; again: () => void }) {
  const words = sentTexts();
  const { state, title, registration, others, hindrance } = dispatch;
  const where = dispatch.caseNumber ?? dispatch.newTitle ?? "";
  if (state === "waiting")
    return (
      <Bar tone="info" icon="clock" title={words.waiting} role="status">
        <p>{words.where(title, where)}</p>
        <p>
          <button type="button" class="link" onClick={drop}>
            {words.drop}
          </button>
        </p>
      </Bar>
    );
  if (state === "missing")
    return (
      <Bar tone="warn" icon="warning" title={words.missing} role="status">
        <p>{words.where(title, where)}</p>
        <p>{words.missingText}</p>
        <p class="pair">
          <button type="button" onClick={again}>
            {words.again}
          </button>
          <button type="button" onClick={drop}>
            {words.drop}
          </button>
        </p>
      </Bar>
    );
  const found = registration?.outcome?.at ?? registration?.createdAt;
  if (!registration || (others === 0 && found && now.getTime() - Date.parse(found) > fresh)) return null;
  const number = registration.outcome?.diaryNumber;
  return (
    <Bar
      tone={others > 0 ? "warn" : "ok"}
      icon={others > 0 ? "warning" : "check"}
      title={number ? words.entered(number) : registration.state === "delivering" ? t.state.delivering : words.queued}
      role="status"
    >
      <p>{words.where(title, where)}</p>
      {hindrance && <p>{hindrance}</p>}
      {others > 0 && <p>{words.others(others)}</p>}
    </Bar>
  );
}
