import type { ConditionContext } from "../model";
import { accountOfArn, type Asked, list, type Need, type NeedsOf, nothing, type ServiceNeeds, text } from "./need";
import { requestTags, resourceTags, tagsOf } from "./tags";

/** Name of the role in an ARN, whatever its path. */
const ROLE = /:role\/(?:.*\/)?([^/]+)$/;

const assumeRole: NeedsOf = async (asked) => {
  const { input, facts } = asked;
  const resource = text(input, "RoleArn");
  const accountId = accountOfArn(resource);
  const role = accountId === undefined ? undefined : await facts.role(accountId, ROLE.exec(resource)?.[1] ?? "");
  const context: ConditionContext = { ...sessionContext(asked), ...resourceTags(role?.tags ?? {}) };
  const need = (action: string): Need => ({ action, resource, accountId, context });
  return [
    need("sts:AssumeRole"),
    ...(list(input, "Tags").length > 0 ? [need("sts:TagSession")] : []),
    ...(text(input, "SourceIdentity") === "" ? [] : [need("sts:SetSourceIdentity")]),
  ];
};

/** A token of an identity provider gives the role's credentials where the role's trust names that provider. */
const assumeRoleWithToken: NeedsOf = ({ input }) => {
  const resource = text(input, "RoleArn");
  const context = { "sts:rolesessionname": text(input, "RoleSessionName") };
  return [{ action: "sts:AssumeRoleWithWebIdentity", resource, accountId: accountOfArn(resource), context }];
};

function sessionContext({ input }: Asked): ConditionContext {
  const values: [string, string][] = [
    ["sts:externalid", text(input, "ExternalId")],
    ["sts:rolesessionname", text(input, "RoleSessionName")],
    ["sts:sourceidentity", text(input, "SourceIdentity")],
  ];
  const transitive = list(input, "TransitiveTagKeys").map(String);
  return {
    ...(Object.fromEntries(values.filter(([, value]) => value !== "")) as ConditionContext),
    ...(transitive.length > 0 ? { "sts:transitivetagkeys": transitive } : {}),
    ...requestTags(tagsOf(input.Tags)),
  };
}

/**
 * AWS Security Token Service. GetCallerIdentity needs no permission, and cannot be denied.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export const sts: ServiceNeeds = {
  prefix: "sts",
  operations: { GetCallerIdentity: nothing, AssumeRole: assumeRole, AssumeRoleWithWebIdentity: assumeRoleWithToken },
};
