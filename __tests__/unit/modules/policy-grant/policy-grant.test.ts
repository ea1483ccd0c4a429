import { DataResource } from "cdktf";
import { PolicyGrant, type GrantPrincipal, type PolicyGrantProps } from "../../../../modules/policy-grant";
import { registryProblems } from "../../../support/registry-schema";
import { synthesize } from "../../../support/synth";
import { onlyResource, resourcesOf } from "../../../support/terraform-json";
import { evaluateJson } from "../../../support/terraform-template";

const UNIT = { type: "DOMAIN_UNIT", identifier: "${local.unit}" } as const;
const BLUEPRINT = {
  type: "ENVIRONMENT_BLUEPRINT_CONFIGURATION",
  identifier: "111122223333:${local.blueprint}",
} as const;
const VALUES = {
  "local.domain": "dzd-4mz5ps4i6b2ppj",
  "local.unit": "3q8h1v7z9m2r5t",
  "local.blueprint": "b7k2p9x4q1w8",
  "local.profile": "5d2m8c1n7b4v",
};

/** Every policy with the details that it has. */
const POLICIES: Record<PolicyGrantProps["policyType"], { props: Partial<PolicyGrantProps>; detail: unknown }> = {
  CREATE_DOMAIN_UNIT: including("CreateDomainUnit"),
  OVERRIDE_DOMAIN_UNIT_OWNERS: including("OverrideDomainUnitOwners"),
  ADD_TO_PROJECT_MEMBER_POOL: including("AddToProjectMemberPool"),
  OVERRIDE_PROJECT_OWNERS: including("OverrideProjectOwners"),
  CREATE_GLOSSARY: including("CreateGlossary"),
  CREATE_FORM_TYPE: including("CreateFormType"),
  CREATE_ASSET_TYPE: including("CreateAssetType"),
  CREATE_PROJECT: including("CreateProject"),
  CREATE_PROJECT_FROM_PROJECT_PROFILE: {
    props: { includeChildDomainUnits: false, projectProfileIds: ["${local.profile}"] },
    detail: {
      CreateProjectFromProjectProfile: { IncludeChildDomainUnits: false, ProjectProfiles: ["5d2m8c1n7b4v"] },
    },
  },
  CREATE_ENVIRONMENT_PROFILE: {
    props: { detailDomainUnitId: "${local.unit}" },
    detail: { CreateEnvironmentProfile: { DomainUnitId: "3q8h1v7z9m2r5t" } },
  },
  CREATE_ENVIRONMENT: {
    props: { entity: { type: "ENVIRONMENT_PROFILE", identifier: "abc123" } },
    detail: { CreateEnvironment: {} },
  },
  DELEGATE_CREATE_ENVIRONMENT_PROFILE: {
    props: { entity: BLUEPRINT },
    detail: { DelegateCreateEnvironmentProfile: {} },
  },
  CREATE_ENVIRONMENT_FROM_BLUEPRINT: { props: { entity: BLUEPRINT }, detail: { CreateEnvironmentFromBlueprint: {} } },
};

/** Every form of a principal. */
const PRINCIPALS: Record<string, { principal: GrantPrincipal; expected: unknown }> = {
  user: {
    principal: { userId: "8f1b2c3d-1111-2222-3333-444455556666" },
    expected: { User: { UserIdentifier: "8f1b2c3d-1111-2222-3333-444455556666" } },
  },
  "all users": { principal: { allUsers: true }, expected: { User: { AllUsersGrantFilter: {} } } },
  group: {
    principal: { groupId: "8f1b2c3d-1111-2222-3333-444455556666" },
    expected: { Group: { GroupIdentifier: "8f1b2c3d-1111-2222-3333-444455556666" } },
  },
  "one project": {
    principal: { project: { designation: "OWNER", projectId: "cx1p9q" } },
    expected: { Project: { ProjectDesignation: "OWNER", ProjectIdentifier: "cx1p9q" } },
  },
  "projects of a unit": {
    principal: { project: { designation: "CONTRIBUTOR", domainUnitId: "${local.unit}" } },
    expected: {
      Project: {
        ProjectDesignation: "CONTRIBUTOR",
        ProjectGrantFilter: { DomainUnitFilter: { DomainUnit: "3q8h1v7z9m2r5t", IncludeChildDomainUnits: false } },
      },
    },
  },
  "projects of a unit and its children": {
    principal: {
      project: { designation: "PROJECT_CATALOG_STEWARD", domainUnitId: "${local.unit}", includeChildDomainUnits: true },
    },
    expected: {
      Project: {
        ProjectDesignation: "PROJECT_CATALOG_STEWARD",
        ProjectGrantFilter: { DomainUnitFilter: { DomainUnit: "3q8h1v7z9m2r5t", IncludeChildDomainUnits: true } },
      },
    },
  },
  "owners of a unit": {
    principal: { domainUnit: { designation: "OWNER", domainUnitId: "${local.unit}" } },
    expected: { DomainUnit: { DomainUnitDesignation: "OWNER", DomainUnitIdentifier: "3q8h1v7z9m2r5t" } },
  },
  "owners of all units": {
    principal: { domainUnit: { designation: "OWNER" } },
    expected: {
      DomainUnit: {
        DomainUnitDesignation: "OWNER",
        DomainUnitGrantFilter: { AllDomainUnitsGrantFilter: {} },
      },
    },
  },
};

function including(member: string): { props: Partial<PolicyGrantProps>; detail: unknown } {
  return { props: { includeChildDomainUnits: true }, detail: { [member]: { IncludeChildDomainUnits: true } } };
}

/** Desired states of grants that are made in one stack, in the order of `all`. */
function grants(all: readonly Partial<PolicyGrantProps>[]): Record<string, unknown>[] {
  const stack = synthesize((scope) => {
    all.forEach((props, index) => {
      new PolicyGrant(scope, `Grant-${index}`, {
        domainId: "${local.domain}",
        entity: UNIT,
        policyType: "CREATE_DOMAIN_UNIT",
        principal: { allUsers: true },
        ...props,
      });
    });
  });
  const made = resourcesOf(stack, "aws_cloudcontrolapi_resource");
  return all.map((_, index) => {
    const { block } = made.find(({ logicalId }) => logicalId.startsWith(`Grant-${index}_`)) ?? made[index];
    return evaluateJson(block["desired_state"], VALUES) as Record<string, unknown>;
  });
}

function grant(props: Partial<PolicyGrantProps>): Record<string, unknown> {
  return grants([props])[0];
}

describe("PolicyGrant", () => {
  const policies = Object.entries(POLICIES) as [PolicyGrantProps["policyType"], (typeof POLICIES)["CREATE_PROJECT"]][];
  const cases = policies.flatMap(([policyType, policy]) =>
    Object.entries(PRINCIPALS).map(([name, principal]) => ({ policyType, policy, name, ...principal })),
  );

  const states = grants(cases.map(({ policyType, policy, principal }) => ({ policyType, principal, ...policy.props })));

  it.each(cases)("grants $policyType to $name as the registry schema wants it", (made) => {
    const { policyType, policy, ...to } = made;
    const state = states[cases.indexOf(made)];
    expect(registryProblems("AWS::DataZone::PolicyGrant", state)).toEqual([]);
    expect(state).toMatchObject({ PolicyType: policyType, Detail: policy.detail, Principal: to.expected });
  });

  it("sends an empty detail as an object: the union needs its member", () => {
    expect(grant({ policyType: "CREATE_ENVIRONMENT_FROM_BLUEPRINT", entity: BLUEPRINT })["Detail"]).toEqual({
      CreateEnvironmentFromBlueprint: {},
    });
    expect(grant({ policyType: "CREATE_GLOSSARY" })["Detail"]).toEqual({ CreateGlossary: {} });
  });

  it("names a blueprint configuration by account and blueprint", () => {
    const state = grant({ policyType: "CREATE_ENVIRONMENT_FROM_BLUEPRINT", entity: BLUEPRINT });
    expect(state).toMatchObject({
      EntityType: "ENVIRONMENT_BLUEPRINT_CONFIGURATION",
      EntityIdentifier: "111122223333:b7k2p9x4q1w8",
    });
  });

  it("is made after what it is told to wait for", () => {
    const stack = synthesize((scope) => {
      new PolicyGrant(scope, "Grant", {
        domainId: "d",
        entity: UNIT,
        policyType: "CREATE_PROJECT",
        principal: { allUsers: true },
        dependsOn: [new DataResource(scope, "Before")],
      });
    });
    expect(onlyResource(stack, "aws_cloudcontrolapi_resource")).toMatchObject({
      type_name: "AWS::DataZone::PolicyGrant",
      depends_on: ["terraform_data.Before"],
    });
  });

  it("is checked against a schema that refuses what the service refuses", () => {
    const valid = grant({});
    expect(registryProblems("AWS::DataZone::PolicyGrant", { ...valid, Detail: {} })).not.toEqual([]);
    expect(registryProblems("AWS::DataZone::PolicyGrant", { ...valid, Principal: { User: {} } })).not.toEqual([]);
    expect(registryProblems("AWS::DataZone::PolicyGrant", { ...valid, PolicyType: "USE_ASSET_TYPE" })).not.toEqual([]);
  });
});
