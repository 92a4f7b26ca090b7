/** An answer to ExecuteMethod. The library has names and texts for the numbers. */
export interface Reply { error: boolean; errorCode: number; data?: unknown }
export type Parameters = Record<string, unknown>;
export type Method = (parameters: Parameters) => unknown | Promise<unknown>;

/** What a frame may ask, by Office.js' number of the call. */
export type Methods = Record<number, Method>;

export const ok = (data: unknown = null): Reply => ({ error: false, errorCode: 0, data });
export const failed = (errorCode: number): Reply => ({ error: true, errorCode });

/** Outlook's documented errors. */
export const errors = {
  attachmentTooLarge: 9000,
  invalidAttachment: 9003,
  invalidAttachmentPath: 9004,
  noSuchAttachment: 9008,
  unknownAttachment: 9009,
  generic: 9020,
  duplicateNotice: 9023,
  noSuchNotice: 9024,
  tooManyNotices: 9025,
  notHere: 9032,
  invalidCategory: 9044,
  notSaved: 9046,
  itemNotFound: 9049,
  noSuchKey: 9050,
  sessionTooLarge: 9051,
  downloadFailed: 9054,
  notSupported: 5001,
} as const;

/** Calls that a person or a test lets Outlook refuse. */
export const refused: { calls: readonly number[] } = { calls: [] };

export function base64(bytes: ArrayBuffer | Uint8Array): string {
  const all = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  let text = "";
  for (let at = 0; at < all.length; at += 0x8000) text += String.fromCharCode(...all.subarray(at, at + 0x8000));
  return btoa(text);
}
