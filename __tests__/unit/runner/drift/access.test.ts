import type { AccessList, LiveGrant } from "../../../../contracts/control-plane";
import type { ShownPlan } from "../../../../formats/terraform-show";
import { accessOfStates, accessQuestions, domainNames, extraAccess } from "../../../../runner/drift/access";
import { grantValues, planOf, resource } from "./plan-samples";

const OUTPUTS = {
  domainId: "dzd-1",
  rootDomainUnitId: "root1",
  domainUnitIds: { finance: "unit1" },
  groupProfileIds: { leads: "group-1" },
  projectProfileIds: { analytics: "profile1" },
  controlPlaneRoleArn: "arn:aws:iam::111111111111:role/acme-control-plane",
};
const PLACE = { region: "eu-west-1", domainId: "dzd-1" };
const CREATE = "CREATE_PROJECT_FROM_PROJECT_PROFILE";

const planWith = (...grants: ReturnType<typeof grantValues>[]): ShownPlan =>
  planOf([], {
    outputs: OUTPUTS,
    prior: grants.map((values, index) => ({
      address: `aws_cloudcontrolapi_resource.G${index}`,
      mode: "managed",
      type: "aws_cloudcontrolapi_resource",
      values,
    })),
  });
const stateWith = (stage: string, type: string, ...attributes: object[]) => ({
  stage,
  layer: "profiles" as const,
  resources: [
    {
      mode: "managed" as const,
      type,
      name: "R",
      instances: attributes.map((values) => ({ attributes: values as never, tainted: false })),
    },
  ],
});
const live = (
  grantId: string,
  entityIdentifier: string,
  policyType: string,
  more: Partial<LiveGrant> = {},
): LiveGrant => ({
  entityType: "DOMAIN_UNIT",
  entityIdentifier,
  policyType,
  grantId,
  principal: { group: { groupIdentifier: "group-1" } },
  detail: {},
  ...more,
});
const extrasOf = (list: Partial<AccessList>, states: Parameters<typeof accessOfStates>[0], plan = planWith()) =>
  extraAccess({ grants: [], owners: [], ...list }, accessOfStates(states), plan, domainNames(plan)!, PLACE);
const questions = (layer: "domain" | "profiles" | "association", plan = planWith()) =>
  accessQuestions(plan, layer, "222222222222", domainNames(plan)!);

describe("grants and owners that nobody configured", () => {
  test("are grants that no state of any stage holds, with the command that removes them", () => {
    const [extra, ...others] = extrasOf(
      {
        grants: [live("ours", "unit1", CREATE), live("-its", "unit1", CREATE, { createdBy: "arn:aws:iam::1:role/x" })],
      },
      [stateWith("dev", "aws_cloudcontrolapi_resource", grantValues("ours", "unit1", CREATE))],
    );
    expect(others).toEqual([]);
    expect(extra).toEqual({
      resource: `grant ${CREATE} on unit "finance"`,
      change: "added",
      properties: [
        { path: "principal", live: { group: { groupIdentifier: "leads (group-1)" } }, configured: null },
        { path: "detail", live: {}, configured: null },
        { path: "createdBy", live: "arn:aws:iam::1:role/x", configured: null },
      ],
      repair: expect.stringMatching(/apply does not remove it/) as string,
      command:
        "aws datazone remove-policy-grant --region=eu-west-1 --domain-identifier=dzd-1 --entity-type=DOMAIN_UNIT " +
        `--entity-identifier=unit1 --policy-type=${CREATE} --principal='{"group":{"groupIdentifier":"group-1"}}' --grant-identifier=-its`,
    });
  });

  test("are not grants of another stage on the same unit", () => {
    const grants = [live("a", "unit1", CREATE), live("b", "unit1", CREATE)];
    const states = ["dev", "prod"].map((stage, index) =>
      stateWith(stage, "aws_cloudcontrolapi_resource", grantValues("ab"[index], "unit1", CREATE)),
    );
    expect(extrasOf({ grants }, states)).toEqual([]);
  });

  test("are not grants of USE_ASSET_TYPE that the function has issued", () => {
    const input = JSON.stringify({ kind: "AssetTypeGrant", key: "k", properties: { assetTypeId: "S3Object" } });
    const state = stateWith("dev", "aws_lambda_invocation", { input, result: JSON.stringify({ id: "g" }) });
    const use = { entityType: "ASSET_TYPE" as const };
    const grants = [live("g", "S3Object", "USE_ASSET_TYPE", use), live("h", "S3Object", "USE_ASSET_TYPE", use)];
    expect(extrasOf({ grants }, [state])).toHaveLength(1);
  });

  test("are not grants and owners that were adopted, which the function keeps", () => {
    const invocation = (kind: string, properties: object, id: string) =>
      stateWith("dev", "aws_lambda_invocation", {
        input: JSON.stringify({ kind, key: id, properties }),
        result: JSON.stringify({ id }),
      });
    const grant = { entityType: "DOMAIN_UNIT", entityIdentifier: "root1", policyType: "CREATE_PROJECT" };
    const states = [
      invocation("PolicyGrant", grant, "g"),
      invocation("DomainUnitOwner", { domainUnitId: "root1", userIdentifier: "user-1" }, "root1|user-1"),
      invocation("DomainUnitOwner", { domainUnitId: "root1", groupIdentifier: "group-1" }, "root1|group-1"),
    ];
    const grants = [live("g", "root1", "CREATE_PROJECT"), live("h", "root1", "CREATE_PROJECT")];
    const owners = [
      { domainUnitId: "root1", type: "USER" as const, id: "user-1" },
      { domainUnitId: "root1", type: "GROUP" as const, id: "group-1" },
      { domainUnitId: "root1", type: "GROUP" as const, id: "user-1" },
    ];
    expect(extrasOf({ grants, owners }, states)).toHaveLength(2);
  });

  test("are owners that no state holds, but for the role that created the domain", () => {
    const owner = (id: string, role?: string) => ({
      domainUnitId: "root1",
      type: "GROUP" as const,
      id,
      ...(role === undefined ? {} : { rolePrincipalArn: `arn:aws:iam::111111111111:role/${role}` }),
    });
    const ours = { type_name: "AWS::DataZone::Owner", id: "dzd-1|DOMAIN_UNIT|root1|GROUP|group-1" };
    const owners = [owner("creator", "acme-control-plane"), owner("group-1"), owner("group-2", "somebody")];
    expect(extrasOf({ owners }, [stateWith("shared", "aws_cloudcontrolapi_resource", ours)])).toMatchObject([
      {
        resource: 'owner of unit "root"',
        properties: [{ path: "owner", live: "group group-2" }, { path: "rolePrincipalArn" }],
        command: expect.stringContaining(`remove-entity-owner`) as string,
      },
    ]);
  });
});

describe("what is asked about a stack", () => {
  test("is every policy and owner on every unit, for the stage that owns the domain", () => {
    const { grants, owners, concerns } = questions("domain");
    expect(grants).toHaveLength(20);
    expect(owners).toEqual(["root1", "unit1"]);
    expect(concerns(live("g", "unit1", "CREATE_GLOSSARY"))).toBe(true);
  });

  test("is what a joining stage grants on units, and what names its profiles anywhere", () => {
    const plan = planWith(grantValues("g", "unit1", CREATE));
    const { grants, owners, concerns } = questions("profiles", plan);
    expect(grants.map(({ entityIdentifier, policyType }) => `${entityIdentifier} ${policyType}`)).toEqual([
      `unit1 ${CREATE}`,
      `root1 ${CREATE}`,
    ]);
    expect(owners).toEqual([]);
    const naming = (profile: string) => ({
      detail: { createProjectFromProjectProfile: { projectProfiles: [profile] } },
    });
    expect(concerns(live("h", "unit1", CREATE))).toBe(true);
    expect(concerns(live("h", "root1", CREATE, naming("profile1")))).toBe(true);
    expect(concerns(live("h", "root1", CREATE, naming("other")))).toBe(false);
  });

  test("includes the place of a grant that was just removed", () => {
    const removed = grantValues("g", "unit1", CREATE);
    const drift = [
      resource("aws_cloudcontrolapi_resource", "G", { actions: ["delete"], before: removed, after: null }),
    ];
    const plan = planOf([], { outputs: OUTPUTS, drift });
    expect(questions("profiles", plan).concerns(live("h", "unit1", CREATE))).toBe(true);
  });

  test("is both policies on every blueprint that the account enables", () => {
    const plan = planOf([], { outputs: { ...OUTPUTS, blueprintIds: { Tooling: "b1" } } });
    expect(questions("association", plan).grants).toEqual(
      ["DELEGATE_CREATE_ENVIRONMENT_PROFILE", "CREATE_ENVIRONMENT_FROM_BLUEPRINT"].map((policyType) => ({
        entityType: "ENVIRONMENT_BLUEPRINT_CONFIGURATION",
        entityIdentifier: "222222222222:b1",
        policyType,
      })),
    );
  });

  test("is the stack's own domain, not that of the stage that promotions are compared with", () => {
    const remote = (name: string, domainId: string) => ({
      address: `data.terraform_remote_state.${name}`,
      mode: "data" as const,
      type: "terraform_remote_state",
      values: { outputs: { domainId } },
    });
    const prior = [
      remote("References_Domain_State_82EC5502", "ours"),
      remote("StageGuard_Promotion_SourceState_F9E5", "dev"),
    ];
    expect(domainNames(planOf([], { prior }))?.domainId).toBe("ours");
  });

  test("is nothing before there is a domain", () => {
    expect(domainNames(planOf([]))).toBeUndefined();
  });
});
