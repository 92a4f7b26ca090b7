import type * as api from "../api.ts";
import type { Addin } from "./manifest.ts";
import { roamingSettings } from "./roaming.ts";

/** Who is signed in, and with which add-in: the same for every frame. */
export interface Session { person: api.Person; addin: Addin }

const hostVersion = "20261120001.01";

export function appContext(session: Session, controlId: string, frame: HTMLElement): Record<string, unknown> {
  return {
    _id: controlId,
    _appName: 64,
    _appVersion: "16.0",
    _appMinorVersion: 1,
    _appUILocale: "sv-SE",
    _dataLocale: "sv-SE",
    _docUrl: "",
    _clientMode: 0,
    _settings: roamingSettings(session.person.address),
    _reason: "documentOpened",
    _osfControlType: 1,
    _eToken: "",
    _correlationId: crypto.randomUUID(),
    _appInstanceId: crypto.randomUUID(),
    // 1.15 by the script that stands after the library of 2022; "react" keeps its telemetry on this channel.
    _requirementMatrix: JSON.stringify({ Mailbox: "1.15", NestedAppAuth: "1.1", DialogApi: "1.2", react: "1.0" }),
    _hostFullVersion: hostVersion,
    _hostCustomMessage: "",
    _clientWindowHeight: frame.clientHeight,
    _clientWindowWidth: frame.clientWidth,
    _addinName: session.addin.name,
    _appDomains: [],
    _dialogRequirementMatrix: "{}",
    _featureGates: {},
  };
}

/** The part of initial data that every item shares. */
export function commonData(session: Session, shared: boolean): Record<string, unknown> {
  return {
    permissionLevel: session.addin.permission,
    userProfileType: "enterprise",
    userDisplayName: session.person.name,
    userEmailAddress: session.person.address,
    userTimeZone: "W. Europe Standard Time",
    hostVersion,
    owaView: "ThreeColumns",
    ewsUrl: "",
    restUrl: "",
    isRestIdSupported: true,
    timeZoneOffsets: null,
    extensionId: "varamail",
    isFromSharedFolder: shared,
  };
}

/** Nothing is chosen: Office.js has no item until the next ItemChanged. */
export const noItem = (session: Session, shared: boolean) => ({ ...commonData(session, shared), itemType: 6 });

/** Office.js' numbers: 2 somebody of the organisation, 3 somebody outside. */
export const recipient = (a: { name: string; address: string; own: boolean }) => ({ name: a.name || a.address, address: a.address, recipientType: a.own ? 2 : 3 });

export const category = (c: api.Category) => ({ displayName: c.name, color: `P${c.color.slice(1)}` });

const attachedMessage = "message/rfc822";

/** Office.js' numbers: 0 a file, 1 an attached message. */
export const attachmentType = (contentType: string) => (contentType === attachedMessage ? 1 : 0);

export const attachmentContent = (contentType: string, content: string) => ({ content, format: contentType === attachedMessage ? "eml" : "base64" });

/** A shared mailbox as getSharedPropertiesAsync tells it: a member may do everything in it. */
export const sharedProperties = (address: string) => ({ owner: address, targetRestUrl: "", targetMailbox: address, delegatePermissions: 63 });
