import { beforeEach, describe, expect, it, vi } from "vitest";
import { Compose, type ComposeState, type Desk, type Look } from "../../src/compose/compose";
import { learnSignature, readSettings } from "../../src/compose/settings";
import { DEFAULTS, type Draft } from "../../src/guideline/draft";
import type { Notes } from "../../src/outlook/draft";

const SIGNATURE =
  "Med vänlig hälsning<br><br>Henrik Strand<br>Bygglovshandläggare<br>Samhällsbyggnadsförvaltningen<br>Vara kommun<br>0512-310 00<br>www.vara.se";
const settings = {
  ...DEFAULTS,
  domains: ["vara.se"],
  name: "Vara kommun",
  signature: "Med vänlig hälsning\n\n{name}\n{title}\n{department}\nVara kommun\n0512-310 00\nwww.vara.se",
  series: ["BYN"],
  bodies: [{ domain: "varabostader.se", name: "Vara Bostäder AB" }],
};

let draft: Draft;
let notes: Partial<Notes>;
let state: ComposeState;
let signed: string;
let remembered: string;

const desk = (more: Partial<Desk> = {}): Desk => ({
  readDraft: async () => draft,
  readNote: async (name) => notes[name],
  writeNote: async (name, value) => {
    notes[name] = value;
  },
  setSubject: async (subject) => {
    draft = { ...draft, subject };
    return true;
  },
  setBody: async (body) => {
    draft = { ...draft, body };
    return true;
  },
  setSignature: async (html) => {
    signed = html;
    return true;
  },
  answerOnlySender: async () => true,
  files: async () => [],
  fileBytes: async () => new Blob(["x"]),
  openedFor: async () => undefined,
  ...more,
});

const client = {
  checkFile: vi.fn(async () => ({
    read: true,
    findings: [] as { severity: "sensitive" | "protected"; text: string; explanation: string }[],
  })),
  draftSender: vi.fn(async () => ({
    name: "Henrik Strand",
    title: "Bygglovshandläggare",
    department: "Samhällsbyggnadsförvaltningen",
    mailbox: "",
    telephone: "",
  })),
  sentAnyway: vi.fn(async () => undefined),
};

const open = async (more: Partial<Desk> = {}) => {
  const compose = new Compose(desk(more), client, settings, (now) => {
    state = now;
  });
  await compose.open();
  return compose;
};
const look = () => state.look as Look;
const warning = () => {
  const first = look().checked.warnings[0];
  if (!first) throw new Error("nothing was found");
  return first;
};

beforeEach(() => {
  vi.clearAllMocks();
  notes = {};
  signed = "";
  draft = {
    from: "henrik.strand@vara.se",
    to: ["goran.alm@postlada.example"],
    cc: [],
    bcc: [],
    subject: "Bygglov Kvänum 3:12",
    body: `<p>Numret är 19520906<b>-9870</b> &amp; inget annat.</p><p>${SIGNATURE}</p>`,
    html: true,
    attachments: [],
  };
});

describe("one click", () => {
  it("takes the words out and keeps the markup", async () => {
    const compose = await open();
    await compose.fix(warning());
    expect(draft.body).toContain("<p>Numret är [borttaget]<b></b> &amp; inget annat.</p>");
    expect(look().checked.warnings).toEqual([]);
    expect(state.notice).toBe("fixed");
  });

  it("removes the quote and leaves nothing open", async () => {
    draft = {
      ...draft,
      body: `<html><body><div><p>Tack!</p><p>${SIGNATURE}</p><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">Från: Sven</div><p>Jag har fått diagnosen MS.</p></div></body></html>`,
      reply: { mode: "reply", originalRecipients: [] },
    };
    const compose = await open();
    expect(warning().code).toBe("quotedSensitive");
    await compose.fix(warning());
    expect(draft.body).toBe(`<html><body><div><p>Tack!</p><p>${SIGNATURE}</p></div></body></html>`);
  });

  it("exchanges a telling subject for the case's number", async () => {
    draft = { ...draft, subject: "Kerstin Åberg, BYN 2026/44", body: `<p>Hej</p><p>${SIGNATURE}</p>` };
    const compose = await open();
    await compose.fix(warning());
    expect(draft.subject).toBe("Angående BYN 2026/44");
  });

  it("inserts the common signature from the directory", async () => {
    draft = { ...draft, body: "<p>Hej</p>" };
    const compose = await open();
    await compose.fix(warning());
    expect(signed).toBe(SIGNATURE);
  });

  it("is not needed for drafts to come: the signature is remembered for them", async () => {
    await learnSignature(client, settings, "henrik.strand@vara.se", async (html) => {
      remembered = html;
    });
    expect(remembered).toBe(SIGNATURE);
  });

  it("says so when Outlook refuses or nobody is signed in", async () => {
    const compose = await open({ setBody: async () => false });
    await compose.fix(warning());
    expect(state.notice).toBe("notFixed");
    draft = { ...draft, body: "<p>Hej</p>" };
    client.draftSender.mockRejectedValueOnce(new Error("offline"));
    await compose.look();
    await compose.fix(warning());
    expect(state.notice).toBe("notFixed");
  });

  it("exchanges a stiff word for a plain one", async () => {
    draft = { ...draft, body: `<p>Undertecknad återkommer.</p><p>${SIGNATURE}</p>` };
    const compose = await open();
    const stiff = look().reading.stiff[0];
    await compose.exchange(stiff?.offset ?? -1, stiff?.text.length ?? 0, "Jag");
    expect(draft.body).toContain("<p>Jag återkommer.</p>");
  });
});

describe("a reason", () => {
  it("excuses what stands there now and is counted without a word of it", async () => {
    const compose = await open();
    await compose.excuse("danger");
    expect(look().excused).toBe(true);
    expect(state.notice).toBe("anyway");
    expect(client.sentAnyway).toHaveBeenCalledWith("danger", ["protectedContent"]);
    expect(JSON.stringify(notes)).not.toContain("19520906");
    draft = { ...draft, body: `${draft.body}<p>19710416-9821</p>` };
    await compose.look();
    expect(look().excused).toBe(false);
  });

  it("holds although it could not be counted", async () => {
    client.sentAnyway.mockRejectedValueOnce(new Error("offline"));
    const compose = await open();
    await compose.excuse("wrongFinding");
    expect(look().excused).toBe(true);
  });
});

describe("attached files", () => {
  const file = { id: "1", name: "Underlag.docx", size: 1000, inline: false };
  beforeEach(() => {
    draft = { ...draft, body: `<p>Hej</p><p>${SIGNATURE}</p>`, attachments: [{ id: file.id, name: file.name }] };
  });

  it("are read by the municipality's server, and the send check is told", async () => {
    client.checkFile.mockResolvedValueOnce({ read: true, findings: [{ severity: "sensitive", text: "epilepsi", explanation: "" }] });
    const compose = await open({ files: async () => [file, { ...file, id: "2", inline: true }] });
    await compose.readFiles();
    await compose.readFiles();
    expect(client.checkFile).toHaveBeenCalledTimes(1);
    expect(notes.files).toEqual({ "1": ["sensitive"] });
    expect(look().files).toEqual([{ name: file.name, state: "found" }]);
  });

  it("that bear one name are each read", async () => {
    const other = { ...file, id: "3" };
    draft = { ...draft, attachments: [...draft.attachments, { id: other.id, name: other.name }] };
    client.checkFile.mockResolvedValueOnce({ read: true, findings: [] });
    client.checkFile.mockResolvedValueOnce({ read: true, findings: [{ severity: "sensitive", text: "epilepsi", explanation: "Hälsa." }] });
    const attached = [file];
    const compose = await open({ files: async () => attached });
    await compose.readFiles();
    expect(look().files.map(({ state }) => state)).toEqual(["checked", "unread"]);

    attached.push(other);
    await compose.readFiles();
    expect(look().files.map(({ state }) => state)).toEqual(["checked", "found"]);
    expect(notes.files).toEqual({ "1": [], "3": ["sensitive"] });
  });

  it("are said to be unread when nobody could read them", async () => {
    client.checkFile.mockRejectedValueOnce(new Error("offline"));
    const compose = await open({ files: async () => [file] });
    await compose.readFiles();
    expect(look().files).toEqual([{ name: file.name, state: "unread" }]);
    expect(notes.files).toEqual({});
  });

  it("above the limit stay where they are", async () => {
    const compose = await open({ files: async () => [{ ...file, size: 30 * 1024 * 1024 }] });
    await compose.readFiles();
    expect(client.checkFile).not.toHaveBeenCalled();
    expect(look().files[0]?.state).toBe("unread");
  });
});

it.each(["reply", "replyAll"] as const)(
  "recipients outside are named, with their body and whether they were added to the %s",
  async (mode) => {
    notes.recipients = ["goran.alm@postlada.example"];
    draft = {
      ...draft,
      to: ["goran.alm@postlada.example", "info@varabostader.se"],
      cc: ["nina.oberg@vara.se"],
      reply: { mode, originalRecipients: [] },
    };
    await open();
    expect(look()).toMatchObject({
      inside: 1,
      outside: [
        { address: "goran.alm@postlada.example", body: undefined, added: false },
        { address: "info@varabostader.se", body: "Vara Bostäder AB", added: true },
      ],
      seeEachOther: true,
    });
  },
);

it("a draft that Outlook doesn't give out is said to be unchecked, and the next look tries again", async () => {
  const readDraft = vi.fn(async () => draft).mockRejectedValueOnce(new Error("no"));
  const compose = await open({ readDraft });
  expect(state.look).toBe("unreadable");
  await compose.look();
  expect(look().checked.warnings).toHaveLength(1);
});

describe("the municipality's settings", () => {
  const answer = (body: string, status = 200) => vi.stubGlobal("fetch", async () => new Response(body, { status }));

  it("are the server's, on top of the defaults", async () => {
    answer('{"recipientLimit":15}');
    expect(await readSettings()).toEqual({ ...DEFAULTS, recipientLimit: 15 });
  });

  it("are the defaults where something else answers, or nothing", async () => {
    answer("<html>Sign in to the network</html>");
    expect(await readSettings()).toEqual(DEFAULTS);
    answer("", 503);
    expect(await readSettings()).toEqual(DEFAULTS);
    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("down")));
    expect(await readSettings()).toEqual(DEFAULTS);
    vi.unstubAllGlobals();
  });
});
