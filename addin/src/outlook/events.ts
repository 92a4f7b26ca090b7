// Outlook's side of the event handlers: when they run, and how they answer.
import { ask, type DraftItem, openDraft, supports } from "./draft";

/** The button in manifest.xml whose pane a dialog opens. */
export const PANE = "composePaneButton";
/** Says only that a check was completed: outsiders can read it. The server's sweep looks at what lacks it. */
export const HEADER = "X-Varamail-Check";
const BAR = "varamail";
const LONGEST_DIALOG = 500;
const LONGEST_BAR = 150;
const LONGEST_LABEL = 20;

/** Why a message isn't sent at once. */
export interface Stop {
  /** Sends when the person says so, where Outlook can ask; a firm stop doesn't. */
  readonly asks: boolean;
  readonly title: string;
  readonly text: string;
  readonly label: string;
  /** What the pane is opened on. */
  readonly context: string;
}

/** Answers a send. Whatever fails lets the item go, without the header. */
export function onSend(name: string, decide: () => Promise<Stop | undefined>): void {
  Office.actions.associate(name, (event: Office.MailboxEvent) => {
    send(decide)
      .catch(() => ({ allowEvent: true }))
      .then((answer) => event.completed(answer));
  });
}

async function send(decide: () => Promise<Stop | undefined>): Promise<Office.SmartAlertsEventCompletedOptions> {
  const stop = await decide();
  const asked = stop?.asks === true;
  await mark(stop === undefined || asked);
  // Older Outlook can't ask for one call alone: a warning then only shows in the bar.
  return stop && (!asked || supports("1.14")) ? dialog(stop) : { allowEvent: true };
}

async function mark(checked: boolean): Promise<void> {
  const headers = openDraft()?.internetHeaders;
  if (!headers) return;
  if (checked) await ask<void>((done) => headers.setAsync({ [HEADER]: "1" }, done));
  else await ask<void>((done) => headers.removeAsync([HEADER], done));
}

function dialog(stop: Stop): Office.SmartAlertsEventCompletedOptions {
  const answer: Office.SmartAlertsEventCompletedOptions = {
    allowEvent: false,
    errorMessage: `${stop.title}. ${stop.text}`.slice(0, LONGEST_DIALOG),
  };
  if (supports("1.14")) {
    answer.commandId = PANE;
    answer.contextData = stop.context;
    answer.cancelLabel = stop.label.slice(0, LONGEST_LABEL);
    // Named in full: the enumeration is missing in libraries older than the hosts that know it.
    if (stop.asks) answer.sendModeOverride = "promptUser" as Office.MailboxEnums.SendModeOverride;
  }
  if (supports("1.15")) answer.errorMessageMarkdown = `**${stop.title}**\n\n${stop.text}`.slice(0, LONGEST_DIALOG);
  return answer;
}

/** Answers an event that nothing waits for. */
export function onEvent(name: string, act: (item: DraftItem) => Promise<void>): void {
  Office.actions.associate(name, (event: Office.AddinCommands.Event) => {
    const item = openDraft();
    (item ? act(item) : Promise.resolve()).catch(() => undefined).then(() => event.completed());
  });
}

/** A bar above the draft; none without a text. */
export async function showBar(item: DraftItem, text: string | undefined): Promise<void> {
  if (text === undefined) await ask<void>((done) => item.notificationMessages.removeAsync(BAR, done));
  else
    await ask<void>((done) =>
      item.notificationMessages.replaceAsync(
        BAR,
        {
          type: Office.MailboxEnums.ItemNotificationMessageType.InformationalMessage,
          message: text.slice(0, LONGEST_BAR),
          icon: "icon16",
          persistent: false,
        },
        done,
      ),
    );
}
