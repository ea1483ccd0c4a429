import type { EnvironmentInput } from "../../../configuration";

type Accounts = EnvironmentInput["accounts"];
type Account = Accounts[string];
/** A part of a stage that a test rewrites. */
type Part<K extends keyof EnvironmentInput> = NonNullable<EnvironmentInput[K]>;

/** Region of every life. */
export const REGION = "us-east-1";

/** Accounts of the small organization. */
export const IDS = {
  governance: "500000000001",
  finance: "500000000011",
  marketing: "500000000012",
  research: "500000000013",
} as const;

/** An account that uses what is there already: of what it creates, a bucket's lifecycle rules alone take 50 seconds. */
export function furnishedAccount(id: string, account: Partial<Account> = {}): Account {
  return {
    id,
    regions: {
      [REGION]: {
        network: {
          mode: "existing",
          vpcId: "vpc-0123456789abcdef0",
          subnets: [
            { id: "subnet-0123456789abcdef0", availabilityZone: `${REGION}a` },
            { id: "subnet-0123456789abcdef1", availabilityZone: `${REGION}b` },
          ],
        },
        bucketName: `amazon-sagemaker-life-${id}`,
        kmsKeyArn: `arn:aws:kms:${REGION}:${id}:key/11111111-1111-1111-1111-111111111111`,
      },
    },
    blueprints: { Tooling: {}, DataLake: {}, LakehouseCatalog: {} },
    ...account,
  };
}

/** A Tooling and a lakehouse: what the profiles of a life consist of. */
export const LAKEHOUSE: Part<"profiles">[string]["configurations"] = {
  Tooling: { blueprint: "Tooling", parameters: { maxEbsVolumeSize: "100" } },
  Lakehouse: { blueprint: "DataLake", deploymentMode: "ON_CREATE" },
};

/**
 * A governance account and two members; a pool-bound and a static profile with a project each.
 *
 * The organization's id is given, so that the domain's key trusts accounts that join later without a change.
 */
export function smallOrganization() {
  return {
    organization: { namePrefix: "life", organizationId: "o-life123456", tags: {} },
    protection: "none" as const,
    governanceAccount: "governance",
    accounts: {
      governance: { id: IDS.governance },
      finance: furnishedAccount(IDS.finance),
      marketing: furnishedAccount(IDS.marketing),
    } as Record<string, Account>,
    domain: {
      name: "life",
      region: REGION,
      units: {
        finance: { name: "Finance" },
        reporting: { name: "Reporting", parent: "finance" },
        marketing: { name: "Marketing" },
      } as Record<string, { name: string; parent?: string; description?: string }>,
      groups: {
        analysts: { rolePrincipalArn: `arn:aws:iam::${IDS.governance}:role/analysts` },
        leads: { rolePrincipalArn: `arn:aws:iam::${IDS.governance}:role/leads` },
      },
      grants: {
        members: { policy: "ADD_TO_PROJECT_MEMBER_POOL" as const, principal: { allUsers: true as const } },
        glossaries: { policy: "CREATE_GLOSSARY" as const, principal: { group: "leads" } },
      },
    },
    pools: {
      development: { source: { accounts: [{ account: "finance" }] } },
    },
    profiles: {
      dynamic: {
        name: "Dynamic",
        description: "Runs where its creator chooses",
        unit: "finance",
        target: { pools: ["development"] },
        configurations: LAKEHOUSE,
      },
      fixed: {
        name: "Fixed",
        description: "Runs in Marketing",
        unit: "marketing",
        target: { account: "marketing" },
        configurations: LAKEHOUSE,
      },
    } as Part<"profiles">,
    grants: {
      create: {
        policy: "CREATE_PROJECT_FROM_PROJECT_PROFILE" as const,
        unit: "finance",
        profiles: ["dynamic"],
        principal: { group: "analysts" },
      },
    } as Part<"grants">,
    projects: {
      reports: {
        name: "Reports",
        description: "Monthly reports",
        unit: "reporting",
        profile: "dynamic",
        account: { account: "finance" },
        members: {
          analysts: { group: "analysts", designation: "PROJECT_CONTRIBUTOR" },
          leads: { group: "leads", designation: "PROJECT_OWNER" },
        },
      },
      campaigns: {
        name: "Campaigns",
        unit: "marketing",
        profile: "fixed",
        members: { analysts: { group: "analysts", designation: "PROJECT_CONTRIBUTOR" } },
      },
    } as Part<"projects">,
  };
}
