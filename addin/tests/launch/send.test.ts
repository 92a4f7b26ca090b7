// @vitest-environment node
import { runInNewContext } from "node:vm";
import { build } from "vite";
import { beforeAll, describe, expect, it } from "vitest";
import { readHtml } from "../../src/guideline/draft/html";

let script = "";

beforeAll(async () => {
  const built = await build({ configFile: "vite.launch.config.ts", logLevel: "silent", build: { write: false } });
  const files = (Array.isArray(built) ? built : [built]).flatMap((one) => ("output" in one ? one.output : []));
  const launch = files.find((file) => file.fileName === "launch.js");
  script = launch?.type === "chunk" ? launch.code : "";
}, 60_000);

const SIGNATURE =
  "Med vänlig hälsning<br><br>Henrik Strand<br>Bygglovshandläggare<br>Samhällsbyggnadsförvaltningen<br>Vara kommun<br>0512-310 00<br>www.vara.se";
const TEMPLATE = 'var VARAMAIL_SETTINGS={"signature":"Med vänlig hälsning\\n\\n{name}\\n{title}\\n{department}\\nVara kommun"};\n';
const SECRET = `<p>Numret är 19520906-9870.</p><p>${SIGNATURE}</p>`;
const CLEAN = `<p>Beslutet kommer med posten.</p><p>${SIGNATURE}</p>`;

interface Draft {
  subject: string;
  body: string;
  to: string[];
  cc: string[];
  kind: "newMail" | "reply" | "forward";
  notes: Record<string, string>;
  headers: Record<string, string>;
  bar: string | null;
}

interface Answer {
  allowEvent?: boolean;
  errorMessage?: string;
  errorMessageMarkdown?: string;
  sendModeOverride?: string;
  cancelLabel?: string;
  commandId?: string;
  contextData?: string;
}

/** Outlook as the launch script sees it, in an engine without anything else. `broken`: calls that fail. */
function outlook({
  version = 1.15,
  broken = "",
  settings = "",
  signature,
  ownSignature = false,
  language = "sv-SE",
  ...changes
}: Partial<Draft> & {
  version?: number;
  broken?: string;
  settings?: string;
  signature?: string;
  ownSignature?: boolean;
  language?: string;
}) {
  const draft: Draft = {
    subject: "Bygglov Kvänum 3:12",
    body: CLEAN,
    to: ["g@postlada.example"],
    cc: [],
    kind: "newMail",
    notes: {},
    headers: {},
    bar: null,
    ...changes,
  };
  const answer = <T>(name: string, value: T, ...rest: unknown[]) => {
    const done = rest.find((one) => typeof one === "function") as (result: unknown) => void;
    done(broken === name ? { status: "failed" } : { status: "succeeded", value });
  };
  const people = (list: string[]) => list.map((emailAddress) => ({ emailAddress, displayName: emailAddress, recipientType: "user" }));
  const item = {
    subject: { getAsync: (...rest: unknown[]) => answer("subject", draft.subject, ...rest) },
    body: {
      getAsync: (...rest: unknown[]) => answer("body", draft.body, ...rest),
      setSignatureAsync: (html: string, ...rest: unknown[]) => {
        draft.body += html;
        answer("signature", undefined, ...rest);
      },
    },
    isClientSignatureEnabledAsync: (...rest: unknown[]) => answer("client signature", ownSignature, ...rest),
    from: { getAsync: (...rest: unknown[]) => answer("from", people(["henrik.strand@vara.se"])[0], ...rest) },
    to: { getAsync: (...rest: unknown[]) => answer("to", people(draft.to), ...rest) },
    cc: { getAsync: (...rest: unknown[]) => answer("cc", people(draft.cc), ...rest) },
    bcc: { getAsync: (...rest: unknown[]) => answer("bcc", [], ...rest) },
    requiredAttendees: { getAsync: (...rest: unknown[]) => answer("required", people(draft.to), ...rest) },
    optionalAttendees: { getAsync: (...rest: unknown[]) => answer("optional", [], ...rest) },
    getAttachmentsAsync: (...rest: unknown[]) => answer("attachments", [], ...rest),
    getComposeTypeAsync: (...rest: unknown[]) => answer("kind", { composeType: draft.kind }, ...rest),
    sessionData: {
      getAsync: (name: string, ...rest: unknown[]) => answer("notes", draft.notes[name], ...rest),
      setAsync: (name: string, value: string, ...rest: unknown[]) => {
        draft.notes[name] = value;
        answer("notes", undefined, ...rest);
      },
    },
    internetHeaders: {
      setAsync: (headers: Record<string, string>, ...rest: unknown[]) => {
        Object.assign(draft.headers, headers);
        answer("headers", undefined, ...rest);
      },
      removeAsync: (names: string[], ...rest: unknown[]) => {
        for (const name of names) delete draft.headers[name];
        answer("headers", undefined, ...rest);
      },
    },
    notificationMessages: {
      replaceAsync: (_: string, details: { message: string }, ...rest: unknown[]) => {
        draft.bar = details.message;
        answer("bar", undefined, ...rest);
      },
      removeAsync: (_: string, ...rest: unknown[]) => {
        draft.bar = null;
        answer("bar", undefined, ...rest);
      },
    },
  };
  const handlers = new Map<string, (event: unknown) => void>();
  const Office = {
    AsyncResultStatus: { Succeeded: "succeeded" },
    CoercionType: { Html: "html" },
    MailboxEnums: {
      RecipientType: { DistributionList: "distributionList" },
      ItemNotificationMessageType: { InformationalMessage: "informationalMessage" },
    },
    actions: { associate: (name: string, handler: (event: unknown) => void) => handlers.set(name, handler) },
    context: {
      displayLanguage: language,
      roamingSettings: { get: () => signature },
      mailbox: { item, userProfile: { emailAddress: "henrik.strand@vara.se", displayName: "Henrik <Strand>" } },
      requirements: { isSetSupported: (_: string, asked: string) => Number(asked) <= version },
    },
  };
  runInNewContext(settings + script, { Office });
  return {
    draft,
    fire: (name: string) =>
      new Promise<Answer>((completed) => handlers.get(name)?.({ completed: (given?: Answer) => completed(given ?? {}) })),
  };
}

describe("sending", () => {
  it("lets a clean draft go, with the header that says it was checked", async () => {
    const { draft, fire } = outlook({});
    expect(await fire("onMessageSend")).toEqual({ allowEvent: true });
    expect(draft.headers).toEqual({ "X-Varamail-Check": "1" });
  });

  it("stops an identity number, says what to do, and opens the pane on it", async () => {
    const { draft, fire } = outlook({ body: SECRET, headers: { "X-Varamail-Check": "1" } });
    const answer = await fire("onMessageSend");
    expect(answer).toMatchObject({
      allowEvent: false,
      commandId: "composePaneButton",
      cancelLabel: "Visa i Varamail",
      contextData: '{"code":"protectedContent"}',
    });
    expect(answer.errorMessage).toContain("Skyddsvärda uppgifter i meddelandet");
    expect(answer.errorMessageMarkdown).toContain("**Skyddsvärda uppgifter i meddelandet**");
    expect(answer.errorMessage?.length).toBeLessThanOrEqual(500);
    expect(answer).not.toHaveProperty("sendModeOverride");
    expect(draft.headers).toEqual({});
    expect(JSON.stringify(answer)).not.toContain("19520906");
  });

  it("leaves alone the header that names the case, whether it stops the draft or lets it go", async () => {
    const { draft, fire } = outlook({ body: SECRET, headers: { "X-Varamail-Dispatch": "d1" } });
    expect(await fire("onMessageSend")).toMatchObject({ allowEvent: false });
    expect(draft.headers).toEqual({ "X-Varamail-Dispatch": "d1" });
    draft.body = CLEAN;
    expect(await fire("onMessageSend")).toEqual({ allowEvent: true });
    expect(draft.headers).toEqual({ "X-Varamail-Dispatch": "d1", "X-Varamail-Check": "1" });
  });

  // By itself, as in classic Outlook: the room for terms was once filled by the conditions of rules without any.
  it.each([
    "Eleven Olle Fransson har fått diagnosen epilepsi.",
    "Margareta Lund är beviljad hemtjänst tre gånger om dagen.",
    "Viktor i 4B har adhd.",
    "Jonas Ek är dömd för misshandel.",
    "Ditt lösenord är Sommar2026!",
    "Lena Bok har skyddade personuppgifter.",
  ])("stops what must not travel without more rules than it carries: %s", async (text) => {
    expect(await outlook({ body: `<p>${text}</p><p>${SIGNATURE}</p>` }).fire("onMessageSend")).toMatchObject({ allowEvent: false });
  });

  it("speaks English where Outlook does", async () => {
    const answer = await outlook({ body: SECRET, language: "en-GB" }).fire("onMessageSend");
    expect(answer.errorMessage).toContain("Data worth protecting in the message. Identity numbers");
    expect(answer.cancelLabel).toBe("Show in Varamail");
  });

  it("asks about a missing subject, where Outlook can ask for one call", async () => {
    const { draft, fire } = outlook({ subject: "" });
    expect(await fire("onMessageSend")).toMatchObject({ allowEvent: false, sendModeOverride: "promptUser" });
    expect(draft.headers).toEqual({ "X-Varamail-Check": "1" });
  });

  it("in older Outlook lets warnings go, and stops in plain text", async () => {
    const { draft, fire } = outlook({ subject: "", version: 1.12 });
    expect(await fire("onMessageSend")).toEqual({ allowEvent: true });
    expect(draft.bar).toBe("Ämnesraden är tom");
    const answer = await outlook({ body: SECRET, version: 1.12 }).fire("onMessageSend");
    expect(Object.keys(answer).sort()).toEqual(["allowEvent", "errorMessage"]);
  });

  it.each(["body", "subject", "to", "cc", "bcc", "attachments"])(
    "lets the draft go without the header when Outlook refuses its %s",
    async (broken) => {
      const { draft, fire } = outlook({ body: SECRET, broken });
      expect(await fire("onMessageSend")).toEqual({ allowEvent: true });
      expect(draft.headers).toEqual({});
    },
  );

  it("lets the draft go without the header when its notes are no JSON", async () => {
    const { draft, fire } = outlook({ body: SECRET, notes: { "varamail.reason": "{" } });
    expect(await fire("onMessageSend")).toEqual({ allowEvent: true });
    expect(draft.headers).toEqual({});
  });

  it("follows the municipality's settings in front of the script", async () => {
    const settings = 'var VARAMAIL_SETTINGS={"weights":{"protectedContent":"off"}};\n';
    expect(await outlook({ body: SECRET, settings }).fire("onMessageSend")).toEqual({ allowEvent: true });
  });

  it("uses every rule where the page has loaded them before", async () => {
    const settings = 'var VARAMAIL_RULES={context:{citations:{},sets:{},words:{female:"",male:"",unisex:""}},files:[]};\n';
    expect(await outlook({ body: SECRET, settings }).fire("onMessageSend")).toEqual({ allowEvent: true });
  });

  it("asks about a meeting whose text must not travel, in Outlook's own way", async () => {
    expect(await outlook({ body: SECRET }).fire("onAppointmentSend")).toMatchObject({ allowEvent: false });
    expect(await outlook({ body: "<p>Vi ses.</p>" }).fire("onAppointmentSend")).toEqual({ allowEvent: true });
  });
});

describe("while somebody writes", () => {
  it("a bar tells of a finding, and goes when it is gone", async () => {
    const { draft, fire } = outlook({ body: SECRET });
    await fire("onMessageRecipientsChanged");
    expect(draft.bar).toBe("Skyddsvärda uppgifter i meddelandet");
    draft.body = CLEAN;
    await fire("onMessageFromChanged");
    expect(draft.bar).toBeNull();
  });

  it("nothing is said of what is only known when she has finished", async () => {
    const { draft, fire } = outlook({ subject: "", body: "<p>Hej</p>" });
    await fire("onMessageAttachmentsChanged");
    expect(draft.bar).toBeNull();
  });

  it("a new draft is signed where Outlook's own signature is off: as a pane has learnt, else by the template and Outlook's name for the person", async () => {
    const body = "<p></p>";
    for (const [changes, expected] of [
      [{ body, signature: SIGNATURE }, body + SIGNATURE],
      [{ body, signature: SIGNATURE, ownSignature: true }, body],
      [{ body }, body],
      [{ body, settings: TEMPLATE }, `${body}Med vänlig hälsning<br><br>Henrik &lt;Strand><br>Vara kommun`],
      [{ body, settings: TEMPLATE, signature: SIGNATURE }, body + SIGNATURE],
      [{ body, settings: TEMPLATE, ownSignature: true }, body],
    ] as const) {
      const { draft, fire } = outlook(changes);
      await fire("onNewMessageCompose");
      expect(draft.body).toBe(expected);
    }
  });

  it("a reply to all is counted when it is opened", async () => {
    const to = ["a", "b", "c", "d", "e", "f"].map((name) => `${name}@vara.se`);
    const { draft, fire } = outlook({ kind: "reply", to: to.slice(0, 3), cc: to.slice(3), body: "<p>Jag kommer!</p>" });
    await fire("onNewMessageCompose");
    expect(draft.bar).toBe("Svaret går till alla 6");
    expect(await fire("onMessageSend")).toMatchObject({ allowEvent: false, sendModeOverride: "promptUser" });
    draft.cc = [];
    expect(await fire("onMessageSend")).toEqual({ allowEvent: true });
  });
});

it("long markup is read in proportion to its length", () => {
  const html = (rows: number) => `<table>${"<tr><td>Å&nbsp;b</td><td><!-- x --><b>c</b></td></tr>".repeat(rows)}</table>`;
  expect(readHtml(html(3)).text).toBe("Å\u00A0b c\nÅ\u00A0b c\nÅ\u00A0b c\n");
  expect(readHtml(html(20_000)).text.length).toBe(6 * 20_000);
});
