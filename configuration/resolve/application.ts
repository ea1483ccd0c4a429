import { keyChoice } from "../../contracts/encryption-key";
import { applicationRoleName, type APPLICATION_GROUPS } from "../../contracts/names";
import type { AccessRules, DataAccess } from "../../governance/access-rules";
import type { Application, Environment, OwnedDomain, ResolvedApplication } from "../model";

/** Rules on access to data, with the units that they are decided in. */
export function resolveAccessRules(dataAccess: DataAccess, { units }: Pick<OwnedDomain, "units">): AccessRules {
  const parents = Object.entries(units).map(([key, { parent }]) => [key, parent]);
  return { ...dataAccess, unitParents: Object.fromEntries(parents) as Record<string, string> };
}

/** The governance application of a domain. */
export function resolveApplication(
  { dataAccess, kmsKeyArn, ...application }: Application,
  domain: Pick<OwnedDomain, "units">,
): ResolvedApplication {
  return { ...application, key: keyChoice(kmsKeyArn), accessRules: resolveAccessRules(dataAccess, domain) };
}

/** Function of the governance application that is known to the domain by the role that it runs as. */
export type ApplicationPart = keyof typeof APPLICATION_GROUPS;

/** ARN of the role of a function of the governance application, in the account that owns the domain. */
export function applicationRoleArn(
  { organization, governanceAccount, accounts }: Environment,
  part: ApplicationPart,
): string {
  const account = accounts[governanceAccount]?.id ?? "";
  return `arn:${organization.partition}:iam::${account}:role/${applicationRoleName(organization.namePrefix, part)}`;
}
