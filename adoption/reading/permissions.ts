import { ROLE_NAMES, SERVICE_ROLE_PATH } from "../../contracts/names";

/** Accounts in which an action is called: the one that owns the domain, or each that hosts projects, that one among them. */
type Caller = "owner" | "host";

/** Resources of an action. */
type On = "domain" | "any" | "gitObjects" | "serviceRoles" | "domainKey";

/** One action on one resource: a part of the policy of the role that adoption reads with. */
export interface ReadingPermission {
  readonly action: string;
  readonly resource: string;
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Partition, and Region where the policy is for one only. */
export interface ReadingPlace {
  readonly partition: string;
  /** @default - all Regions */
  readonly region?: string;
}

/**
 * Every action that adoption calls, by where it is called. A test compares it with the commands that the files beside it
 * send; they have the names of the actions.
 *
 * `any` where the service authorization reference knows no resource type (`DOMAIN_ACTIONS` of the control plane).
 */
export const READING_ACTIONS: Readonly<Record<string, { readonly callers: readonly Caller[]; readonly on: On }>> = {
  "codeconnections:ListConnections": { callers: ["owner"], on: "any" },
  "codeconnections:ListHosts": { callers: ["owner"], on: "any" },
  "codeconnections:ListTagsForResource": { callers: ["owner"], on: "gitObjects" },
  "datazone:GetAccountPool": { callers: ["owner"], on: "any" },
  "datazone:GetConnection": { callers: ["owner"], on: "any" },
  "datazone:GetDataSource": { callers: ["owner"], on: "any" },
  "datazone:GetDomain": { callers: ["owner"], on: "domain" },
  "datazone:GetDomainUnit": { callers: ["owner"], on: "any" },
  "datazone:GetFormType": { callers: ["owner"], on: "any" },
  "datazone:GetProject": { callers: ["owner"], on: "any" },
  "datazone:GetProjectProfile": { callers: ["owner"], on: "any" },
  "datazone:GetRule": { callers: ["owner"], on: "any" },
  "datazone:GetUserProfile": { callers: ["owner"], on: "any" },
  "datazone:ListAccountPools": { callers: ["owner"], on: "any" },
  "datazone:ListConnections": { callers: ["owner"], on: "any" },
  "datazone:ListDataSources": { callers: ["owner"], on: "any" },
  "datazone:ListDomainUnitsForParent": { callers: ["owner"], on: "any" },
  "datazone:ListEntityOwners": { callers: ["owner"], on: "any" },
  "datazone:ListEnvironmentBlueprintConfigurations": { callers: ["host"], on: "any" },
  "datazone:ListEnvironmentBlueprints": { callers: ["owner"], on: "any" },
  "datazone:ListEnvironments": { callers: ["owner"], on: "any" },
  "datazone:ListPolicyGrants": { callers: ["owner", "host"], on: "any" },
  "datazone:ListProjectMemberships": { callers: ["owner"], on: "any" },
  "datazone:ListProjectProfiles": { callers: ["owner"], on: "any" },
  "datazone:ListProjects": { callers: ["owner"], on: "any" },
  "datazone:ListRules": { callers: ["owner"], on: "any" },
  "datazone:Search": { callers: ["owner"], on: "any" },
  "datazone:SearchGroupProfiles": { callers: ["owner"], on: "any" },
  "datazone:SearchTypes": { callers: ["owner"], on: "any" },
  "datazone:SearchUserProfiles": { callers: ["owner"], on: "any" },
  "iam:GetRole": { callers: ["host"], on: "serviceRoles" },
  // Lake Formation and lists of RAM have no resource types.
  "lakeformation:GetDataLakeSettings": { callers: ["host"], on: "any" },
  "ram:GetResourceShareAssociations": { callers: ["owner"], on: "any" },
};

/** DataZone decrypts with the caller's permissions what a key of the customer's encrypts. */
const KEY_ACTIONS: Readonly<Record<string, { readonly callers: readonly Caller[]; readonly on: On }>> = {
  "kms:Decrypt": { callers: ["owner", "host"], on: "domainKey" },
  "kms:DescribeKey": { callers: ["owner", "host"], on: "domainKey" },
};

/** The permissions of the reading role: in the account that owns the domain, and in every other account. */
export function readingPermissions(
  place: ReadingPlace,
): Readonly<Record<"governance" | "member", ReadingPermission[]>> {
  const of = (callers: readonly Caller[]): ReadingPermission[] =>
    Object.entries({ ...READING_ACTIONS, ...KEY_ACTIONS })
      .filter(([, action]) => action.callers.some((caller) => callers.includes(caller)))
      .flatMap(([action, { on }]) => RESOURCES[on](place).map((part) => ({ action, ...part })));
  return { governance: of(["owner", "host"]), member: of(["host"]) };
}

/** A part of the policy; its action is that of the call, unless it says another. */
type Part = Omit<ReadingPermission, "action"> & Partial<Pick<ReadingPermission, "action">>;

const RESOURCES: Readonly<Record<On, (place: ReadingPlace) => Part[]>> = {
  any: () => [{ resource: "*" }],
  // The domain may be another account's.
  domain: ({ partition, region = "*" }) => [{ resource: `arn:${partition}:datazone:${region}:*:domain/*` }],
  // The service had another name until July 2024; ARNs of that time keep it, and are about actions of that name.
  gitObjects: ({ partition, region = "*" }) =>
    ["codeconnections", "codestar-connections"].flatMap((service) =>
      ["connection", "host"].map((kind) => ({
        action: `${service}:ListTagsForResource`,
        resource: `arn:${partition}:${service}:${region}:*:${kind}/*`,
      })),
    ),
  // Asked for by name: a role that is not there has no path that IAM could know.
  serviceRoles: ({ partition, region = "*" }) =>
    [
      ROLE_NAMES.provisioning("*"),
      ROLE_NAMES.manageAccess(region, "*"),
      ROLE_NAMES.queryExecution,
      ROLE_NAMES.bedrockModelManagement,
      ROLE_NAMES.bedrockConsumption,
    ].flatMap((name) =>
      ["/", SERVICE_ROLE_PATH].map((path) => ({ resource: `arn:${partition}:iam::*:role${path}${name}` })),
    ),
  domainKey: ({ partition, region = "*" }) => [
    {
      resource: `arn:${partition}:kms:${region}:*:key/*`,
      condition: {
        StringLike: { "kms:ViaService": `datazone.${region}.amazonaws.com${partition === "aws-cn" ? ".cn" : ""}` },
      },
    },
  ],
};
