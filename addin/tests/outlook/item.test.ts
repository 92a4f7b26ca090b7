import { afterEach, expect, test, vi } from "vitest";
import { isDark, start } from "../../src/outlook/host";
import { isSame, readSelection } from "../../src/outlook/item";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function office(item: unknown) {
  vi.stubGlobal("Office", {
    AsyncResultStatus: { Succeeded: "succeeded" },
    HostType: { Outlook: "Outlook" },
    MailboxEnums: { ItemType: { Message: "message", Appointment: "appointment" }, RestVersion: { v2_0: "v2.0" } },
    onReady: async () => ({ host: "Outlook" }),
    context: {
      mailbox: { item, userProfile: { emailAddress: "Henrik.Strand@vara.se" }, convertToRestId: (id: string) => id.replaceAll("/", "-") },
    },
  });
}

const message = (more: object = {}) => ({ itemType: "message", itemId: "AA/B", internetMessageId: "<a@b>", subject: "Hej", ...more });

test("a message of a shared mailbox is named by the mailbox's owner and the id's REST form", async () => {
  office(
    message({
      getSharedPropertiesAsync: (done: (result: unknown) => void) => done({ status: "succeeded", value: { owner: "Bygglov@vara.se" } }),
    }),
  );
  expect(await readSelection()).toMatchObject({ ref: { mailbox: "bygglov@vara.se", itemId: "AA-B" }, shared: true });
});

test("a host that never answers about sharing leaves the person's own mailbox", async () => {
  vi.useFakeTimers();
  office(message({ getSharedPropertiesAsync: () => undefined }));
  const reading = readSelection();
  await vi.advanceTimersByTimeAsync(3000);
  expect(await reading).toMatchObject({ ref: { mailbox: "henrik.strand@vara.se" }, shared: false });
});

test("a host that throws about sharing does so too", async () => {
  office(
    message({
      getSharedPropertiesAsync: () => {
        throw new Error("not supported");
      },
    }),
  );
  expect(await readSelection()).toMatchObject({ shared: false });
});

test("nothing, an appointment and a draft are told apart", async () => {
  office(null);
  expect(await readSelection()).toEqual({ kind: "nothing" });
  office({ itemType: "appointment", itemId: "A" });
  expect(await readSelection()).toEqual({ kind: "unsupported", what: "calendar" });
  office({ itemType: "message", itemId: undefined });
  expect(await readSelection()).toEqual({ kind: "unsupported", what: "draft" });
});

test("two messages are the same only in the same mailbox", async () => {
  const a = { kind: "message", ref: { mailbox: "a@vara.se", itemId: "1" }, internetMessageId: null, subject: "", shared: false } as const;
  expect(isSame(a, { ...a })).toBe(true);
  expect(isSame(a, { ...a, ref: { ...a.ref, mailbox: "b@vara.se" } })).toBe(false);
  expect(isSame(a, { kind: "nothing" })).toBe(false);
});

test("a missing library, a silent host and an ordinary web page are told apart", async () => {
  vi.stubGlobal("Office", undefined);
  expect(await start()).toBe("libraryMissing");
  vi.stubGlobal("Office", { HostType: { Outlook: "Outlook" }, onReady: async () => ({ host: null }) });
  expect(await start()).toBe("notOutlook");
  vi.useFakeTimers();
  vi.stubGlobal("Office", { onReady: () => new Promise(() => undefined) });
  const starting = start();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await starting).toBe("noAnswer");
});

test("Outlook's background tells dark from light, and nonsense tells nothing", () => {
  expect([isDark("#212121"), isDark("#FFFFFF"), isDark("16777215"), isDark("")]).toEqual([true, false, null, null]);
});
