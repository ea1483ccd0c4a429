import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { evaluate } from "../../packages/emulator/iam/evaluate";
import type { ConditionContext } from "../../packages/emulator/iam/model";
import { policyDocument } from "../../modules/iam-policy";
import { jobBoundaryStatements, useCaseBoundaryStatements } from "../../modules/repository-role";
import { permissionsOf, readParameters, sampleParameters, TEMPLATES } from "../../seeds";
import { findingsByReference } from "./by-reference";
import { statementsOf } from "../support/policy-statements";
import type { Statement } from "./policy-documents";

const SEEDS = resolve(__dirname, "../../seeds/files");
const ACCOUNT = "333333333333";
const BUILD = "222222222222";
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/smus-churn-boundary`;

const JOBS = policyDocument(
  jobBoundaryStatements({
    partition: "aws",
    accountId: ACCOUNT,
    prefix: "smus",
    useCase: "churn",
    stages: ["prod"],
    useCaseBoundaryArn: BOUNDARY,
    buildAccountId: BUILD,
  }),
);
const RUNS = policyDocument(
  useCaseBoundaryStatements({
    partition: "aws",
    accountId: ACCOUNT,
    region: "eu-west-1",
    useCase: "churn",
    bucket: "smus-artifacts",
    keyArn: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`,
  }),
);
/** As if somebody had attached AdministratorAccess. */
const EVERYTHING = policyDocument([{ actions: ["*"], resources: ["*"] }]);

function may(boundary: string, action: string, resource: string, context: ConditionContext = {}): boolean {
  const arn = `arn:aws:iam::${ACCOUNT}:role/smus-churn-prod-deploy`;
  const owner = /^arn:aws:[^:]*:[^:]*:(\d{12}):/.exec(resource)?.[1] ?? ACCOUNT;
  const decision = evaluate(
    {
      principal: { kind: "role-session", arn, callerArn: `${arn}/job`, accountId: ACCOUNT },
      action,
      resource,
      resourceAccountId: ACCOUNT,
      context: { "aws:resourceaccount": owner, ...context },
    },
    { identity: [{ name: "Everything", document: EVERYTHING }], boundary: { name: "boundary", document: boundary } },
  );
  return decision.allowed;
}

const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const within = { "iam:permissionsboundary": BOUNDARY };

describe("boundary of the jobs of a deploy repository, with every permission besides", () => {
  it.each(["iam:CreateRole", "iam:PutRolePolicy", "iam:DeleteRolePolicy"])(
    "allows %s within the boundary only",
    (action) => {
      expect(may(JOBS, action, role("churn-prod-serving"), within)).toBe(true);
      expect(may(JOBS, action, role("churn-prod-serving"))).toBe(false);
      const other = { "iam:permissionsboundary": `arn:aws:iam::${ACCOUNT}:policy/smus-leads-boundary` };
      expect(may(JOBS, action, role("churn-prod-serving"), other)).toBe(false);
      expect(may(JOBS, action, role("leads-prod-serving"), within)).toBe(false);
    },
  );

  it.each([
    ["takes its own boundary off", "iam:DeleteRolePermissionsBoundary", role("smus-churn-prod-deploy")],
    ["takes another's boundary off", "iam:DeleteRolePermissionsBoundary", role("churn-prod-serving")],
    ["writes another boundary", "iam:PutRolePermissionsBoundary", role("churn-prod-serving")],
    ["attaches a policy", "iam:AttachRolePolicy", role("churn-prod-serving")],
    ["changes its own permissions", "iam:PutRolePolicy", role("smus-churn-prod-deploy")],
    ["changes its own trust", "iam:UpdateAssumeRolePolicy", role("smus-churn-prod-deploy")],
    ["changes a boundary's content", "iam:CreatePolicyVersion", BOUNDARY],
    ["chooses another version of a boundary", "iam:SetDefaultPolicyVersion", BOUNDARY],
    ["deletes a boundary", "iam:DeletePolicy", BOUNDARY],
    ["makes a user", "iam:CreateUser", `arn:aws:iam::${ACCOUNT}:user/mallory`],
    ["makes an access key", "iam:CreateAccessKey", `arn:aws:iam::${ACCOUNT}:user/mallory`],
    ["trusts another issuer", "iam:CreateOpenIDConnectProvider", `arn:aws:iam::${ACCOUNT}:oidc-provider/example.com`],
    ["becomes another role", "sts:AssumeRole", role("smus-aiops-account")],
    ["leaves the organization", "organizations:LeaveOrganization", "*"],
  ])("never %s", (_, action, resource) => {
    expect(may(JOBS, action, resource, within)).toBe(false);
  });

  it("writes into no account but its own and the build's", () => {
    const put = (owner: string) =>
      may(JOBS, "s3:PutObject", "arn:aws:s3:::somewhere/object", { "aws:resourceaccount": owner });
    expect([ACCOUNT, BUILD, "999999999999"].map(put)).toEqual([true, true, false]);
  });

  it("hands roles to the services of the templates only", () => {
    const pass = (service: string) =>
      may(JOBS, "iam:PassRole", role("churn-prod-serving"), { "iam:passedtoservice": service });
    expect(["sagemaker", "glue", "ec2", "lambda"].map((name) => pass(`${name}.amazonaws.com`))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("boundary of what a deployment makes, with every permission besides", () => {
  it.each([
    ["another use case's artifacts", "s3:GetObject", "arn:aws:s3:::smus-artifacts/leads/model.tar.gz"],
    ["states of deployments", "s3:GetObject", "arn:aws:s3:::smus-use-case-states/churn/prod.tfstate"],
    ["IAM", "iam:CreateRole", role("churn-prod-other")],
    ["another role", "sts:AssumeRole", role("smus-aiops-account")],
    ["secrets", "secretsmanager:GetSecretValue", `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:x`],
  ])("does not reach %s", (_, action, resource) => {
    expect(may(RUNS, action, resource, within)).toBe(false);
  });

  it("reaches the use case's own artifacts", () => {
    expect(may(RUNS, "s3:GetObject", "arn:aws:s3:::smus-artifacts/churn/model.tar.gz")).toBe(true);
  });
});

describe.each(TEMPLATES.map((template) => [template.name, template] as const))("template %s", (_, template) => {
  const parameters = readParameters(template, sampleParameters(template));
  const { build, stages, useCase } = parameters;
  const boundary = (account: string, own: readonly string[]) =>
    jobBoundaryStatements({
      partition: "aws",
      accountId: account,
      prefix: "smus",
      useCase,
      stages: own,
      useCaseBoundaryArn: `arn:aws:iam::${account}:policy/smus-${useCase}-boundary`,
      buildAccountId: build.account,
    });
  const allows = (limits: ReturnType<typeof boundary>, action: string) =>
    limits.some(({ effect, actions }) =>
      effect === "Deny"
        ? false
        : actions.some((one) => one === action || (one.endsWith(":*") && action.startsWith(one.slice(0, -1)))),
    );

  it("needs nothing that the boundary of jobs forbids", () => {
    const jobs = [
      { account: build.account, own: [], statements: permissionsOf(template, "build", parameters, build.name) },
      ...stages.map(({ account, name }) => ({
        account,
        own: [name],
        statements: permissionsOf(template, "deploy", parameters, name),
      })),
    ];
    const missing = jobs.flatMap(({ account, own, statements }) =>
      statements.flatMap(({ actions }) => actions.filter((action) => !allows(boundary(account, own), action))),
    );
    expect(missing).toEqual([]);
  });
});

describe("roles in the Terraform of the deploy repositories", () => {
  const files = readdirSync(SEEDS, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".tf"));
  const asked = files.flatMap((file) =>
    [...readFileSync(join(SEEDS, file), "utf8").matchAll(/"([a-z0-9-]+:[A-Z]\w+)"/g)].map(([, action]) => action),
  );
  const allowed = statementsOf(RUNS).flatMap(({ Action }) => Action);

  it("ask for nothing that the boundary forbids", () => {
    expect(asked).toContain("s3:GetObject");
    expect(asked.filter((action) => !/^(aws|sts):/.test(action) && !allowed.includes(action))).toEqual([]);
  });

  it("are the reason for everything that the boundary allows", () => {
    expect(allowed.filter((action) => !asked.includes(action))).toEqual([]);
  });
});

it.each([
  ["of jobs", JOBS],
  ["of what deployments make", RUNS],
])("the boundary %s can have an effect, every statement, and fits", (_, document) => {
  expect(findingsByReference(statementsOf(document) as Statement[], "identity")).toEqual([]);
  expect(document.length).toBeLessThan(6144);
});
