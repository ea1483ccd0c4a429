import type { DataZoneClient } from "@aws-sdk/client-datazone";
import { OPERATOR_ACCOUNT } from "../../../sandbox/launcher/accounts";
import { IamOfAccount } from "../../../sandbox/launcher/iam-of-account";
import { emulatorUrl, type ServiceAddresses } from "../../../sandbox/launcher/services";
import { clientsOf } from "./clients";

/**
 * Makes the IAM role of a team, with the actions of DataZone that it needs and nothing else, and assumes it.
 *
 * @param role with its path, as the configuration names it in a group
 */
export async function asPerson(
  addresses: ServiceAddresses,
  account: string,
  role: string,
  actions: readonly string[],
): Promise<DataZoneClient> {
  const iam = new IamOfAccount(emulatorUrl(addresses), account);
  const Version = "2012-10-17";
  const Principal = { AWS: `arn:aws:iam::${OPERATOR_ACCOUNT}:root` };
  await iam.role(role, { Version, Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }] });
  const Action = actions.map((action) => `datazone:${action}`);
  await iam.managed(role, { team: { Version, Statement: [{ Effect: "Allow", Action, Resource: "*" }] } });
  return (await clientsOf(account, addresses, role)).datazone;
}
