import * as api from "../api.ts";
import type { Item } from "./addinFrame.ts";
import type { Notices } from "./notices.ts";
import { base64, errors, failed, ok } from "./reply.ts";
import { bareSubject } from "../subject.ts";
import { attachmentContent, attachmentType, category, commonData, noItem, recipient, type Session, sharedProperties } from "./session.ts";

/** What the read pane sees of Outlook: who reads which message, where. */
export interface Reading { person: api.Person; box: api.Box; letter: api.Letter | null }

const custom = new Map<string, string>();

/** A message being read, as the add-in sees it. */
export function readItem(session: Session, { box, letter }: Reading, notices: Notices, changed: () => void): Item {
  if (!letter) return { data: noItem(session, box.shared), methods: { 196: () => ok([]) } };
  const categorise = async (add: string[], remove: string[]) => {
    await api.categorise(session.person.address, box.address, letter.id, add, remove);
    changed();
    return ok();
  };
  return {
    data: readData(session, box, letter),
    methods: {
      ...notices.methods,
      3: () => ({ wasSuccessful: true, customProperties: custom.get(letter.id) ?? "{}" }),
      4: (p) => {
        custom.set(letter.id, JSON.stringify(p.customProperties));
        return ok();
      },
      14: () => ok("html"),
      37: (p) => ok(p.coercionType === 3 ? letter.html : letter.text),
      99: () => ok(""),
      108: () => (box.shared ? ok(sharedProperties(box.address)) : failed(errors.notSupported)),
      150: async (p) => {
        const file = letter.attachments.find((f) => `${letter.id}/${f.index}` === String(p.id));
        if (!file) return failed(errors.unknownAttachment);
        return ok(attachmentContent(file.contentType, base64(await api.file(session.person.address, box.address, letter.id, file.index))));
      },
      157: () => ok(letter.categories.map(category)),
      158: (p) => categorise(p.categories as string[], []),
      159: (p) => categorise([], p.categories as string[]),
      160: async () => ok((await api.masterList(session.person.address, box.address)).map(category)),
      168: () => ok(letter.headers),
      196: () => ok([{ itemId: letter.id, itemType: "message", itemMode: "read", subject: letter.subject, hasAttachment: letter.attachments.length > 0, internetMessageId: letter.internetMessageId, conversationId: letter.conversationId }]),
      204: async () => ok(base64(await api.original(session.person.address, box.address, letter.id))),
    },
  };
}

function readData(session: Session, box: api.Box, letter: api.Letter): Record<string, unknown> {
  return {
    ...commonData(session, box.shared),
    itemType: letter.isMeeting ? 3 : 1,
    id: letter.id,
    itemClass: letter.isMeeting ? "IPM.Schedule.Meeting.Request" : "IPM.Note",
    subject: letter.subject,
    normalizedSubject: bareSubject(letter.subject),
    conversationId: letter.conversationId,
    internetMessageId: letter.internetMessageId,
    from: recipient(letter.from),
    sender: recipient(letter.from),
    to: letter.to.map(recipient),
    cc: letter.cc.map(recipient),
    bcc: [],
    dateTimeCreated: letter.receivedAt,
    dateTimeModified: letter.receivedAt,
    dateTimeSent: letter.sentAt,
    isRead: letter.isRead,
    attachments: letter.attachments.map((f) => ({
      id: `${letter.id}/${f.index}`,
      name: f.name,
      attachmentType: attachmentType(f.contentType),
      contentType: f.contentType,
      size: f.size,
      isInline: f.inline,
    })),
  };
}
