import { Judge } from "../../../../packages/emulator/iam";
import type { NamedPolicy } from "../../../../packages/emulator/iam/model";
import type { PrincipalFacts } from "../../../../packages/emulator/iam/policies/facts";
import { Store } from "../../../../packages/emulator/store";
import { ACCOUNT, callOf, REGION } from "./calls";
import { knownFacts, type WrittenFacts } from "./known-facts";

const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
const OTHER = "222222222222";

interface Statement {
  readonly Effect?: "Allow" | "Deny";
  readonly Action: string | string[];
  readonly Resource?: string;
  readonly Principal?: object | "*";
  readonly Condition?: object;
}

function policy(name: string, ...statements: Statement[]): NamedPolicy {
  const complete = statements.map(({ Effect = "Allow", ...rest }) => ({
    Effect,
    ...("Principal" in rest ? {} : { Resource: "*" }),
    ...rest,
  }));
  return { name, document: { Version: "2012-10-17", Statement: complete } };
}

function role(
  name: string,
  identity: NamedPolicy[],
  more: Partial<PrincipalFacts> = {},
  account = ACCOUNT,
): PrincipalFacts {
  return { arn: `arn:aws:iam::${account}:role/path/${name}`, id: `AROA${name}`, tags: {}, identity, ...more };
}

interface Asked {
  readonly service: string;
  readonly operation: string;
  readonly input?: object;
  readonly facts: WrittenFacts;
  readonly callerArn?: string;
  readonly store?: Store;
  readonly accessKeyId?: string;
}

/** Has a call judged; answers with the error's code and text, or "allowed". */
async function judge({ service, operation, input = {}, facts, store, callerArn, accessKeyId = "key" }: Asked) {
  const judge = new Judge(knownFacts(facts));
  const made = callOf(service, operation, store);
  const call = { ...made, callerArn: callerArn ?? made.callerArn };
  const caller = { account: call.callerArn.split(":")[4], arn: call.callerArn, accessKeyId, region: REGION };
  const parsed = { operation, input: input as Record<string, unknown> };
  try {
    await judge.authorize({ call: { ...call, account: caller.account }, caller, parsed });
    return "allowed";
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

const admin = (...identity: NamedPolicy[]): WrittenFacts => ({
  roles: { [`${ACCOUNT}/Admin`]: role("Admin", identity) },
});
const ALL = policy("All", { Action: "*" });
const S3 = { headers: {}, query: {}, body: Buffer.alloc(0), Bucket: "bucket", Key: "a/b" };

describe("identity-based policies", () => {
  const call = { service: "kms", operation: "ListKeys" };

  it("allow what a statement allows", async () => {
    expect(await judge({ ...call, facts: admin(policy("P", { Action: "kms:List*" })) })).toBe("allowed");
  });

  it("refuse what none allows, in the service's words", async () => {
    expect(await judge({ ...call, facts: admin(policy("P", { Action: "kms:Get*" })) })).toBe(
      `AccessDeniedException: User: arn:aws:sts::${ACCOUNT}:assumed-role/Admin/session is not authorized to perform: kms:ListKeys because no identity-based policy allows the kms:ListKeys action`,
    );
  });

  it("refuse with an explicit denial", async () => {
    const denied = policy("D", { Effect: "Deny", Action: "kms:*" });
    expect(await judge({ ...call, facts: admin(ALL, denied) })).toContain(
      "with an explicit deny in an identity-based policy",
    );
  });

  it("are none of a role that is gone", async () => {
    expect(await judge({ ...call, facts: {} })).toContain("because no identity-based policy allows");
  });

  it("are not asked about the root user, whose account has everything", async () => {
    expect(await judge({ ...call, facts: {}, callerArn: `arn:aws:iam::${ACCOUNT}:root` })).toBe("allowed");
  });

  it("may ask for tags of the principal, its session and the request", async () => {
    const Condition = { StringEquals: { "aws:PrincipalTag/team": "a", "aws:RequestTag/stage": "dev" } };
    const facts = (tags: Record<string, string>): WrittenFacts => ({
      roles: {
        [`${ACCOUNT}/Admin`]: role(
          "Admin",
          [policy("P", { Action: "kms:CreateKey", Condition }, { Action: "kms:TagResource" })],
          { tags },
        ),
      },
    });
    const create = { service: "kms", operation: "CreateKey", input: { Tags: [{ TagKey: "stage", TagValue: "dev" }] } };
    expect(await judge({ ...create, facts: facts({ team: "a" }) })).toBe("allowed");
    expect(await judge({ ...create, facts: facts({ team: "b" }) })).toContain("kms:CreateKey");
    expect(await judge({ ...create, input: {}, facts: facts({ team: "a" }) })).toContain("kms:CreateKey");
    const store = new Store();
    store.state("sts", "global", "global", () => ({ key: { tags: { team: "a" } } }));
    expect(await judge({ ...create, facts: facts({}), store })).toBe("allowed");
  });
});

describe("what narrows a role", () => {
  const call = { service: "kms", operation: "ListKeys" };
  const onlyS3 = policy("OnlyS3", { Action: "s3:*" });

  it("is its permissions boundary", async () => {
    const facts = { roles: { [`${ACCOUNT}/Admin`]: role("Admin", [ALL], { boundary: onlyS3 }) } };
    expect(await judge({ ...call, facts })).toContain("because no permissions boundary allows the kms:ListKeys action");
  });

  it("is the policy of its session, by the access key", async () => {
    const store = new Store();
    store.state("sts", "global", "global", () => ({ narrowed: { policies: [onlyS3] } }));
    const asked = { ...call, facts: admin(ALL), store };
    expect(await judge({ ...asked, accessKeyId: "narrowed" })).toContain("because no session policy allows");
    expect(await judge({ ...asked, accessKeyId: "whole" })).toBe("allowed");
  });

  it("is every level of service control policies, for the root user as well", async () => {
    const denial = policy("arn:aws:organizations::1:policy/o-1/service_control_policy/p-1", ALL_BUT_KMS);
    const organization = {
      id: "o-1",
      managementAccount: OTHER,
      path: "o-1/r-1/",
      serviceControl: [[ALL], [ALL, denial]],
    };
    const facts = { ...admin(ALL), organizations: { [ACCOUNT]: organization } };
    const refusal =
      "with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/service_control_policy/p-1";
    expect(await judge({ ...call, facts })).toContain(refusal);
    expect(await judge({ ...call, facts, callerArn: `arn:aws:iam::${ACCOUNT}:root` })).toContain(refusal);
    expect(await judge({ service: "iam", operation: "ListRoles", facts })).toBe("allowed");
  });
});
const ALL_BUT_KMS: Statement = { Effect: "Deny", Action: "kms:*" };

describe("policies of buckets", () => {
  const read = { service: "s3", operation: "GetObject", input: S3 };
  const bucket = (account: string, ...statements: Statement[]) => ({
    buckets: {
      bucket: { account, region: REGION, bucketKey: false, policy: policy("arn:aws:s3:::bucket", ...statements) },
    },
  });
  const everybody = { Principal: "*" as const, Resource: "arn:aws:s3:::bucket/*" };

  it("deny what identity-based policies allow", async () => {
    const denial: Statement = { ...everybody, Effect: "Deny", Action: "s3:GetObject" };
    expect(await judge({ ...read, facts: { ...admin(ALL), ...bucket(ACCOUNT, denial) } })).toContain(
      "with an explicit deny in a resource-based policy",
    );
  });

  it("let through what comes over TLS where they deny everything else, as calls of the sandbox do", async () => {
    const Condition = { Bool: { "aws:SecureTransport": "false" } };
    const denial: Statement = { ...everybody, Effect: "Deny", Action: "s3:*", Condition };
    expect(await judge({ ...read, facts: { ...admin(ALL), ...bucket(ACCOUNT, denial) } })).toBe("allowed");
  });

  it("have to allow callers of other accounts, who need their own permission as well", async () => {
    const grant: Statement = { ...everybody, Action: "s3:GetObject" };
    expect(await judge({ ...read, facts: { ...admin(ALL), ...bucket(OTHER) } })).toBe("AccessDenied: Access Denied");
    expect(await judge({ ...read, facts: { ...admin(ALL), ...bucket(OTHER, grant) } })).toBe("allowed");
    expect(await judge({ ...read, facts: { ...admin(), ...bucket(OTHER, grant) } })).toContain("AccessDenied");
  });
});

describe("policies of keys", () => {
  const own = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
  const key = (...statements: Statement[]) => ({
    keys: {
      [KEY]: {
        arn: KEY,
        aliases: ["alias/data"],
        tags: {},
        managed: false,
        policy: policy(KEY, ...statements),
      },
    },
  });
  const encrypted = {
    buckets: { bucket: { account: ACCOUNT, region: REGION, bucketKey: false, key: KEY, algorithm: "aws:kms" } },
    objects: { "bucket/a/b": KEY },
  };
  const describe = { service: "kms", operation: "DescribeKey", input: { KeyId: KEY } };

  it("have to allow, in the key's own account too", async () => {
    const somebodyElse = key({ Principal: { AWS: `arn:aws:iam::${OTHER}:root` }, Action: "kms:*", Resource: "*" });
    expect(await judge({ ...describe, facts: { ...admin(ALL), ...somebodyElse } })).toContain(
      "no resource-based policy allows",
    );
    const account = key({ Principal: own, Action: "kms:*", Resource: "*" });
    expect(await judge({ ...describe, facts: { ...admin(ALL), ...account } })).toBe("allowed");
    expect(await judge({ ...describe, facts: { ...admin(), ...account } })).toContain(
      "no identity-based policy allows",
    );
  });

  it("are asked when S3 uses the key in the caller's name, with the service and the object", async () => {
    const Condition = {
      StringEquals: {
        "kms:ViaService": `s3.${REGION}.amazonaws.com`,
        "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::bucket/a/b",
      },
    };
    const through = key({
      Principal: { AWS: "*" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "*",
      Condition,
    });
    const objects = policy("Objects", { Action: ["s3:GetObject", "s3:PutObject"] });
    const facts = { ...admin(objects), ...encrypted, ...through };
    expect(await judge({ service: "s3", operation: "GetObject", input: S3, facts })).toBe("allowed");
    expect(await judge({ service: "s3", operation: "PutObject", input: S3, facts })).toBe("allowed");
    expect(await judge({ service: "kms", operation: "Decrypt", input: { KeyId: KEY }, facts })).toContain(
      "kms:Decrypt",
    );
    const closed = { ...admin(objects), ...encrypted, ...key({ Principal: own, Action: "kms:*", Resource: "*" }) };
    expect(await judge({ service: "s3", operation: "PutObject", input: S3, facts: closed })).toContain(
      "kms:GenerateDataKey",
    );
  });

  it("may be limited to an alias", async () => {
    const Condition = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/data" } };
    const facts = {
      ...admin(policy("P", { Action: "kms:DescribeKey", Condition })),
      ...key({ Principal: own, Action: "kms:*", Resource: "*" }),
    };
    expect(await judge({ ...describe, facts })).toBe("allowed");
  });
});

describe("trust policies of roles", () => {
  const target = `arn:aws:iam::${OTHER}:role/path/Deploy`;
  const assume = (more: object = {}) => ({
    service: "sts",
    operation: "AssumeRole",
    input: { RoleArn: target, RoleSessionName: "s", ...more },
  });
  const trusting = (Condition?: object): WrittenFacts => ({
    roles: {
      ...admin(policy("P", { Action: "sts:AssumeRole" })).roles,
      [`${OTHER}/Deploy`]: role(
        "Deploy",
        [],
        {
          trust: policy(target, {
            Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/path/Admin` },
            Action: "sts:AssumeRole",
            ...(Condition && { Condition }),
          }),
        },
        OTHER,
      ),
    },
  });
  const externalId = { StringEquals: { "sts:ExternalId": "secret" } };

  it("decide who assumes the role", async () => {
    expect(await judge({ ...assume(), facts: trusting() })).toBe("allowed");
    const stranger = `arn:aws:sts::${ACCOUNT}:assumed-role/Stranger/s`;
    const facts = { roles: { ...trusting().roles, [`${ACCOUNT}/Stranger`]: role("Stranger", [ALL]) } };
    expect(await judge({ ...assume(), facts, callerArn: stranger })).toBe(
      `AccessDenied: User: ${stranger} is not authorized to perform: sts:AssumeRole on resource: ${target}`,
    );
  });

  it("may ask for an external id", async () => {
    expect(await judge({ ...assume({ ExternalId: "secret" }), facts: trusting(externalId) })).toBe("allowed");
    expect(await judge({ ...assume({ ExternalId: "other" }), facts: trusting(externalId) })).toContain(
      "sts:AssumeRole",
    );
    expect(await judge({ ...assume(), facts: trusting(externalId) })).toContain("sts:AssumeRole");
  });

  it("have to allow tags of the session as well", async () => {
    const tagged = assume({ Tags: [{ Key: "a", Value: "b" }] });
    expect(await judge({ ...tagged, facts: trusting() })).toContain("sts:TagSession");
  });

  it("refuse a role that is not there", async () => {
    expect(await judge({ ...assume(), facts: admin(ALL) })).toContain("sts:AssumeRole");
  });
});

describe("roles that a call hands to a service", () => {
  const passed = `arn:aws:iam::${ACCOUNT}:role/Execution`;
  const create = { service: "lambda", operation: "CreateFunction", input: { FunctionName: "f", Role: passed } };
  const passes = (service: string): Statement => ({
    Action: "iam:PassRole",
    Resource: passed,
    Condition: { StringEquals: { "iam:PassedToService": service } },
  });
  const creates: Statement = { Action: "lambda:CreateFunction" };

  it("need iam:PassRole to that service", async () => {
    expect(await judge({ ...create, facts: admin(policy("P", creates)) })).toContain(
      `iam:PassRole on resource: ${passed}`,
    );
    expect(await judge({ ...create, facts: admin(policy("P", creates, passes("ec2.amazonaws.com"))) })).toContain(
      "iam:PassRole",
    );
    expect(await judge({ ...create, facts: admin(policy("P", creates, passes("lambda.amazonaws.com"))) })).toBe(
      "allowed",
    );
  });
});

describe("calls of EC2", () => {
  const VPC = "vpc-0123456789abcdef0";
  const tagged = (tag: string): WrittenFacts => ({ network: { tables: {}, tags: { [VPC]: { owner: tag } } } });
  const remove = { service: "ec2", operation: "DeleteVpc", input: { VpcId: VPC } };
  const ours = policy("P", { Action: "ec2:DeleteVpc", Condition: { StringEquals: { "aws:ResourceTag/owner": "us" } } });

  it("are judged by the tags of what they name, and refused in EC2's words", async () => {
    expect(await judge({ ...remove, facts: { ...admin(ours), ...tagged("us") } })).toBe("allowed");
    expect(await judge({ ...remove, facts: { ...admin(ours), ...tagged("them") } })).toMatch(
      /^UnauthorizedOperation: You are not authorized to perform this operation\. User: .* ec2:DeleteVpc on resource: .*vpc\/vpc-0123456789abcdef0/,
    );
  });

  it("need the tagging of what they make with tags", async () => {
    const input = {
      CidrBlock: "10.0.0.0/16",
      TagSpecification: [{ ResourceType: "vpc", Tag: [{ Key: "a", Value: "b" }] }],
    };
    const create = { service: "ec2", operation: "CreateVpc", input };
    expect(await judge({ ...create, facts: admin(policy("P", { Action: "ec2:CreateVpc" })) })).toContain(
      "ec2:CreateTags",
    );
    const Condition = { StringEquals: { "ec2:CreateAction": "CreateVpc", "aws:RequestTag/a": "b" } };
    const tags: Statement = { Action: "ec2:CreateTags", Condition };
    expect(await judge({ ...create, facts: admin(policy("P", { Action: "ec2:CreateVpc" }, tags)) })).toBe("allowed");
  });

  it("are refused where the request does not name what the action is about", async () => {
    expect(await judge({ service: "ec2", operation: "DeleteVpc", facts: admin(ALL) })).toContain("does not know");
  });
});

describe("an operation that nobody has mapped", () => {
  it.each([
    ["kms", "ImportKeyMaterial"],
    ["s3", "PUT /bucket?intelligent-tiering"],
    ["quantum", "DoAnything"],
    ["datazone", "NoSuchOperation"],
  ])("of %s, %s, is refused to an administrator with a line that says so", async (service, operation) => {
    const refusal = await judge({ service, operation, facts: admin(ALL) });
    expect(refusal).toContain(`the sandbox does not know what ${service}:${operation} needs in IAM`);
  });

  it("is none where the reference has an action of its name without resource types and condition keys", async () => {
    const call = { service: "lakeformation", operation: "ListPermissions" };
    expect(await judge({ ...call, facts: admin(ALL) })).toBe("allowed");
    expect(await judge({ ...call, facts: admin() })).toContain("lakeformation:ListPermissions");
  });
});

describe("a judge that does not enforce", () => {
  it("lets every call pass, and lists all that is refused", async () => {
    const judge = new Judge(knownFacts(admin()), false);
    const call = callOf("lambda", "CreateFunction");
    const caller = { account: ACCOUNT, arn: call.callerArn, accessKeyId: "key", region: REGION };
    const input = { FunctionName: "f", Role: `arn:aws:iam::${ACCOUNT}:role/r` };
    await judge.authorize({ call, caller, parsed: { operation: "CreateFunction", input } });
    await judge.authorize({ call: callOf("quantum", "Do"), caller, parsed: { operation: "Do", input: {} } });
    const { calls, refused } = judge.ledger.list();
    expect(calls).toBe(2);
    expect(refused).toMatchObject([
      { layer: "IAM", operation: "CreateFunction", action: "lambda:CreateFunction" },
      { layer: "IAM", operation: "CreateFunction", action: "iam:PassRole" },
      { layer: "IAM", operation: "Do" },
    ]);
  });
});
