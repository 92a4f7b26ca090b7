import type { AccountInfo, IPublicClientApplication } from "@azure/msal-browser";
import type { Tokens } from "./client";
import { readConfiguration } from "./configuration";
import { Failure } from "./failure";

const cancelled = new Set(["user_cancelled", "user_canceled", "USER_CANCEL"]);

/**
 * Sign-in inside Outlook by nested app authentication: Outlook itself vouches for its user. MSAL is fetched first when a token is needed.
 * Where the host has no bridge, MSAL falls back to its own popup window.
 */
export function nestedTokens(loginHint: () => string | null): Tokens {
  let starting: Promise<{ app: IPublicClientApplication; scope: string }> | null = null;
  let account: AccountInfo | null = null;

  const start = async () => {
    const [msal, configuration] = await Promise.all([import("@azure/msal-browser"), readConfiguration()]);
    const app = await msal.createNestablePublicClientApplication({
      auth: { clientId: configuration.clientId, authority: configuration.authority },
      cache: { cacheLocation: "sessionStorage" },
    });
    return { app, scope: configuration.scope };
  };

  return async (renew) => {
    starting ??= start().catch((error) => {
      starting = null;
      throw error instanceof Failure ? error : new Failure("signInFailed");
    });
    const { app, scope } = await starting;
    account ??= app.getActiveAccount();
    const hint = loginHint();
    const request = { scopes: [scope], forceRefresh: renew, ...(account ? { account } : {}), ...(hint ? { loginHint: hint } : {}) };
    try {
      const silent = await app.acquireTokenSilent(request);
      account = silent.account;
      return silent.accessToken;
    } catch {
      try {
        const shown = await app.acquireTokenPopup({ scopes: [scope], ...(hint ? { loginHint: hint } : {}) });
        account = shown.account;
        return shown.accessToken;
      } catch (error) {
        const code = (error as { errorCode?: string }).errorCode ?? "";
        if (cancelled.has(code)) throw new Failure("signInCancelled");
        throw new Failure(/popup|empty_window/.test(code) ? "popupBlocked" : navigator.onLine === false ? "offline" : "signInFailed");
      }
    }
  };
}
