import { roleArnOf } from "../../identity";
import { connectionOfArn } from "../../services/codeconnections/found";
import { gitPropertiesOf } from "../../services/datazone/git-connections";
import { domainOfCall, roleOfProfile } from "../../services/datazone/named-domain";
import type { Domain } from "../../services/datazone/model";
import type { ConditionContext } from "../model";
import { keyUse } from "./key-use";
import { arnPrefix, type Asked, list, type Need, partitionOf, text } from "./need";
import { passRole } from "./pass-role";
import { keys, removedTags, requestTags, resourceTags, tagsOf } from "./tags";

const PREFIX = "datazone";
const ROLE = /^arn:[^:]+:iam::\d{12}:role\//;
const USER = /^arn:[^:]+:iam::\d{12}:user\//;

/** Members of the input that hand a role to DataZone, by operation. */
const PASSED_ROLES: Readonly<Record<string, readonly string[]>> = {
  CreateDomain: ["domainExecutionRole", "serviceRole"],
  UpdateDomain: ["domainExecutionRole", "serviceRole"],
  PutEnvironmentBlueprintConfiguration: ["provisioningRoleArn", "manageAccessRoleArn"],
  // UpdateSubscriptionTarget hands over another one without iam:PassRole (field evidence, section 3).
  CreateSubscriptionTarget: ["manageAccessRole"],
};

/**
 * Needs of an operation of DataZone: the action of its name on the domain, the roles that it hands over, the domain's own
 * key, and what the handlers of the registry look up of people. The domain is judged under both readings of the authorities
 * (`../readings.ts`).
 */
export async function datazoneNeeds(asked: Asked): Promise<readonly Need[]> {
  const domain = domainOfCall(asked.input, asked.call);
  return [
    domainNeed(asked, domain),
    ...passedRoles(asked),
    ...(await keyNeeds(asked, domain)),
    ...personNeeds(asked, domain),
    ...repositoryNeeds(asked),
  ];
}

/**
 * A repository is connected with the caller's right to use the connection to its provider: AWS's policy for members who make
 * connections (SageMakerStudioUserIAMPermissiveExecutionPolicy) has UseConnection, and no PassConnection.
 */
function repositoryNeeds({ input, call }: Asked): Need[] {
  const arn = gitPropertiesOf(input.props)?.codeConnectionArn;
  const found = arn === undefined ? undefined : connectionOfArn(call.emulator.store, arn);
  if (arn === undefined || found === undefined) return [];
  const [, , prefix] = arn.split(":");
  const context = resourceTags(found.tags);
  return [{ action: `${prefix}:UseConnection`, resource: arn, accountId: found.account, context }];
}

/** Operations about no domain in particular. */
const ABOUT_NONE = new Set(["CreateDomain", "ListDomains"]);

function domainNeed(asked: Asked, domain: Domain | undefined): Need {
  const { operation, call, input } = asked;
  const name = text(input, operation.endsWith("Domain") ? "identifier" : "domainIdentifier");
  // CreateDomain's refusals name `domain/*`: docs/verification.md, field log of a two-member installation.
  const unknown = `${arnPrefix(call, PREFIX)}domain/${ABOUT_NONE.has(operation) ? "*" : name}`;
  const owner = keys({ "aws:resourceaccount": domain?.account });
  const context = { ...tagContext(asked, domain), ...owner };
  return { action: `datazone:${operation}`, resource: domain?.arn ?? unknown, context };
}

function tagContext({ input, operation }: Asked, domain: Domain | undefined): ConditionContext {
  if (operation === "UntagResource") return removedTags(list(input, "tagKeys"));
  return { ...requestTags(tagsOf(input.tags)), ...resourceTags(domain?.tags ?? {}) };
}

function passedRoles(asked: Asked): Need[] {
  const { operation, input } = asked;
  const direct = (PASSED_ROLES[operation] ?? []).map((member) => text(input, member));
  return [...direct, ...nestedRoles(asked)]
    .filter((arn) => ROLE.test(arn))
    .map((arn) => passRole(arn, "datazone.amazonaws.com"));
}

interface ProvisioningConfiguration {
  readonly lakeFormationConfiguration?: { readonly locationRegistrationRole?: string };
}

/** Roles deeper in the input. The pool's invoker role is in a member of a member. */
function nestedRoles({ operation, input }: Asked): string[] {
  if (operation === "PutEnvironmentBlueprintConfiguration") {
    const global = (input.globalParameters ?? {}) as Record<string, unknown>;
    const lake = (list(input, "provisioningConfigurations") as ProvisioningConfiguration[]).map(
      ({ lakeFormationConfiguration }) => lakeFormationConfiguration?.locationRegistrationRole ?? "",
    );
    return [...Object.values(global).map(String), ...lake];
  }
  if (operation !== "CreateAccountPool" && operation !== "UpdateAccountPool") return [];
  const source = input.accountSource as { customAccountPoolHandler?: { lambdaExecutionRoleArn?: string } } | undefined;
  return [source?.customAccountPoolHandler?.lambdaExecutionRoleArn ?? ""];
}

/**
 * DataZone uses a domain's own key in its caller's name; the grants of a new domain as well.
 *
 * @see https://docs.aws.amazon.com/datazone/latest/userguide/encryption-rest-datazone.html
 */
async function keyNeeds(asked: Asked, domain: Domain | undefined): Promise<Need[]> {
  const { operation, call, input } = asked;
  const created = operation === "CreateDomain";
  const key = created ? text(input, "kmsKeyIdentifier") : domain?.kmsKeyIdentifier;
  if (key === undefined || key === "") return [];
  const place = { account: domain?.account ?? call.account, region: call.region };
  if (!created) {
    const reads = /^(Get|List|Search|Query)/.test(operation);
    const actions = reads ? ["kms:Decrypt"] : ["kms:Decrypt", "kms:GenerateDataKey"];
    return keyUse(asked, key, {
      service: PREFIX,
      actions,
      place,
      encryptionContext: { "aws:datazone:domainId": domain?.id ?? "" },
    });
  }
  const use = await keyUse(asked, key, { service: PREFIX, actions: ["kms:DescribeKey", "kms:GenerateDataKey"], place });
  const grant = { service: PREFIX, actions: ["kms:CreateGrant"], place, grantsForResource: true };
  return [...use, ...(await keyUse(asked, key, grant))];
}

/**
 * Look-ups that the handlers of AWS::DataZone::UserProfile, GroupProfile and ProjectMembership list beside the operation itself: of
 * principals of IAM. Users of Identity Center need actions of `sso` instead.
 *
 * @see https://github.com/hashicorp/terraform-provider-awscc/tree/main/internal/service/cloudformation/schemas
 */
function personNeeds({ operation, input, call }: Asked, domain: Domain | undefined): Need[] {
  switch (operation) {
    case "CreateUserProfile":
    case "UpdateUserProfile":
      return lookUp(identified(domain, text(input, "userIdentifier")), call.account);
    case "CreateProjectMembership": {
      const member = (input.member ?? {}) as { userIdentifier?: string; groupIdentifier?: string };
      const user = member.userIdentifier;
      const action = user === undefined ? "datazone:GetGroupProfile" : "datazone:GetUserProfile";
      const resource =
        domain?.arn ?? `arn:${partitionOf(call.region)}:datazone:${call.region}:${call.account}:domain/*`;
      const named = identified(domain, user ?? member.groupIdentifier ?? "");
      return [{ action, resource }, ...(named.startsWith("arn:") ? lookUp(named, call.account) : [])];
    }
    default:
      return [];
  }
}

/** ARN of a principal of IAM whose profile may be named by its id. */
function identified(domain: Domain | undefined, identifier: string): string {
  return (domain && roleOfProfile(domain, identifier)) ?? identifier;
}

/** Actions of Identity Center that assign a user to the domain's application. */
const SSO = ["sso:ListProfiles", "sso:GetProfile", "sso:AssociateProfile", "sso:DisassociateProfile"];

/** Roles and users of other accounts cannot be looked up by their account's IAM. */
function lookUp(identifier: string, account: string): Need[] {
  const arn = roleArnOf(identifier);
  if (!arn.startsWith("arn:")) return SSO.map((action) => ({ action, resource: "*" }));
  if (arn.split(":")[4] !== account) return [];
  if (ROLE.test(arn)) return [{ action: "iam:GetRole", resource: arn }];
  return USER.test(arn) ? [{ action: "iam:GetUser", resource: arn }] : [];
}
