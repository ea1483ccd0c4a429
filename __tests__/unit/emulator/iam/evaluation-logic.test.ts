import { evaluate } from "../../../../packages/emulator/iam/evaluate";
import type { AccessRequest, PolicySet, Principal } from "../../../../packages/emulator/iam/model";
import {
  ACCOUNT,
  allow,
  ANYBODY,
  asking,
  deny,
  EVERYTHING,
  OTHER,
  policy,
  ROOT,
  SERVICE,
  SESSION,
  USER,
} from "./requests";

/** Outcome in one word: "allowed", or the kind of policy that is in the way and whether it says so. */
function outcome(request: AccessRequest, policies: Partial<PolicySet>): string {
  const decision = evaluate(request, { identity: [], ...policies });
  return decision.allowed ? "allowed" : `${decision.kind}: ${decision.reason}`;
}

const ELSEWHERE = policy("elsewhere", allow({ Action: "ec2:*" }));
const to = (principal: unknown, members: object = {}) =>
  policy("resource", allow({ Principal: principal, ...members }));

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
describe("the example of AWS, in which Carlos saves files", () => {
  const identity = [
    policy(
      "carlos",
      {
        Sid: "AllowS3ListRead",
        Effect: "Allow",
        Action: [
          "s3:GetBucketLocation",
          "s3:GetAccountPublicAccessBlock",
          "s3:ListAccessPoints",
          "s3:ListAllMyBuckets",
        ],
        Resource: "arn:aws:s3:::*",
      },
      {
        Sid: "AllowS3Self",
        Effect: "Allow",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::carlossalazar/*", "arn:aws:s3:::carlossalazar"],
      },
      { Sid: "DenyS3Logs", Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::*log*" },
    ),
  ];
  const save = (resource: string) => asking({ principal: USER, action: "s3:PutObject", resource });

  it("denies what a statement denies, and names it", () => {
    expect(evaluate(save("arn:aws:s3:::carlossalazar-logs/file"), { identity })).toEqual({
      allowed: false,
      reason: "explicit-deny",
      kind: "identity",
      by: { kind: "identity", policy: "carlos", index: 2, sid: "DenyS3Logs" },
    });
  });

  it("allows what both of his policies allow, and names both", () => {
    const resource = to({ AWS: USER.arn }, { Action: "s3:*", Resource: "arn:aws:s3:::carlossalazar/*" });
    expect(evaluate(save("arn:aws:s3:::carlossalazar/file"), { identity, resource })).toEqual({
      allowed: true,
      by: [
        { kind: "resource", policy: "resource", index: 0 },
        { kind: "identity", policy: "carlos", index: 1, sid: "AllowS3Self" },
      ],
    });
  });

  it("allows what one of them allows", () => {
    const resource = to({ AWS: USER.arn }, { Action: "s3:PutObject", Resource: "arn:aws:s3:::common/*" });
    expect(outcome(save("arn:aws:s3:::common/file"), { identity, resource })).toBe("allowed");
    expect(outcome(save("arn:aws:s3:::carlossalazar/file"), { identity })).toBe("allowed");
  });

  it("denies the rest", () => {
    expect(outcome(save("arn:aws:s3:::common/file"), { identity })).toBe("identity: implicit-deny");
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
describe("in one account", () => {
  const identity = [EVERYTHING];

  it("denies by default, and lets the root user do everything", () => {
    expect(outcome(asking(), {})).toBe("identity: implicit-deny");
    expect(outcome(asking({ principal: ROOT }), {})).toBe("allowed");
  });

  it.each([
    ["identity", { identity: [EVERYTHING, policy("no", deny())] }],
    ["boundary", { boundary: policy("no", allow(), deny()) }],
    ["session", { session: [EVERYTHING, policy("no", deny())] }],
    ["service-control", { serviceControl: [[EVERYTHING], [EVERYTHING, policy("no", deny())]] }],
    ["vpc-endpoint", { vpcEndpoint: policy("no", allow({ Principal: "*" }), deny({ Principal: "*" })) }],
    ["resource", { resource: policy("no", deny({ Principal: "*" })) }],
  ] as [string, Partial<PolicySet>][])("lets a denial of kind %s win over every allowance", (kind, policies) => {
    expect(outcome(asking(), { identity, ...policies })).toBe(`${kind}: explicit-deny`);
  });

  it.each([
    ["identity", { identity: [ELSEWHERE] }],
    ["boundary", { boundary: ELSEWHERE }],
    ["session", { session: [ELSEWHERE] }],
    ["service-control", { serviceControl: [[EVERYTHING], [ELSEWHERE]] }],
    ["service-control", { serviceControl: [[ELSEWHERE], [EVERYTHING]] }],
    ["service-control", { serviceControl: [[EVERYTHING], []] }],
    ["vpc-endpoint", { vpcEndpoint: policy("elsewhere", allow({ Principal: "*", Action: "ec2:*" })) }],
  ] as [string, Partial<PolicySet>][])("asks that %s allows", (kind, policies) => {
    expect(outcome(asking(), { identity, ...policies })).toBe(`${kind}: implicit-deny`);
  });

  it("narrows a session by no policies where it got none", () => {
    expect(outcome(asking(), { identity, session: [] })).toBe("allowed");
  });

  it("passes what every kind allows", () => {
    const session = [ELSEWHERE, EVERYTHING];
    const serviceControl = [[EVERYTHING], [ELSEWHERE, EVERYTHING]];
    const vpcEndpoint = policy("endpoint", allow({ Principal: "*" }));
    expect(outcome(asking(), { identity, boundary: EVERYTHING, session, serviceControl, vpcEndpoint })).toBe("allowed");
  });

  it("holds service control policies against the root user, and not against services and their linked roles", () => {
    const serviceControl = [[ELSEWHERE]];
    const linked: Principal = {
      ...SESSION,
      arn: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/ram.amazonaws.com/AWSServiceRoleForResourceAccessManager`,
    };
    expect(outcome(asking({ principal: ROOT }), { serviceControl })).toBe("service-control: implicit-deny");
    expect(outcome(asking({ principal: linked }), { identity, serviceControl })).toBe("allowed");
    expect(outcome(asking({ principal: SERVICE }), { resource: to("*"), serviceControl })).toBe("allowed");
  });

  describe("with a policy of the resource", () => {
    const role = to({ AWS: SESSION.arn });
    const session = to({ AWS: SESSION.callerArn });
    const account = to({ AWS: `arn:aws:iam::${ACCOUNT}:root` });
    const everybody = to("*");
    const user = to({ AWS: USER.arn });

    it.each([
      ["a role", SESSION, role, "allowed"],
      ["a session", SESSION, session, "allowed"],
      ["everybody", SESSION, everybody, "allowed"],
      ["everybody, as AWS", SESSION, to({ AWS: "*" }), "allowed"],
      ["a user", USER, user, "allowed"],
      ["an account, which decides itself", SESSION, account, "identity: implicit-deny"],
      ["an account by its number", USER, to({ AWS: ACCOUNT }), "identity: implicit-deny"],
      ["somebody else", SESSION, user, "identity: implicit-deny"],
      [
        "a role, without its path",
        SESSION,
        to({ AWS: `arn:aws:iam::${ACCOUNT}:role/Deploy` }),
        "identity: implicit-deny",
      ],
      ["a principal that was deleted", SESSION, to({ AWS: "AROAEXAMPLEEXAMPLE42" }), "identity: implicit-deny"],
    ] as [string, Principal, PolicySet["resource"], string][])(
      "needs no policy of the identity where it names %s",
      (_, principal, resource, expected) => {
        expect(outcome(asking({ principal }), { resource })).toBe(expected);
      },
    );

    it.each([
      ["boundary", "a role", SESSION, role, "boundary: implicit-deny"],
      ["boundary", "a session", SESSION, session, "allowed"],
      ["boundary", "a user", USER, user, "allowed"],
      ["boundary", "everybody", SESSION, everybody, "allowed"],
      ["boundary", "an account", SESSION, account, "identity: implicit-deny"],
      ["session", "a role", SESSION, role, "session: implicit-deny"],
      ["session", "a session", SESSION, session, "allowed"],
      ["session", "everybody", SESSION, everybody, "allowed"],
    ] as [string, string, Principal, PolicySet["resource"], string][])(
      "heeds an implicit denial of the %s or not, where it names %s",
      (limit, _, principal, resource, expected) => {
        const limits = limit === "boundary" ? { boundary: ELSEWHERE } : { session: [ELSEWHERE] };
        expect(outcome(asking({ principal }), { resource, ...limits })).toBe(expected);
      },
    );

    it("heeds boundaries where an account is named and the identity may", () => {
      const policies = { identity, resource: account, boundary: ELSEWHERE };
      expect(outcome(asking(), policies)).toBe("boundary: implicit-deny");
    });
  });

  // https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html and id_roles_compare-resource-policies.html
  describe("with keys and trust policies, which must allow themselves", () => {
    const must = { resourceMustAllow: true };
    const key = asking({ action: "kms:Decrypt", resource: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1` });
    const account = to({ AWS: `arn:aws:iam::${ACCOUNT}:root` });

    it("refuses whom the key does not allow, the root user included", () => {
      expect(outcome(key, { identity, ...must })).toBe("resource: implicit-deny");
      expect(outcome(key, { identity, resource: to({ AWS: USER.arn }), ...must })).toBe("resource: implicit-deny");
      expect(outcome({ ...key, principal: ROOT }, { ...must, resource: to({ AWS: USER.arn }) })).toBe(
        "resource: implicit-deny",
      );
    });

    it("leaves the decision to the account's own policies where the key names the account", () => {
      expect(outcome(key, { identity, resource: account, ...must })).toBe("allowed");
      expect(outcome(key, { resource: account, ...must })).toBe("identity: implicit-deny");
      expect(outcome({ ...key, principal: ROOT }, { resource: account, ...must })).toBe("allowed");
    });

    it("asks no policy of the identity where the key names the role", () => {
      expect(outcome(key, { resource: to({ AWS: SESSION.arn }), ...must })).toBe("allowed");
    });

    it("lets a role be assumed by whom its trust policy names", () => {
      const assume = asking({ action: "sts:AssumeRole", resource: `arn:aws:iam::${ACCOUNT}:role/Other` });
      const trust = (principal: unknown, conditions?: object) => ({
        resource: {
          name: "trust",
          document: {
            Version: "2012-10-17",
            Statement: {
              Effect: "Allow",
              Principal: principal,
              Action: "sts:AssumeRole",
              ...(conditions && { Condition: conditions }),
            },
          },
        },
        ...must,
      });
      const external = { StringEquals: { "sts:ExternalId": "secret" } };
      expect(outcome(assume, trust({ AWS: SESSION.arn }))).toBe("allowed");
      expect(outcome(assume, { identity, ...trust({ Service: "lambda.amazonaws.com" }) })).toBe(
        "resource: implicit-deny",
      );
      expect(outcome(assume, trust({ AWS: SESSION.arn }, external))).toBe("resource: implicit-deny");
      const told = { ...assume, context: { "sts:externalid": "secret" } };
      expect(outcome(told, trust({ AWS: SESSION.arn }, external))).toBe("allowed");
      expect(evaluate({ ...assume, principal: ROOT }, { identity: [], ...trust({ AWS: ACCOUNT }) })).toMatchObject({
        allowed: false,
        detail: "Roles may not be assumed by root accounts.",
      });
    });
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
describe("between accounts", () => {
  const request = asking({ resourceAccountId: OTHER });
  const identity = [EVERYTHING];
  const granting = [to({ AWS: ACCOUNT }), to({ AWS: SESSION.arn }), to({ AWS: SESSION.callerArn }), to("*")];

  it.each(granting)("asks both sides", (resource) => {
    expect(outcome(request, { identity, resource })).toBe("allowed");
    expect(outcome(request, { resource })).toBe("identity: implicit-deny");
    expect(outcome(request, { identity: [ELSEWHERE], resource })).toBe("identity: implicit-deny");
  });

  it.each(granting)("asks boundary and session, whomever the resource names", (resource) => {
    expect(outcome(request, { identity, resource, boundary: ELSEWHERE })).toBe("boundary: implicit-deny");
    expect(outcome(request, { identity, resource, session: [ELSEWHERE] })).toBe("session: implicit-deny");
  });

  it("refuses what the resource's policy does not allow, or where it has none", () => {
    expect(outcome(request, { identity })).toBe("resource: implicit-deny");
    expect(outcome(request, { identity, resource: to({ AWS: OTHER }) })).toBe("resource: implicit-deny");
    expect(outcome({ ...request, principal: ROOT }, {})).toBe("resource: implicit-deny");
    expect(outcome({ ...request, principal: ROOT }, { resource: to({ AWS: ACCOUNT }) })).toBe("allowed");
  });
});

describe("services, federated callers and strangers", () => {
  const source = {
    StringEquals: { "aws:SourceAccount": ACCOUNT },
    ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:topic" },
  };
  const queue = to({ Service: "datazone.amazonaws.com" }, { Condition: source });
  const request = asking({ principal: SERVICE });

  it("asks the resource's policy alone, with the conditions on the source of the call", () => {
    const context = { "aws:sourceaccount": ACCOUNT, "aws:sourcearn": `arn:aws:sns:eu-west-1:${ACCOUNT}:topic` };
    expect(outcome({ ...request, context }, { resource: queue })).toBe("allowed");
    expect(outcome({ ...request, context: { ...context, "aws:sourceaccount": OTHER } }, { resource: queue })).toBe(
      "resource: implicit-deny",
    );
    // DataZone sends neither for the account pool's role: field evidence, section 3.
    expect(outcome(request, { resource: queue })).toBe("resource: implicit-deny");
    expect(outcome(request, { resource: to({ Service: "ram.amazonaws.com" }) })).toBe("resource: implicit-deny");
    expect(outcome(request, { identity: [EVERYTHING] })).toBe("resource: implicit-deny");
  });

  it("lets in who has a token of the provider that a trust policy names", () => {
    const provider = `arn:aws:iam::${ACCOUNT}:oidc-provider/gitlab.example.com`;
    const token = asking({
      principal: { kind: "federated", arn: provider, callerArn: "token" },
      action: "sts:AssumeRoleWithWebIdentity",
    });
    expect(outcome(token, { resource: to({ Federated: provider }) })).toBe("allowed");
    expect(outcome(token, { resource: to({ Federated: `${provider}2` }) })).toBe("resource: implicit-deny");
  });

  it("lets strangers do what everybody may", () => {
    const stranger = asking({ principal: ANYBODY });
    expect(outcome(stranger, { resource: to("*") })).toBe("allowed");
    expect(outcome(stranger, { resource: to({ AWS: ACCOUNT }) })).toBe("resource: implicit-deny");
    expect(outcome(stranger, { identity: [EVERYTHING] })).toBe("resource: implicit-deny");
  });
});

describe("calls through services", () => {
  it("pass a role to the service that a statement names, and to no other", () => {
    const role = `arn:aws:iam::${ACCOUNT}:role/service-role/AmazonSageMakerManageAccess-eu-west-1-dzd-1`;
    const identity = [
      policy(
        "pass",
        allow({
          Action: "iam:PassRole",
          Resource: `arn:aws:iam::${ACCOUNT}:role/service-role/AmazonSageMakerManageAccess-*`,
          Condition: { StringEquals: { "iam:PassedToService": "datazone.amazonaws.com" } },
        }),
      ),
    ];
    const pass = (service: string) =>
      asking({ action: "iam:PassRole", resource: role, context: { "iam:passedtoservice": service } });
    expect(outcome(pass("datazone.amazonaws.com"), { identity })).toBe("allowed");
    expect(outcome(pass("lambda.amazonaws.com"), { identity })).toBe("identity: implicit-deny");
    expect(outcome({ ...pass(""), context: {} }, { identity })).toBe("identity: implicit-deny");
    expect(outcome({ ...pass("datazone.amazonaws.com"), resource: `${role}/x:y` }, { identity })).toBe("allowed");
    expect(outcome({ ...pass("datazone.amazonaws.com"), resource: SESSION.arn }, { identity })).toBe(
      "identity: implicit-deny",
    );
  });

  it("use a key through the service that it names", () => {
    const resource = to(
      { AWS: "*" },
      { Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com", "kms:CallerAccount": ACCOUNT } } },
    );
    const use = (via: object) =>
      asking({
        action: "kms:GenerateDataKey",
        resource: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`,
        context: { "kms:calleraccount": ACCOUNT, ...via },
      });
    const must = { resource, resourceMustAllow: true };
    expect(outcome(use({ "kms:viaservice": "s3.eu-west-1.amazonaws.com" }), must)).toBe("allowed");
    expect(outcome(use({ "kms:viaservice": "ssm.eu-west-1.amazonaws.com" }), must)).toBe("resource: implicit-deny");
    expect(outcome(use({}), { ...must, identity: [EVERYTHING] })).toBe("resource: implicit-deny");
  });
});

it("lets everybody ask who they are, whatever denies it", () => {
  const whoAmI = asking({ action: "sts:GetCallerIdentity", resource: "*" });
  expect(outcome(whoAmI, { identity: [policy("no", deny())], serviceControl: [[]] })).toBe("allowed");
});
