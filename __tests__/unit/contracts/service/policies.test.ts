import { ManagedPolicyType } from "@aws-sdk/client-datazone";
import {
  BLUEPRINT_POLICIES,
  CLOUDFORMATION_POLICIES,
  PLAIN_UNIT_POLICIES,
  POLICIES,
  POLICY_ENTITIES,
  policiesOn,
  policyHas,
  policyMember,
  type PolicyName,
} from "../../../../contracts/service/policies";
import schema from "../../../support/schemas/AWS-DataZone-PolicyGrant.json";

const NAMES = Object.keys(POLICIES) as PolicyName[];
const MEMBERS = {
  includeChildDomainUnits: "IncludeChildDomainUnits",
  projectProfiles: "ProjectProfiles",
  domainUnitId: "DomainUnitId",
} as const;

/** Definitions of the schema, by name. */
const definitions = schema.definitions as unknown as Record<
  string,
  { enum?: string[]; properties?: Record<string, unknown> }
>;

describe("the table of policies", () => {
  test("holds what the service's model names", () => {
    expect([...NAMES].sort()).toEqual(Object.values(ManagedPolicyType).sort());
  });

  test("tells which of them, and which entities, CloudFormation knows", () => {
    expect([...CLOUDFORMATION_POLICIES].sort()).toEqual(definitions.ManagedPolicyType.enum?.toSorted());
    expect([...POLICY_ENTITIES].sort()).toEqual(definitions.TargetEntityType.enum?.toSorted());
  });

  test.each(CLOUDFORMATION_POLICIES)("gives %s the details that CloudFormation's schema has", (name) => {
    const member = policyMember(name).replace(/^[a-z]/, (letter) => letter.toUpperCase());
    const members = schema.definitions.PolicyGrantDetail.oneOf.map(({ title }) => title);
    expect(members).toContain(member);
    const inSchema = Object.keys(definitions[`${member}PolicyGrantDetail`]?.properties ?? {});
    const inTable = Object.entries(MEMBERS).filter(([detail]) => policyHas(name, detail as keyof typeof MEMBERS));
    expect(inTable.map(([, property]) => property).sort()).toEqual(inSchema.sort());
  });

  test("gives every policy to one list of a form of grant, or to one that stands alone", () => {
    const alone: PolicyName[] = [
      "CREATE_PROJECT_FROM_PROJECT_PROFILE",
      "CREATE_ENVIRONMENT_PROFILE",
      "CREATE_ENVIRONMENT",
      "USE_ASSET_TYPE",
    ];
    expect([...PLAIN_UNIT_POLICIES, ...BLUEPRINT_POLICIES, ...alone].sort()).toEqual([...NAMES].sort());
    expect(POLICY_ENTITIES.flatMap(policiesOn).sort()).toEqual([...NAMES].sort());
  });
});
