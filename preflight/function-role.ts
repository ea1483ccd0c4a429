import { GetGroupProfileCommand } from "@aws-sdk/client-datazone";
import { isNotFound } from "../aws/faults";
import type { Stage } from "../configuration/model";
import { controlPlaneRoleName } from "../contracts/names";
import type { SeenAccount } from "./landscape";
import type { LiveDomain } from "./live-domain";

/** ARN of the role that the control-plane function of the domain's account runs as. */
export function functionRoleArn({ environment, governance }: Stage): string {
  const { partition, namePrefix } = environment.organization;
  return `arn:${partition}:iam::${governance.id}:role/${controlPlaneRoleName(namePrefix)}`;
}

/** The role that a group profile stands for; undefined for a group of people. */
export async function roleOfGroup(
  { reads }: SeenAccount,
  region: string,
  { id: domainIdentifier }: LiveDomain,
  id: string,
): Promise<string | undefined> {
  try {
    const command = new GetGroupProfileCommand({ domainIdentifier, groupIdentifier: id });
    return (await reads.datazone(region).send(command)).rolePrincipalArn;
  } catch (error) {
    if (isNotFound(error)) return undefined; // a group of Identity Center without a profile
    throw error;
  }
}
