import type { Me, Registration } from "../api/shapes";
import { labelOf } from "../looks/authorities";
import { t } from "../texts";
import { whenText } from "../texts/days";
import { Bar } from "./parts";

const tones = {
  queued: "info",
  claimed: "info",
  delivering: "info",
  entered: "ok",
  returned: "warn",
  redirected: "info",
  notRegistered: "info",
  withdrawn: "info",
  awaitingReceipt: "info",
  filed: "ok",
} as const;
const icons = {
  queued: "clock",
  claimed: "clock",
  delivering: "clock",
  entered: "check",
  returned: "reply",
  redirected: "reply",
  notRegistered: "info",
  withdrawn: "info",
  awaitingReceipt: "clock",
  filed: "check",
} as const;

export const authorityName = (me: Me | null, series: string): string => {
  const known = me?.allAuthorities.find((authority) => authority.series === series);
  return known ? labelOf(known) : series;
};

/** "Väntar på Evolution" while its number hasn't come; else the state. */
export const stateText = ({ state, delivery }: Pick<Registration, "state" | "delivery">): string =>
  state === "delivering" && delivery ? t.delivery.waitsFor(delivery.system) : t.state[state];

/** Where the message stands with the registrar: the same object that the desk shows. */
export function Standing({
  registration,
  me,
  now,
  working,
  withdraw,
}: {
  registration: Registration;
  me: Me | null;
  now: Date;
  working: boolean;
  withdraw: () => void;
}) {
  const { state, outcome, createdBy, createdAt, delivery } = registration;
  const number = outcome?.diaryNumber ?? outcome?.caseNumber;
  return (
    <Bar
      tone={tones[state]}
      icon={icons[state]}
      title={state === "entered" && number ? `${t.state.entered} ${number}` : stateText(registration)}
      role="status"
    >
      {!createdBy && <p>{t.someoneSent}</p>}
      {state === "entered" && outcome && <p>{t.enteredBy(outcome.by.name, whenText(outcome.at, now))}</p>}
      {state === "claimed" && registration.claimedBy && <p>{t.claimedBy(registration.claimedBy.name)}</p>}
      {state === "redirected" && outcome?.authority && <p>{t.redirectedTo(authorityName(me, outcome.authority))}</p>}
      {outcome && state !== "entered" && <p>{t.decidedBy(outcome.by.name, whenText(outcome.at, now))}</p>}
      {state === "delivering" && delivery && <p>{t.delivery[delivery.state](delivery.system)}</p>}
      {createdBy && createdAt && <p>{t.sentBy(createdBy.name, whenText(createdAt, now))}</p>}
      {outcome?.comment && (
        <p>
          <strong>{t.registrarComment}:</strong> {outcome.comment}
        </p>
      )}
      {registration.comment && (
        <p>
          <strong>{t.yourComment}:</strong> {registration.comment}
        </p>
      )}
      {outcome?.caseNumber && (
        <p>
          {t.caseNumber} {outcome.caseNumber}
          {outcome.diaryNumber && ` · ${t.documentNumber} ${outcome.diaryNumber}`}
        </p>
      )}
      {outcome?.system && <p>{t.filedIn(outcome.system, outcome.reference ?? null)}</p>}
      {state === "notRegistered" && <p>{t.notRegisteredWhatNow}</p>}
      {registration.uploaded && <p class="small">{t.uploaded}</p>}
      {(registration.marking === "pending" || registration.marking === "failed") && <p class="small">{t.marking[registration.marking]}</p>}
      {registration.mailCopy && (
        <p class="small">
          {t.copy[registration.mailCopy.state]}
          {registration.mailCopy.reason && ` ${registration.mailCopy.reason}`}
        </p>
      )}
      {registration.mayWithdraw && (
        <p>
          <button type="button" onClick={withdraw} aria-disabled={working}>
            {working ? t.withdrawing : t.withdraw}
          </button>
        </p>
      )}
    </Bar>
  );
}
