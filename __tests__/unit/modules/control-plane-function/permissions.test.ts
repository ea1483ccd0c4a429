import { DOMAIN_ACTIONS, KIND_PERMISSIONS } from "../../../../contracts/control-plane/permissions";
import { controlPlaneStatements, type ControlPlanePermissions } from "../../../../modules/control-plane-function";
import type { Statement } from "../../../../modules/iam-policy";

const GOVERNANCE = "111122223333";
const MEMBER = "222233334444";
const PROPS: ControlPlanePermissions = {
  partition: "aws",
  accountId: MEMBER,
  governanceAccountId: GOVERNANCE,
  domainRegion: "eu-west-1",
  prefix: "smus",
  tasks: ["hosting"],
};

function statements(overrides: Partial<ControlPlanePermissions> = {}): Record<string, Statement> {
  const byName: Record<string, Statement> = {};
  for (const entry of controlPlaneStatements({ ...PROPS, ...overrides })) byName[entry.sid ?? ""] = entry;
  return byName;
}

const governance = { accountId: GOVERNANCE, tasks: ["governance"] } as const;

describe("controlPlaneStatements", () => {
  it("gives every function its ledger", () => {
    const { Ledger, ...others } = statements({ tasks: [] });
    expect(others).toEqual({});
    expect(Ledger).toMatchObject({
      actions: ["ssm:GetParameter", "ssm:PutParameter", "ssm:DeleteParameter"],
      resources: [`arn:aws:ssm:eu-west-1:${MEMBER}:parameter/smus/control-plane/*`],
    });
  });

  it("lets a hosting account configure blueprints in domains of the governance account, and manage nothing there", () => {
    const { Domains, ObjectsOfDomains } = statements();
    expect(Domains).toMatchObject({
      actions: ["datazone:GetDomain"],
      resources: [`arn:aws:datazone:eu-west-1:${GOVERNANCE}:domain/*`],
    });
    expect(ObjectsOfDomains.resources).toEqual(["*"]);
    expect(ObjectsOfDomains.actions).toContain("datazone:PutEnvironmentBlueprintConfiguration");
    expect(ObjectsOfDomains.actions).not.toContain("datazone:CreateProject");
    expect(ObjectsOfDomains.actions).not.toContain("datazone:CreateDomain");
  });

  it("lets it use Git connections where repositories are connected, and only those that are for projects", () => {
    const connectionPrefixes = ["codeconnections", "codestar-connections"] as const;
    expect(Object.keys(statements({ ...governance, connectionPrefixes }))).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/OfProjects$/)]) as string[],
    );
    const own = statements({ ...governance, connectionPrefixes, connectsRepositories: true });
    expect(own.FormerGitConnections.actions).toEqual(["codestar-connections:GetConnection"]);
    expect(own.FormerGitConnectionsOfProjects.actions).toEqual(["codestar-connections:UseConnection"]);
    expect(own.GitConnectionsOfProjects).toEqual({
      sid: "GitConnectionsOfProjects",
      actions: ["codeconnections:UseConnection"],
      resources: [`arn:aws:codeconnections:eu-west-1:${GOVERNANCE}:connection/*`],
      conditions: { StringEquals: { "aws:ResourceTag/for-use-with-all-datazone-projects": "true" } },
    });
  });

  it("lets the governance account manage domains and not Lake Formation", () => {
    const { Domains, ObjectsOfDomains, DataLakeSettings } = statements(governance);
    expect(Domains.actions).toEqual([
      "datazone:DeleteDomain",
      "datazone:GetDomain",
      "datazone:TagResource",
      "datazone:UntagResource",
      "datazone:UpdateDomain",
    ]);
    expect(ObjectsOfDomains.actions).toEqual(
      expect.arrayContaining(["datazone:CreateDomain", "datazone:CreateProject", "datazone:ListDomains"]),
    );
    expect(ObjectsOfDomains.actions).not.toContain("datazone:PutEnvironmentBlueprintConfiguration");
    expect(DataLakeSettings).toBeUndefined();
  });

  it("names domains for what the reference says is done to a domain, and nothing for the rest", () => {
    const { Domains, ObjectsOfDomains } = statements({
      tasks: ["governance", "hosting"],
      adoptedKinds: ["DomainUnitOwner"],
    });
    expect(Domains.actions.filter((action) => !DOMAIN_ACTIONS.includes(action))).toEqual([]);
    expect(ObjectsOfDomains.actions.filter((action) => DOMAIN_ACTIONS.includes(action))).toEqual([]);
  });

  it("lets every function list grants, and the governance account's own issue them and list owners", () => {
    const about = (actions: readonly string[]) => actions.filter((action) => /Grants?$|Owners?$/.test(action));
    expect(about(statements().ObjectsOfDomains.actions)).toEqual(["datazone:ListPolicyGrants"]);
    expect(about(statements(governance).ObjectsOfDomains.actions)).toEqual([
      "datazone:AddPolicyGrant",
      "datazone:ListEntityOwners",
      "datazone:ListPolicyGrants",
      "datazone:RemovePolicyGrant",
    ]);
  });

  it("unites both tasks in an account that has both, without doubling an action", () => {
    const { ObjectsOfDomains } = statements({ accountId: GOVERNANCE, tasks: ["governance", "hosting"] });
    expect(new Set(ObjectsOfDomains.actions).size).toBe(ObjectsOfDomains.actions.length);
    expect(ObjectsOfDomains.actions).toEqual(
      expect.arrayContaining(["datazone:CreateProject", "datazone:PutEnvironmentBlueprintConfiguration"]),
    );
  });

  it("allows grants and owners only where some are adopted", () => {
    const { ObjectsOfDomains: plain } = statements({ tasks: ["hosting"] });
    const { ObjectsOfDomains: adopting } = statements({ tasks: ["hosting"], adoptedKinds: ["PolicyGrant"] });
    expect(plain.actions).not.toContain("datazone:AddPolicyGrant");
    expect(adopting.actions).toEqual(expect.arrayContaining(["datazone:AddPolicyGrant", "datazone:ListPolicyGrants"]));
  });

  it("reads the roles of principals where it makes them members, in its own account, and its own role", () => {
    const steward = `arn:aws:iam::${GOVERNANCE}:role/team/stewards`;
    const foreign = `arn:aws:iam::${MEMBER}:role/other`;
    const principalArns = [steward, foreign, `arn:aws:iam::${GOVERNANCE}:user/somebody`];
    expect(statements({ ...governance, principalArns }).RolesOfPrincipals).toEqual({
      sid: "RolesOfPrincipals",
      actions: ["iam:GetRole"],
      resources: [`arn:aws:iam::${GOVERNANCE}:role/smus-control-plane`, steward],
    });
    expect(statements({ principalArns }).RolesOfPrincipals).toBeUndefined();
  });

  it("allows what the handlers of all kinds call, over both tasks", () => {
    const adoptedKinds = ["PolicyGrant", "DomainUnitOwner"] as const;
    const all = controlPlaneStatements({ ...PROPS, tasks: ["governance", "hosting"], adoptedKinds }).flatMap(
      (entry) => entry.actions,
    );
    for (const { readActions, writeActions, forwardedActions = [] } of Object.values(KIND_PERMISSIONS)) {
      expect(all).toEqual(expect.arrayContaining([...readActions, ...writeActions, ...forwardedActions]));
    }
  });

  it("passes named roles to DataZone only", () => {
    const role = (account: string, name: string) => `arn:aws:iam::${account}:role/service-role/${name}`;
    expect(statements().PassRoles).toMatchObject({
      resources: [
        role(MEMBER, `AmazonSageMakerProvisioning-${GOVERNANCE}`),
        role(MEMBER, "AmazonSageMakerManageAccess-eu-west-1-*"),
        role(MEMBER, "AmazonSageMakerQueryExecution"),
      ],
      conditions: { StringEquals: { "iam:PassedToService": "datazone.amazonaws.com" } },
    });
    expect(statements(governance).PassRoles.resources).toEqual([
      role(GOVERNANCE, "AmazonSageMakerDomainExecution"),
      role(GOVERNANCE, "AmazonSageMakerDomainService"),
      role(GOVERNANCE, "AmazonDataZoneAccountPool-*"),
    ]);
  });

  it("passes given roles too", () => {
    const given = `arn:aws:iam::${MEMBER}:role/mine`;
    expect(statements({ passableRoleArns: [given] }).PassRoles.resources).toContain(given);
  });

  it("uses keys of the governance account through DataZone only, and grants them there", () => {
    const via = { "kms:ViaService": "datazone.eu-west-1.amazonaws.com" };
    expect(statements().DomainKey).toMatchObject({
      resources: [`arn:aws:kms:eu-west-1:${GOVERNANCE}:key/*`],
      conditions: { StringEquals: via },
    });
    expect(statements().DomainKeyGrants).toBeUndefined();
    expect(statements(governance).DomainKeyGrants).toMatchObject({
      actions: ["kms:CreateGrant"],
      conditions: { StringEquals: via, Bool: { "kms:GrantIsForAWSResource": "true" } },
    });
  });

  it("touches Identity Center only where the domain signs in through it, and only in the governance account", () => {
    expect(statements(governance).IdentityCenter).toBeUndefined();
    expect(statements({ identityCenter: true }).IdentityCenter).toBeUndefined();
    expect(statements({ ...governance, identityCenter: true }).IdentityCenter.actions).toContain(
      "sso:CreateManagedApplicationInstance",
    );
  });

  it("has a wildcard action nowhere, and an open resource only in the statements that explain it", () => {
    const all = controlPlaneStatements({
      ...PROPS,
      tasks: ["governance", "hosting"],
      identityCenter: true,
      partition: "aws-us-gov",
    });
    expect(all.flatMap((entry) => entry.actions).filter((action) => action.includes("*"))).toEqual([]);
    expect(all.filter((entry) => entry.resources?.includes("*")).map((entry) => entry.sid)).toEqual([
      "ObjectsOfDomains",
      "IdentityCenter",
      "DataLakeSettings",
    ]);
    expect(JSON.stringify(all)).not.toContain("arn:aws:");
  });
});
