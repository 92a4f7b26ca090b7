// Event handlers: one script, run by the web's hidden page and by classic Outlook for Windows' bare engine. Nothing here may need
// a page, timers, storage or the network. Whatever fails lets the message go, without the header that says it was checked.
import { check, DEFAULTS, type Settings, type Warning } from "../guideline/draft";
import { ask, openItem, readDraft, supports, writeNote } from "../outlook/draft";

/** Written in front of this script by the server. */
declare const VARAMAIL_SETTINGS: Partial<Settings> | undefined;

/** The button in manifest.xml whose pane the dialog opens. */
const PANE = "composePaneButton";
const HEADER = "X-Varamail-Check";
const BAR = "varamail";

type Event = Office.AddinCommands.Event;
type SendEvent = Office.MailboxEvent;

const settings: Settings = typeof VARAMAIL_SETTINGS === "undefined" ? DEFAULTS : { ...DEFAULTS, ...VARAMAIL_SETTINGS };

async function onMessageSend(event: SendEvent): Promise<void> {
  try {
    const item = openItem();
    if (!item) return event.completed({ allowEvent: true });
    const first = check(await readDraft(item), settings).find((warning) => warning.weight !== "hint");
    if (first && (first.weight === "block" || supports("1.14"))) return event.completed(stop(first));
    await ask<void>((done) => item.internetHeaders.setAsync({ [HEADER]: "1" }, done));
    event.completed({ allowEvent: true });
  } catch {
    event.completed({ allowEvent: true });
  }
}

function stop(warning: Warning): Office.SmartAlertsEventCompletedOptions {
  return {
    allowEvent: false,
    errorMessage: `${warning.title}. ${warning.message} ${warning.wayOut}`.slice(0, 500),
    ...(warning.weight === "warn" ? { sendModeOverride: "promptUser" as Office.MailboxEnums.SendModeOverride } : {}),
    ...(supports("1.14") ? { commandId: PANE, contextData: JSON.stringify({ code: warning.code }), cancelLabel: "Visa i Varamail" } : {}),
  };
}

async function onAppointmentSend(event: SendEvent): Promise<void> {
  event.completed({ allowEvent: true });
}

async function onNewMessageCompose(event: Event): Promise<void> {
  const item = openItem();
  if (item) {
    const people = await Promise.all([item.to, item.cc].map((box) => ask<Office.EmailAddressDetails[]>((done) => box.getAsync(done))));
    await writeNote(
      item,
      "recipients",
      people.flatMap((some) => (some ?? []).map((person) => person.emailAddress.toLowerCase())),
    );
  }
  event.completed();
}

/** A bar above the draft as soon as something stands there, gone when it is gone. */
async function onDraftChanged(event: Event): Promise<void> {
  try {
    const item = openItem();
    const first = item && check(await readDraft(item), settings).find((warning) => warning.weight !== "hint");
    if (item && first)
      await ask<void>((done) =>
        item.notificationMessages.replaceAsync(
          BAR,
          {
            type: Office.MailboxEnums.ItemNotificationMessageType.InformationalMessage,
            message: first.title.slice(0, 150),
            icon: "icon16",
            persistent: false,
          },
          done,
        ),
      );
    else if (item) await ask<void>((done) => item.notificationMessages.removeAsync(BAR, done));
  } finally {
    event.completed();
  }
}

Office.actions.associate("onMessageSend", onMessageSend);
Office.actions.associate("onAppointmentSend", onAppointmentSend);
Office.actions.associate("onNewMessageCompose", onNewMessageCompose);
Office.actions.associate("onMessageRecipientsChanged", onDraftChanged);
Office.actions.associate("onMessageAttachmentsChanged", onDraftChanged);
Office.actions.associate("onMessageFromChanged", onDraftChanged);
