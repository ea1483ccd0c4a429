import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { ADAPTIVE } from "../../aws/client-settings";
import { roleCredentials } from "../../aws/credentials";

/**
 * Organizations, as the handler's own role or as one that it assumes.
 *
 * Organizations' API is served by one Region per partition; the SDK's endpoint rules know it.
 */
export function organizationsClient(roleArn: string | undefined): OrganizationsClient {
  if (roleArn === undefined) return new OrganizationsClient(ADAPTIVE);
  const credentials = roleCredentials({ roleArn, sessionName: "smus-account-pool-handler", sts: ADAPTIVE });
  return new OrganizationsClient({ ...ADAPTIVE, credentials });
}
