import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadAllStages } from "../../configuration";
import { ACTIONS } from "../../deploy-role/actions";
import { deployRolePage } from "../../deploy-role/deploy-role-page";
import { MANAGED_POLICY_LIMIT, policyDocuments, policySize } from "../../deploy-role/documents";
import { permissionsOf } from "../../deploy-role/permissions";
import { needsOf } from "../../deploy-role/roles";
import { referenceEntry, type ReferenceEntry } from "../support/service-authorization";

const ROOT = resolve(__dirname, "../..");
const STAGES = loadAllStages(join(ROOT, "environments"));
const PLACE = { partition: "aws", accountId: "111122223333", region: "eu-west-1", prefix: "smus" };

describe("deploy-role/actions.ts", () => {
  const groups = Object.entries(ACTIONS).flatMap(([type, entry]) => entry.groups.map((group) => ({ type, ...group })));

  const reference = new Map<string, ReferenceEntry | undefined>();
  const typesOf = (action: string) => reference.get(action)?.resourceTypes ?? [];

  beforeAll(async () => {
    for (const action of groups.flatMap(({ actions }) => actions)) reference.set(action, await referenceEntry(action));
  });

  it("names actions that exist in the service authorization reference", () => {
    expect([...reference].filter(([, entry]) => entry === undefined)).toEqual([]);
  });

  it("names every resource for actions that support no resource-level permissions: anything else allows nothing", () => {
    const useless = groups.flatMap(({ type, actions, on }) =>
      actions.filter((action) => on !== "any" && typesOf(action).length === 0).map((action) => `${type}: ${action}`),
    );
    expect(useless).toEqual([]);
  });

  it("names every resource only where it has to, or under a condition", () => {
    const loose = groups.flatMap(({ type, actions, on, condition }) =>
      actions
        .filter((action) => on === "any" && condition === undefined && typesOf(action).length > 0)
        // Describes of EC2 and invitations of another account: explained in the table.
        .filter((action) => !action.startsWith("ec2:Describe"))
        .map((action) => `${type}: ${action}`),
    );
    expect(loose).toEqual([
      "aws_ram_resource_share_accepter: ram:AcceptResourceShareInvitation",
      "aws_ram_resource_share_accepter: ram:DisassociateResourceShare",
    ]);
  });

  it("gives the source of everything that calls AWS", () => {
    for (const { source, groups: needed } of Object.values(ACTIONS)) expect(source.length > 0).toBe(needed.length > 0);
  });
});

describe("permissionsOf", () => {
  const stack = (type: string, block: object) => ({ resource: { [type]: { X: { ...block } } } });

  it("fails for a type without actions, and says where to add it", () => {
    expect(() => permissionsOf(stack("aws_sfn_activity", {}), PLACE)).toThrow(
      "deploy-role/actions.ts has no actions for aws_sfn_activity: add them with their source",
    );
  });

  it("limits actions to the names in the stack, with * for what only AWS knows", () => {
    const role = { name: "AmazonSageMakerManageAccess-eu-west-1-${local.domain}", path: "/service-role/" };
    const resources = new Set(permissionsOf(stack("aws_iam_role", role), PLACE).map(({ resource }) => resource));
    expect([...resources]).toEqual([
      "arn:aws:iam::111122223333:role/service-role/AmazonSageMakerManageAccess-eu-west-1-*",
    ]);
  });

  it("lets the control-plane function be invoked through the alias that a stack uses", () => {
    const block = {
      function_name: "${data.terraform_remote_state.F.outputs.controlPlaneFunctionName}",
      qualifier: "read",
    };
    const permissions = permissionsOf({ data: { aws_lambda_invocation: { X: block } } }, PLACE);
    expect(permissions).toEqual([
      {
        access: "read",
        action: "lambda:InvokeFunction",
        resource: "arn:aws:lambda:eu-west-1:111122223333:function:smus-control-plane:read",
      },
    ]);
  });

  it("empties only buckets that a destroy may empty: lists every version and deletes it", () => {
    const emptying = ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:ListBucketVersions"];
    const actions = (force_destroy: boolean) =>
      permissionsOf(stack("aws_s3_bucket", { bucket: "b", force_destroy }), PLACE)
        .filter(({ action }) => emptying.includes(action))
        .map(({ action, resource }) => `${action} ${resource}`);
    expect(actions(true).sort()).toEqual([
      "s3:DeleteObject arn:aws:s3:::b/*",
      "s3:DeleteObjectVersion arn:aws:s3:::b/*",
      "s3:ListBucketVersions arn:aws:s3:::b",
    ]);
    expect(actions(false)).toEqual([]);
  });

  const own = (path: string) => `arn:aws:iam::${PLACE.accountId}:${path}`;
  const calls = (type: string, block: object, place: object = {}) =>
    permissionsOf(stack(type, block), { ...PLACE, ...place }).map(({ action, resource }) => `${action} ${resource}`);

  it.each([
    ["an IAM role", own("role/team/stewards"), ["iam:GetRole " + own("role/team/stewards")]],
    ["an IAM user", own("user/somebody"), ["iam:GetUser " + own("user/somebody")]],
    ["a role of another account", "arn:aws:iam::999999999999:role/other", []],
    [
      "somebody of Identity Center",
      "jane.doe",
      ["sso:AssociateProfile *", "sso:DisassociateProfile *", "sso:GetProfile *", "sso:ListProfiles *"],
    ],
  ])("lets a profile be made for %s, who is looked up with the role's permissions", (_, user_identifier, looked) => {
    const made = calls("aws_datazone_user_profile", { user_identifier }).filter((call) => /^(iam|sso):/.test(call));
    expect(made).toEqual(looked);
  });

  it("allows Cloud Control what the registry's handlers of the type call", () => {
    const ofType = (type: string) =>
      calls("aws_cloudcontrolapi_resource", { type_name: `AWS::DataZone::${type}` }).filter(
        (call) => !call.startsWith("cloudformation:"),
      );
    expect(ofType("PolicyGrant").sort()).toEqual([
      "datazone:AddPolicyGrant *",
      "datazone:ListPolicyGrants *",
      "datazone:RemovePolicyGrant *",
    ]);
    expect(ofType("Owner").sort()).toEqual([
      "datazone:AddEntityOwner *",
      "datazone:GetGroupProfile *",
      "datazone:GetUserProfile *",
      "datazone:ListEntityOwners *",
      "datazone:RemoveEntityOwner *",
      `iam:GetRole ${own("role/smus-control-plane")}`,
    ]);
  });

  it("reads the roles that profiles of an owner's stack stand for, in a plan, too", () => {
    const json = {
      resource: {
        aws_cloudcontrolapi_resource: { O: { type_name: "AWS::DataZone::Owner" } },
        aws_datazone_user_profile: {
          A: { user_identifier: own("role/a") },
          B: { user_identifier: "jane" },
          C: { user_identifier: own("user/c") },
        },
        aws_lambda_invocation: {
          G: {
            function_name: "f",
            qualifier: "write",
            input: `{"properties":{"domainId":\${jsonencode(local.D)},"rolePrincipalArn":"${own("role/team/g")}"}}`,
          },
        },
      },
    };
    const read = permissionsOf(json, PLACE).filter(
      ({ access, action }) => access === "read" && action === "iam:GetRole",
    );
    expect(read.map(({ resource }) => resource)).toEqual([
      own("role/smus-control-plane"),
      own("role/a"),
      own("role/team/g"),
    ]);
  });

  it("uses a key of the domain's, through DataZone, where DataZone has none of its own", () => {
    const domainKeyArn = "arn:aws:kms:eu-west-1:999999999999:key/*";
    const keys = (place: object) =>
      calls("aws_cloudcontrolapi_resource", { type_name: "AWS::DataZone::PolicyGrant" }, place).filter((call) =>
        call.startsWith("kms:"),
      );
    expect(keys({})).toEqual([]);
    expect(keys({ domainKeyArn })).toEqual(
      ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"].map((action) => `${action} ${domainKeyArn}`),
    );
  });

  it("changes a share's permission with the permission as a resource of its own", () => {
    const share = { resource: { aws_ram_resource_share: { S: { name: "DataZone-x-dev" } } } };
    const associate = permissionsOf(share, PLACE).filter(
      ({ action }) => action === "ram:AssociateResourceSharePermission",
    );
    const names = ["Access", "WithPortalAccess"].map(
      (end) => `arn:aws:ram::aws:permission/AWSRAMPermissionsAmazonDatazoneDomainExtendedService${end}`,
    );
    expect(associate.map(({ resource }) => resource)).toEqual([
      `arn:aws:ram:eu-west-1:${PLACE.accountId}:resource-share/*`,
      ...names,
    ]);
    expect(associate.at(-1)?.condition).toEqual({ ArnEquals: { "ram:PermissionArn": names } });
  });
});

describe("policyDocuments", () => {
  const permission = (action: string, resource: string) => ({ access: "read", action, resource }) as const;

  it("says the same in any order of the permissions, with as few statements as possible", () => {
    const permissions = ["s3:GetObject", "s3:PutObject"].flatMap((action) =>
      ["a", "b"].map((name) => permission(action, name)),
    );
    const [document] = policyDocuments(permissions);
    expect(document.Statement).toEqual([
      { Sid: "S31", Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: ["a", "b"] },
    ]);
    expect(policyDocuments([...permissions].reverse())).toEqual([document]);
  });

  it("never allows a combination that was not asked for", () => {
    const documents = policyDocuments([permission("s3:GetObject", "a"), permission("s3:PutObject", "b")]);
    expect(documents.flatMap(({ Statement }) => Statement)).toHaveLength(2);
  });

  it("begins another document where IAM's size limit is reached", () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      permission(`s3:Action${index}`, `arn:aws:s3:::bucket-${index}`),
    );
    const documents = policyDocuments(many);
    expect(documents.length).toBeGreaterThan(1);
    for (const document of documents) expect(policySize(document)).toBeLessThanOrEqual(MANAGED_POLICY_LIMIT);
    expect(documents.flatMap(({ Statement }) => Statement)).toHaveLength(200);
  });
});

describe("policies of the example organization", () => {
  const needs = needsOf(STAGES, STAGES);

  it("fit into managed policies", () => {
    for (const { permissions } of needs) {
      for (const document of policyDocuments(permissions))
        expect(policySize(document)).toBeLessThanOrEqual(MANAGED_POLICY_LIMIT);
    }
  });

  it("let the plan role write nothing", () => {
    const reading = needs.flatMap(({ permissions }) => permissions.filter(({ access }) => access === "read"));
    const writing = reading.filter(({ action, resource }) =>
      action === "lambda:InvokeFunction"
        ? !resource.endsWith(":read")
        : !/:(GET|Get|List|Describe|Decrypt)/.test(action),
    );
    expect(writing).toEqual([]);
  });

  it("reach no account but the role's own, save the domain's key through DataZone, and a look at the domain", () => {
    for (const { account, accountId, permissions } of needs) {
      const foreign = permissions
        .filter(({ resource }) => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(resource)?.[1] !== accountId)
        .filter(({ condition }) => condition?.["StringEquals"]?.["kms:ViaService"] === undefined)
        .filter(({ action }) => action !== "datazone:GetDomain");
      expect({ account, foreign: foreign.filter(({ resource }) => /:\d{12}:/.test(resource)) }).toEqual({
        account,
        foreign: [],
      });
    }
  });

  it("let an account read and keep its states in its own bucket only", () => {
    for (const { accountId, permissions } of needs.filter(({ purpose }) => purpose === "state-access")) {
      const buckets = permissions.filter(({ action }) => action.startsWith("s3:")).map(({ resource }) => resource);
      for (const bucket of buckets) expect(bucket).toContain(`example-tfstate-${accountId}-`);
    }
  });

  it("read the state that each stack of the account has in the default workspace, and nothing else outside of stages", () => {
    const access = needs.filter(({ purpose }) => purpose === "state-access");
    for (const { account, permissions } of access) {
      const outside = permissions
        .filter(({ action, resource }) => action.startsWith("s3:") && !/:::[^/]+$|\/(smus|bootstrap)\//.test(resource))
        .map(({ access: kind, action, resource }) => `${kind} ${action} ${resource.slice(resource.indexOf("/") + 1)}`);
      const layers = needs.filter(
        (need) => need.account === account && need.purpose !== "state-access" && need.purpose !== "preflight",
      );
      expect([...new Set(outside)].sort()).toEqual(
        layers.map(({ purpose }) => `read s3:GetObject ${account}/${purpose}/terraform.tfstate`).sort(),
      );
    }
  });

  it("are what docs/deploy-role.md says; else run: npm run generate:policies", () => {
    const written = readFileSync(join(ROOT, "docs/deploy-role.md"), "utf8");
    const compact = (text: string) => text.replace(/\s+/g, "");
    expect(compact(written) === compact(deployRolePage(STAGES))).toBe(true);
  });
});
