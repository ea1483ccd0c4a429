import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadAllStages } from "../../configuration";
import { ACTIONS } from "../../deploy-role/actions";
import { deployRolePage } from "../../deploy-role/deploy-role-page";
import { MANAGED_POLICY_LIMIT, policyDocuments, policySize } from "../../deploy-role/documents";
import { permissionsOf } from "../../deploy-role/permissions";
import { needsOf } from "../../deploy-role/roles";
import reference from "../support/authorization-reference.json";

const ROOT = resolve(__dirname, "../..");
const STAGES = loadAllStages(join(ROOT, "environments"));
const PLACE = { partition: "aws", accountId: "111122223333", region: "eu-west-1", prefix: "smus" };
const REFERENCE: Readonly<Record<string, readonly string[] | undefined>> = reference.actions;

describe("deploy-role/actions.ts", () => {
  const groups = Object.entries(ACTIONS).flatMap(([type, entry]) => entry.groups.map((group) => ({ type, ...group })));

  it("names actions that exist in the service authorization reference", () => {
    const unknown = groups.flatMap(({ actions }) => actions.filter((action) => REFERENCE[action] === undefined));
    // Missing in __tests__/support/authorization-reference.json: look it up in the reference, then add it there.
    expect(unknown).toEqual([]);
  });

  it("names every resource for actions that support no resource-level permissions: anything else allows nothing", () => {
    const useless = groups.flatMap(({ type, actions, on }) =>
      actions.filter((action) => on !== "any" && REFERENCE[action]?.length === 0).map((action) => `${type}: ${action}`),
    );
    expect(useless).toEqual([]);
  });

  it("names every resource only where it has to, or under a condition", () => {
    const loose = groups.flatMap(({ type, actions, on, condition }) =>
      actions
        .filter((action) => on === "any" && condition === undefined && (REFERENCE[action] ?? []).length > 0)
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
    expect(() => permissionsOf(stack("aws_sqs_queue", {}), PLACE)).toThrow(
      "deploy-role/actions.ts has no actions for aws_sqs_queue: add them with their source",
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

  it("empties only buckets that a destroy may empty", () => {
    const actions = (force_destroy: boolean) =>
      permissionsOf(stack("aws_s3_bucket", { bucket: "b", force_destroy }), PLACE).map(({ action }) => action);
    expect(actions(true)).toContain("s3:DeleteObjectVersion");
    expect(actions(false)).not.toContain("s3:DeleteObjectVersion");
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
      action === "lambda:InvokeFunction" ? !resource.endsWith(":read") : !/:(Get|List|Describe|Decrypt)/.test(action),
    );
    expect(writing).toEqual([]);
  });

  it("reach no account but the role's own", () => {
    for (const { account, accountId, permissions } of needs) {
      const foreign = permissions.filter(
        ({ resource }) => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(resource)?.[1] !== accountId,
      );
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

  it("are what docs/deploy-role.md says; else run: npm run generate:policies", () => {
    const written = readFileSync(join(ROOT, "docs/deploy-role.md"), "utf8");
    const compact = (text: string) => text.replace(/\s+/g, "");
    expect(compact(written) === compact(deployRolePage(STAGES))).toBe(true);
  });
});
