import * as api from "../api.ts";

/** The error of nested sign-in that a test or a person has asked for; null lets it succeed. */
export const nestedSignIn: { failure: SignInFailure | null } = { failure: null };

/** What MSAL's bridge may answer instead of a token. */
export type SignInFailure = "USER_INTERACTION_REQUIRED" | "USER_CANCEL" | "NO_NETWORK" | "TRANSIENT_ERROR" | "PERSISTENT_ERROR" | "DISABLED" | "ACCOUNT_UNAVAILABLE" | "NESTED_APP_AUTH_UNAVAILABLE";

interface Request { requestId: string; method: string; tokenParams: { clientId: string; scope: string } }

/** Nested app authentication: the page around the pane is signed in and asks for the pane. */
export async function answerNested(message: string, person: string): Promise<string> {
  const request = JSON.parse(message) as Request;
  const answer = request.method === "GetInitContext" ? initContext : await token(request.tokenParams, person);
  return JSON.stringify({ messageType: "NestedAppAuthResponse", requestId: request.requestId, ...answer });
}

const initContext = { success: true, initContext: { sdkName: "rehearsal", sdkVersion: "1.0.0", capabilities: { queryAccount: true } } };

async function token({ clientId, scope }: Request["tokenParams"], person: string): Promise<object> {
  const refused = (status: SignInFailure) => ({ success: false, error: { status, code: "rehearsed", description: "" } });
  if (nestedSignIn.failure) return refused(nestedSignIn.failure);
  try {
    return await api.nestedToken(person, clientId, scope);
  } catch {
    return refused("NO_NETWORK");
  }
}
