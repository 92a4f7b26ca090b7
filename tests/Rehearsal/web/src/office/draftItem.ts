import * as api from "../api.ts";
import { type Addressee, type Draft, type Field, htmlOf } from "../compose/draft.ts";
import { escape } from "../compose/html.ts";
import type { Item } from "./addinFrame.ts";
import { base64, errors, failed, type Methods, ok, type Parameters } from "./reply.ts";
import { attachmentContent, attachmentType, category, commonData, recipient, type Session, sharedProperties } from "./session.ts";

/** What a draft can ask of Outlook around it. */
export interface Desk {
  /** Own domains, by which Office.js tells insiders from outsiders. */
  own(address: string): boolean;
  send(): void;
  close(discard: boolean): void;
}

const fieldOf: Field[] = ["to", "cc", "bcc"];
const htmlType = 3;
const largestAttachment = 25 * 1024 * 1024;
const largestSession = 50_000;

/** A message or meeting that is being written, as the add-in sees it: Mailbox 1.15 in Outlook on the web. */
export function draftItem(session: Session, draft: Draft, desk: Desk): Item {
  const isMeeting = draft.kind === "appointment";
  return {
    data: {
      ...commonData(session, draft.from.shared),
      itemType: isMeeting ? 5 : 4,
      conversationId: draft.conversationId || null,
      seriesId: null,
      inReplyTo: draft.inReplyTo || null,
      composeBodyType: "html",
    },
    methods: {
      ...draft.notices.methods,
      ...(isMeeting ? meeting(draft) : message(session, draft)),
      ...recipients(draft, desk),
      ...body(draft),
      ...attachments(session, draft),
      ...sessionData(draft),
      3: () => ({ wasSuccessful: true, customProperties: draft.custom }),
      4: (p) => {
        draft.custom = JSON.stringify(p.customProperties ?? {});
        return ok();
      },
      17: (p) => {
        draft.setSubject(String(p.subject));
        return ok();
      },
      18: () => ok(draft.subject),
      32: async () => {
        draft.saved((await api.save(draft.outgoing(session.person.address))).id);
        return ok(draft.savedId);
      },
      41: () => {
        desk.close(false);
        return ok();
      },
      99: () => ok(draft.context),
      107: () => ok(recipient({ name: draft.from.name, address: draft.from.address, own: true })),
      108: () => (draft.from.shared ? ok(sharedProperties(draft.from.address)) : failed(errors.notSupported)),
      // Outlook on the web can't categorise what isn't sent yet.
      157: () => ok([]),
      158: () => failed(errors.notSupported),
      159: () => failed(errors.notSupported),
      160: async () => ok((await api.masterList(session.person.address, draft.from.address)).map(category)),
      164: () => (draft.savedId ? ok(draft.savedId) : failed(errors.notSaved)),
      203: (p) => {
        desk.close(p.discardItem === true);
        return ok();
      },
      210: () => ok(isMeeting ? "IPM.Appointment" : "IPM.Note"),
      215: () => {
        desk.send();
        return ok();
      },
    },
  };
}

function message(session: Session, draft: Draft): Methods {
  return {
    151: (p) => ok(Object.fromEntries((p.internetHeaderKeys as string[]).flatMap((k) => (draft.headers.has(k.toLowerCase()) ? [[k, draft.headers.get(k.toLowerCase())?.value]] : [])))),
    152: (p) => {
      for (const [name, value] of Object.entries(p.internetHeaderNameValuePairs as Record<string, string>)) draft.headers.set(name.toLowerCase(), { name, value });
      return ok();
    },
    153: (p) => {
      for (const name of p.internetHeaderKeys as string[]) draft.headers.delete(name.toLowerCase());
      return ok();
    },
    166: () => ok(draft.deliverAt),
    167: (p) => {
      draft.deliverAt = Number(p.time);
      return ok();
    },
    174: () => ok({ composeType: draft.composeType, coercionType: "html" }),
    213: () => ok(session.addin.name && draft.inReplyTo ? btoa(draft.conversationId.slice(0, 22)) : null),
    // Labels are a licence that this tenant doesn't have.
    199: () => ok([]),
    200: () => failed(errors.notSupported),
    201: () => ok(""),
    202: () => ok(false),
  };
}

function meeting(draft: Draft): Methods {
  return {
    24: (p) => ok((p.TimeProperty === 2 ? draft.end : draft.start).getTime()),
    25: (p) => {
      const at = new Date(Number(p.time));
      if (p.TimeProperty === 2) draft.setTimes(draft.start, at);
      else draft.setTimes(at, new Date(at.getTime() + (draft.end.getTime() - draft.start.getTime())));
      return ok();
    },
    26: () => ok(draft.location),
    27: (p) => {
      draft.setLocation(String(p.location));
      return ok();
    },
    103: () => ok(null),
    154: () => ok(draft.location ? [{ locationIdentifier: { id: draft.location, type: "custom" }, displayName: draft.location }] : []),
    169: () => ok(false),
    171: () => ok(0),
  };
}

function recipients(draft: Draft, desk: Desk): Methods {
  const field = (p: Parameters): Field => fieldOf[Number(p.recipientField)] ?? "to";
  const given = (p: Parameters): Addressee[] =>
    (p.recipientArray as { name?: string; address?: string }[]).map((a) => ({ name: a.name ?? a.address ?? "", address: a.address ?? "", own: desk.own(a.address ?? "") }));
  return {
    15: (p) => ok(draft.recipients[field(p)].map(recipient)),
    21: (p) => {
      draft.setRecipients(field(p), given(p));
      return ok();
    },
    22: (p) => {
      draft.setRecipients(field(p), [...draft.recipients[field(p)], ...given(p)]);
      return ok();
    },
  };
}

function body(draft: Draft): Methods {
  const html = (p: Parameters, name = "data") => htmlOf(String(p[name] ?? ""), p.coercionType === htmlType);
  const inserted = (p: Parameters) => {
    if (draft.insert) draft.insert(html(p));
    else draft.setBody(html(p) + draft.html);
    return ok();
  };
  return {
    13: inserted,
    14: () => ok("html"),
    23: (p) => {
      draft.setBody(html(p) + draft.html);
      return ok();
    },
    28: (p) => ok({ data: p.coercionType === htmlType ? escape(draft.selected()) : draft.selected(), sourceProperty: "body" }),
    29: inserted,
    37: (p) => ok(p.coercionType === htmlType ? `<html><head></head><body>${draft.html}</body></html>` : draft.text),
    38: (p) => {
      draft.setBody(html(p));
      return ok();
    },
    100: (p) => {
      draft.appended.append += html(p, "appendTxt");
      return ok();
    },
    173: (p) => {
      draft.setSignature(html(p));
      return ok();
    },
    175: () => ok(draft.ownSignature),
    176: () => {
      draft.ownSignature = false;
      return ok();
    },
    197: (p) => {
      draft.appended.prepend = html(p, "appendTxt") + draft.appended.prepend;
      return ok();
    },
  };
}

function attachments(session: Session, draft: Draft): Methods {
  const add = (name: string, content: string, inline: boolean, contentType: string) => {
    const size = Math.floor((content.length * 3) / 4) - (content.endsWith("==") ? 2 : content.endsWith("=") ? 1 : 0);
    if (size > largestAttachment) return failed(errors.attachmentTooLarge);
    return ok(draft.addFile({ name, contentType, size, inline, contentId: inline ? name : "", base64: content }));
  };
  return {
    16: async (p) => {
      try {
        const answer = await fetch(String(p.uri));
        if (!answer.ok) return failed(errors.downloadFailed);
        return add(String(p.name), base64(await answer.arrayBuffer()), p.isInline === true, answer.headers.get("content-type") ?? "application/octet-stream");
      } catch {
        return failed(errors.invalidAttachmentPath);
      }
    },
    19: async (p) => {
      try {
        return add(`${String(p.name)}.eml`, base64(await api.original(session.person.address, draft.from.address, String(p.itemId))), false, "message/rfc822");
      } catch {
        return failed(errors.itemNotFound);
      }
    },
    20: (p) => (draft.removeFile(String(p.attachmentIndex)) ? ok() : failed(errors.noSuchAttachment)),
    148: (p) => add(String(p.name), String(p.base64String), p.isInline === true, typeByName(String(p.name))),
    149: () => ok(draft.files.map(attachmentData)),
    150: (p) => {
      const file = draft.files.find((f) => f.id === String(p.id));
      return file ? ok(attachmentContent(file.contentType, file.base64)) : failed(errors.invalidAttachment);
    },
  };
}

export const attachmentData = (f: Draft["files"][number]) => ({
  id: f.id,
  name: f.name,
  size: f.size,
  isInline: f.inline,
  attachmentType: attachmentType(f.contentType),
  ...(f.contentId ? { contentId: f.contentId } : {}),
});

const types: Record<string, string> = { pdf: "application/pdf", png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", gif: "image/gif", txt: "text/plain", csv: "text/csv", eml: "message/rfc822" };
const typeByName = (name: string) => types[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";

function sessionData(draft: Draft): Methods {
  const data = draft.sessionData;
  return {
    185: (p) => {
      const after = [...data].filter(([k]) => k !== p.name).reduce((sum, [k, v]) => sum + k.length + v.length, String(p.name).length + String(p.value).length);
      if (after > largestSession) return failed(errors.sessionTooLarge);
      data.set(String(p.name), String(p.value));
      return ok();
    },
    186: (p) => (data.has(String(p.name)) ? ok(data.get(String(p.name))) : failed(errors.noSuchKey)),
    187: () => ok(Object.fromEntries(data)),
    188: () => {
      data.clear();
      return ok();
    },
    189: (p) => (data.delete(String(p.name)) ? ok() : failed(errors.noSuchKey)),
  };
}
