import type { Tokens } from "./client";
import { readConfiguration } from "./configuration";
import { Failure } from "./failure";

/** Sign-in of a page of its own: the browser goes to Entra ID and comes back to `/desk`. */
export async function redirectTokens(): Promise<Tokens> {
  const [msal, configuration] = await Promise.all([import("@azure/msal-browser"), readConfiguration()]);
  const app = await msal.createStandardPublicClientApplication({
    auth: {
      clientId: configuration.clientId,
      authority: configuration.authority,
      // Named by our own API: no other cloud need be asked whether it exists.
      knownAuthorities: [new URL(configuration.authority).host],
      redirectUri: `${location.origin}/desk`,
    },
    cache: { cacheLocation: "sessionStorage" },
  });
  const scopes = [configuration.scope];
  try {
    const back = await app.handleRedirectPromise();
    if (back) app.setActiveAccount(back.account);
  } catch {
    throw new Failure("signInFailed");
  }
  const account = app.getActiveAccount() ?? app.getAllAccounts()[0] ?? null;
  if (!account) {
    await app.loginRedirect({ scopes });
    return new Promise(() => undefined); // the page is leaving
  }
  app.setActiveAccount(account);
  return async (renew) => {
    try {
      return (await app.acquireTokenSilent({ scopes, account, forceRefresh: renew })).accessToken;
    } catch (error) {
      if (error instanceof msal.InteractionRequiredAuthError) {
        await app.acquireTokenRedirect({ scopes, account });
        return new Promise(() => undefined);
      }
      throw new Failure(navigator.onLine === false ? "offline" : "signInFailed");
    }
  };
}
