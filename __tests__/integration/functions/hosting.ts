import { AddPolicyGrantCommand, type AddPolicyGrantCommandInput } from "@aws-sdk/client-datazone";
import type { Configured } from "../../unit/functions/support/terraform";
import { GOVERNANCE, Landscape, MEMBER, REGION, roleArn } from "./landscape";

/** A domain with one associated member account that hosts Tooling and DataLake. */
export interface Hosting {
  readonly domainId: string;
  readonly root: string;
}

/** A blueprint of the member account. */
export function blueprint(domainId: string, name: string, overrides: object = {}): Configured {
  return {
    kind: "BlueprintConfiguration",
    key: `${domainId}/${name}`,
    properties: {
      domainId,
      blueprint: name,
      enabledRegions: [REGION],
      provisioningRoleArn: roleArn("AmazonSageMakerProvisioning-111111111111", MEMBER),
      manageAccessRoleArn: roleArn("AmazonSageMakerManageAccess", MEMBER),
      regionalParameters: { [REGION]: { S3Location: "s3://amazon-sagemaker-x", VpcId: "vpc-1", Subnets: "a,b" } },
      globalParameters: {},
      ...overrides,
    },
  };
}

/** A pool with the member account. */
export function pool(domainId: string, overrides: object = {}): Configured {
  return {
    kind: "AccountPool",
    key: `${domainId}/pool`,
    properties: {
      domainId,
      name: "dev-pool",
      source: { accounts: [{ awsAccountId: MEMBER, supportedRegions: [REGION] }] },
      ...overrides,
    },
  };
}

/** One environment configuration. */
export function configuration(name: string, blueprintName: string, target: object, overrides: object = {}): object {
  return { name, blueprint: blueprintName, deploymentMode: "ON_CREATE", target, parameterOverrides: [], ...overrides };
}

/** A profile of Tooling and a data lake. */
export function profile({ domainId, root }: Hosting, target: object, overrides: object = {}): Configured {
  return {
    kind: "ProjectProfile",
    key: `${domainId}/profile`,
    properties: {
      domainId,
      name: "SQL analytics",
      status: "ENABLED",
      domainUnitId: root,
      environmentConfigurations: [
        configuration("Lake", "DataLake", target, { deploymentOrder: 1 }),
        configuration("Tooling", "Tooling", target, { deploymentOrder: 0 }),
      ],
      projectResourceTags: [],
      allowCustomProjectResourceTags: true,
      ...overrides,
    },
  };
}

/** A project without accounts of its own. */
export function project({ domainId, root }: Hosting, projectProfileId: string, overrides: object = {}): Configured {
  return {
    kind: "Project",
    key: `${domainId}/project`,
    properties: {
      domainId,
      name: "Landing",
      domainUnitId: root,
      projectProfileId,
      glossaryTermIds: [],
      resourceTags: {},
      environments: [],
      ...overrides,
    },
  };
}

/** The member's account and Region as a fixed target. */
export const FIXED = { awsAccountId: MEMBER, regionName: REGION };

/** Creates the domain, associates the member, enables its blueprints and grants them to all projects. */
export async function hosting(landscape: Landscape, key: string): Promise<Hosting> {
  const { id: domainId, root } = await landscape.domain(key);
  landscape.associate(domainId);
  for (const name of ["Tooling", "DataLake"]) {
    const { id } = await landscape.create(MEMBER, blueprint(domainId, name));
    await landscape
      .clients(MEMBER)
      .datazone()
      .send(
        new AddPolicyGrantCommand({
          domainIdentifier: domainId,
          entityType: "ENVIRONMENT_BLUEPRINT_CONFIGURATION",
          entityIdentifier: `${MEMBER}:${id}`,
          policyType: "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
          principal: {
            project: {
              projectDesignation: "CONTRIBUTOR",
              projectGrantFilter: { domainUnitFilter: { domainUnit: root, includeChildDomainUnits: true } },
            },
          },
          detail: { createEnvironmentFromBlueprint: {} },
        }),
      );
  }
  return { domainId, root };
}

/** Grants a policy on a unit. */
export async function grantOnUnit(
  landscape: Landscape,
  domainIdentifier: string,
  entityIdentifier: string,
  grant: Pick<AddPolicyGrantCommandInput, "policyType" | "principal" | "detail">,
): Promise<void> {
  const on = { domainIdentifier, entityType: "DOMAIN_UNIT", entityIdentifier } as const;
  await landscape
    .clients(GOVERNANCE)
    .datazone()
    .send(new AddPolicyGrantCommand({ ...on, ...grant }));
}

/** Lets everybody be a member of projects of the root unit. */
export async function openMemberPool(landscape: Landscape, { domainId, root }: Hosting): Promise<void> {
  await grantOnUnit(landscape, domainId, root, {
    policyType: "ADD_TO_PROJECT_MEMBER_POOL",
    principal: { user: { allUsersGrantFilter: {} } },
    detail: { addToProjectMemberPool: { includeChildDomainUnits: true } },
  });
}
