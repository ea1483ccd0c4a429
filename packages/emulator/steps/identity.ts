import type { CredentialScope, IdentityResolver } from "../identity";
import type { Identified, Received } from "./exchange";

const NOBODY = { account: "", arn: "", accessKeyId: "", region: "" };

/** Finds out who calls. Signatures are not verified; a request without one is nobody's. */
export async function identity(
  received: Received,
  scope: CredentialScope | undefined,
  resolve: IdentityResolver,
): Promise<Identified> {
  const caller = scope
    ? { ...(await resolve(scope.accessKeyId)), accessKeyId: scope.accessKeyId, region: scope.region }
    : NOBODY;
  received.notes.caller = caller;
  return { ...received, caller };
}
