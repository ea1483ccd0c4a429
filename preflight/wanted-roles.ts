import type { ResolvedAccount, Stage } from "../configuration/model";
import { controlPlaneRoleName, ROLE_NAMES } from "../contracts/names";
import { BLUEPRINTS, type BlueprintName } from "../contracts/service/blueprints";
import type { LiveDomain } from "./live-domain";

/** Service of AWS that has to be able to assume a role, and the account that it says it works for. */
export interface WantedTrust {
  readonly services: readonly string[];
  readonly actions: readonly string[];
  /** `aws:SourceAccount` of the service's calls. */
  readonly sourceAccount: string;
  /** `aws:SourceArn` of its calls, as far as it is known. */
  readonly sourceArn?: string;
}

/** A role that a stage uses in an account: given by its ARN, or created under a fixed name. */
export interface WantedRole {
  /** Place in the stage file. */
  readonly path: string;
  readonly name: string;
  /** ARN where the configuration gives the role. @default - it is created */
  readonly given?: string;
  /** Services that assume it. @default - not known */
  readonly trust?: WantedTrust;
}

const ASSUME = ["sts:AssumeRole"];
const WITH_CONTEXT = ["sts:AssumeRole", "sts:SetContext"];

/** Roles that a stage uses in an account. A role whose name carries the domain's id is among them once there is a domain. */
export function wantedRoles(stage: Stage, account: ResolvedAccount, domain: LiveDomain | undefined): WantedRole[] {
  const own = account.key === stage.governance.key && !stage.ownsDomain ? [] : [controlPlane(stage)];
  const governing = account.key === stage.governance.key && stage.ownsDomain ? domainRoles(stage) : [];
  const hosting = account.hostsProjects ? [...hostingRoles(stage, account, domain), ...exactRoles(stage, account)] : [];
  return [...own, ...governing, ...hosting];
}

function controlPlane(stage: Stage): WantedRole {
  return { path: "organization.namePrefix", name: controlPlaneRoleName(stage.environment.organization.namePrefix) };
}

function role(path: string, name: string, given: string | undefined, trust: WantedTrust): WantedRole {
  return given === undefined ? { path, name, trust } : { path, name: nameOf(given), given, trust };
}

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

/** DataZone calls for the account that owns the domain, in members, too (field evidence, section 1, row 5). */
function ofDataZone({ governance }: Stage, actions: readonly string[], domain?: LiveDomain): WantedTrust {
  const arn = domain === undefined ? {} : { sourceArn: domain.arn };
  return { services: ["datazone.amazonaws.com"], actions, sourceAccount: governance.id, ...arn };
}

function domainRoles(stage: Stage): WantedRole[] {
  const { executionRoleArn, serviceRoleArn } = stage.domain.roles;
  const execution = ofDataZone(stage, ["sts:AssumeRole", "sts:TagSession", "sts:SetContext"]);
  return [
    role("domain.roles.executionRoleArn", ROLE_NAMES.domainExecution, executionRoleArn, execution),
    role("domain.roles.serviceRoleArn", ROLE_NAMES.domainService, serviceRoleArn, ofDataZone(stage, ASSUME)),
  ];
}

function hostingRoles(stage: Stage, account: ResolvedAccount, domain: LiveDomain | undefined): WantedRole[] {
  const { roles, blueprints, id } = account;
  const at = (member: string): string => `accounts.${account.key}.roles.${member}`;
  const names = Object.keys(blueprints) as BlueprintName[];
  const query: WantedTrust = {
    services: ["lakeformation.amazonaws.com", "glue.amazonaws.com"],
    actions: WITH_CONTEXT,
    sourceAccount: id,
  };
  const manageAccess = ofDataZone(stage, ASSUME, domain);
  const named = domain === undefined ? undefined : ROLE_NAMES.manageAccess(stage.domain.region, domain.id);
  const manageAccessName = roles.manageAccessRoleArn === undefined ? named : "";
  const bedrock = ofDataZone(stage, WITH_CONTEXT);
  return [
    role(
      at("provisioningRoleArn"),
      ROLE_NAMES.provisioning(stage.governance.id),
      roles.provisioningRoleArn,
      ofDataZone(stage, ASSUME),
    ),
    ...(manageAccessName === undefined
      ? []
      : [role(at("manageAccessRoleArn"), manageAccessName, roles.manageAccessRoleArn, manageAccess)]),
    role(at("queryExecutionRoleArn"), ROLE_NAMES.queryExecution, roles.queryExecutionRoleArn, query),
    ...(names.some((name) => BLUEPRINTS[name].usesBedrock)
      ? [
          role(
            at("bedrockModelManagementRoleArn"),
            ROLE_NAMES.bedrockModelManagement,
            roles.bedrockModelManagementRoleArn,
            bedrock,
          ),
          role(
            at("bedrockConsumptionRoleArn"),
            ROLE_NAMES.bedrockConsumption,
            roles.bedrockConsumptionRoleArn,
            bedrock,
          ),
        ]
      : []),
  ];
}

/** Roles that the account's blueprints name themselves. */
function exactRoles(stage: Stage, { key, blueprints, lakeFormationLocationRoleArn }: ResolvedAccount): WantedRole[] {
  const exact = Object.entries(blueprints).flatMap(([name, { exactly }]) =>
    (["provisioningRoleArn", "manageAccessRoleArn"] as const).flatMap((member) => {
      const given = exactly?.[member];
      const path = `accounts.${key}.blueprints.${name}.exactly.${member}`;
      return given === undefined ? [] : [role(path, "", given, ofDataZone(stage, ASSUME))];
    }),
  );
  const location = lakeFormationLocationRoleArn;
  const path = `accounts.${key}.lakeFormationLocationRoleArn`;
  return [...exact, ...(location === undefined ? [] : [{ path, name: nameOf(location), given: location }])];
}
