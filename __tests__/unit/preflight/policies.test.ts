import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadAllStages } from "../../../configuration";
import type { Stage } from "../../../configuration/model";
import { parseStackId } from "../../../contracts/layers";
import { dataKeyPolicy, domainKeyPolicy } from "../../../modules/kms-key";
import { dataKeyUsers, domainKeyUsers, executionRoleArn, type KeyUser } from "../../../preflight/key-users";
import { statementsOf } from "../../../preflight/policies/document";
import { missedConditions, permits, type AskedCall } from "../../../preflight/policies/permitted";
import { wantedRoles } from "../../../preflight/wanted-roles";
import { stageOf, synthesizeStage } from "../../support/stages";
import { parseTemplate } from "../../support/template-json";

const document = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const service = (name: string): AskedCall["caller"] => ({ service: name });
const call = (caller: AskedCall["caller"], context = {}, action = "sts:AssumeRole"): AskedCall => ({
  caller,
  action,
  context,
});
const ROLE = { arn: "arn:aws:iam::111111111111:role/a", accountId: "111111111111" };

describe("permits", () => {
  const allow = (more: object) => ({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "x" }, ...more });
  const ofAccount = (operator: string, key: string, value: unknown) => ({
    Condition: { [operator]: { [key]: value } },
  });

  it.each<[string, object[], object, "yes" | "no" | "unknown"]>([
    ["names the service", [allow({})], {}, "yes"],
    ["names another one", [allow({ Principal: { Service: ["y", "z"] } })], {}, "no"],
    ["names another action", [allow({ Action: ["sts:TagSession"] })], {}, "no"],
    ["has a pattern of actions, in any case", [allow({ Action: "STS:Assume*" })], {}, "yes"],
    [
      "asks for this account",
      [allow(ofAccount("StringEquals", "aws:SourceAccount", "1"))],
      { "aws:sourceaccount": "1" },
      "yes",
    ],
    [
      "asks for another one",
      [allow(ofAccount("StringEquals", "AWS:sourceaccount", ["2"]))],
      { "aws:sourceaccount": "1" },
      "no",
    ],
    ["asks for a key that nobody knows yet", [allow(ofAccount("StringEquals", "aws:SourceArn", "x"))], {}, "unknown"],
    [
      "asks for a pattern",
      [allow(ofAccount("ArnLike", "aws:SourceArn", "arn:*:domain/?"))],
      { "aws:sourcearn": "arn:a:domain/b" },
      "yes",
    ],
    ["takes a dot for a dot", [allow(ofAccount("StringLike", "k", "a.c"))], { k: "abc" }, "no"],
    ["takes a text for a text", [allow(ofAccount("StringEquals", "k", "a*"))], { k: "abc" }, "no"],
    ["excludes it", [allow(ofAccount("StringNotEquals", "k", "a"))], { k: "a" }, "no"],
    ["excludes another", [allow(ofAccount("StringNotLike", "k", "b*"))], { k: "a" }, "yes"],
    ["has an operator that is not read", [allow(ofAccount("NumericLessThan", "k", "3"))], { k: "1" }, "unknown"],
    ["has a set operator", [allow(ofAccount("ForAllValues:StringLike", "aws:TagKeys", "d*"))], {}, "unknown"],
    ["has a variable", [allow(ofAccount("StringEquals", "k", "${aws:PrincipalTag/a}"))], { k: "1" }, "unknown"],
    ["wants a key to be there", [allow(ofAccount("Null", "k", "false"))], { k: "1" }, "yes"],
    ["wants a key to be absent", [allow(ofAccount("Null", "k", "true"))], { k: "1" }, "no"],
    ["asks for a key that the call does not have", [allow(ofAccount("StringLike", "k", "*"))], { k: null }, "no"],
    ["asks for it where it is there", [allow(ofAccount("StringLikeIfExists", "k", "a"))], { k: null }, "yes"],
    ["excludes a value of it", [allow(ofAccount("StringNotEquals", "k", "a"))], { k: null }, "yes"],
    ["wants it to be absent", [allow(ofAccount("Null", "k", "true"))], { k: null }, "yes"],
    ["excludes principals", [{ Effect: "Allow", Action: "*", NotPrincipal: { Service: "y" } }], {}, "unknown"],
    ["excludes actions", [{ Effect: "Allow", NotAction: "a:b", Principal: { Service: "x" } }], {}, "unknown"],
    ["lets everybody in, which may or may not be a service", [allow({ Principal: "*" })], {}, "unknown"],
    ["denies it", [allow({}), { ...allow({}), Effect: "Deny" }], {}, "no"],
    ["denies somebody else", [allow({}), { ...allow({ Principal: { Service: "y" } }), Effect: "Deny" }], {}, "yes"],
    ["may deny it", [allow({}), { ...allow(ofAccount("StringEquals", "k", "a")), Effect: "Deny" }], {}, "unknown"],
    ["is empty", [], {}, "no"],
  ])("a policy that %s", (_what, statements, context, verdict) => {
    expect(permits(statementsOf(document(...statements)), call(service("x"), context))).toBe(verdict);
  });

  it.each([
    ["itself", ROLE.arn, "yes"],
    ["its account's number", "111111111111", "yes"],
    ["its account's root", "arn:aws:iam::111111111111:root", "yes"],
    ["everybody", "*", "yes"],
    ["another account", "arn:aws:iam::222222222222:root", "no"],
  ])("a role, by %s", (_what, AWS, verdict) => {
    const statements = statementsOf(document(allow({ Principal: { AWS } })));
    expect(permits(statements, call(ROLE))).toBe(verdict);
  });

  it("a policy with one statement that is no list", () => {
    expect(permits(statementsOf(JSON.stringify({ Statement: allow({}) })), call(service("x")))).toBe("yes");
  });

  it("names the conditions that keep a caller out who is named", () => {
    const statements = statementsOf(document(allow(ofAccount("StringEquals", "aws:SourceAccount", "2"))));
    expect(missedConditions(statements, call(service("x"), { "aws:sourceaccount": "1" }))).toEqual([
      { operator: "StringEquals", key: "aws:sourceaccount", values: ["2"] },
    ]);
    expect(missedConditions(statements, call(service("y"), { "aws:sourceaccount": "1" }))).toEqual([]);
  });
});

const refusedUsers = (policy: string, users: readonly KeyUser[]): string[] => {
  const statements = statementsOf(policy.replaceAll("$${", "${"));
  return users.flatMap(({ who, caller, context, actions }) =>
    actions.some((action) => permits(statements, { caller, action, context }) === "no") ? [who.split(" ")[0]] : [],
  );
};

const OWNER = "000000000001";
const FINANCE = "000000000011";
const stage = (organizationId?: string): Stage =>
  stageOf({
    organization: { organizationId },
    governanceAccount: "owner",
    accounts: {
      owner: { id: OWNER },
      finance: { id: FINANCE, blueprints: { Tooling: {}, EmrServerless: {} } },
    },
    domain: { name: "example", region: "eu-west-1" },
  });

describe("users of keys", () => {
  const place = { partition: "aws", region: "eu-west-1" };
  const dataKey = (domainAccountId: string): string =>
    dataKeyPolicy({
      ...place,
      accountId: FINANCE,
      domainAccountId,
      domainExecutionRoleArn: executionRoleArn(stage()).replace(OWNER, domainAccountId),
      provisioningRoleArns: [],
    });

  it("are let in by the policy of a data key that is created", () => {
    const users = dataKeyUsers(stage(), stage().accounts.finance, "eu-west-1");
    expect(users).toHaveLength(5);
    expect(refusedUsers(dataKey(OWNER), users)).toEqual([]);
  });

  it("are missed one by one where a statement is left out", () => {
    const users = dataKeyUsers(stage(), stage().accounts.finance, "eu-west-1");
    const without = (...sids: string[]): string => {
      const { Statement } = JSON.parse(dataKey(OWNER)) as { Statement: { Sid: string }[] };
      return document(...Statement.filter(({ Sid }) => !sids.includes(Sid)));
    };
    expect(refusedUsers(without("DataZone"), users)).toEqual(["datazone.amazonaws.com"]);
    expect(refusedUsers(without("DomainExecutionRole"), users)).toEqual(["the"]);
    expect(refusedUsers(without("LogGroups"), users)).toEqual(["CloudWatch"]);
    expect(refusedUsers(without("EmrServerless"), users)).toEqual(["emr-serverless.amazonaws.com"]);
    expect(refusedUsers(dataKey("000000000099"), users)).toEqual(["the"]);
  });

  it.each([
    ["by the organization", "o-aaaaaaaaaa", []],
    ["one by one", undefined, [FINANCE]],
  ])(
    "are let in by the policy of a domain key that is created, members %s",
    (_what, organizationId, memberAccountIds) => {
      const own = stage(organizationId);
      const users = domainKeyUsers(own, Object.values(own.accounts));
      const policy = domainKeyPolicy({ ...place, accountId: OWNER, memberAccountIds, organizationId });
      expect(users).toHaveLength(3);
      expect(refusedUsers(policy, users)).toEqual([]);
      const closed = domainKeyPolicy({ ...place, accountId: OWNER, memberAccountIds: ["000000000099"] });
      expect(refusedUsers(closed, users)).toEqual(["roles"]);
    },
  );
});

describe("roles that the stacks create", () => {
  const stages = loadAllStages(resolve(__dirname, "../../../environments"));
  const trusts = new Map<string, string>();
  beforeAll(() => {
    for (const each of stages)
      for (const [id, { resource = {} }] of synthesizeStage(each, stages).stacks)
        for (const role of Object.values((resource.aws_iam_role ?? {}) as Record<string, Record<string, string>>))
          trusts.set(
            `${parseStackId(id).account} ${role.name.replace(/\$\{[^}]*\}/g, "dzd-1")}`,
            JSON.stringify(parseTemplate(role.assume_role_policy)),
          );
  });

  it("trust every service that preflight expects to assume them", () => {
    const domain = {
      id: "dzd-1",
      arn: "arn:aws:datazone:x:1:domain/dzd-1",
      rootUnitId: "",
      blueprints: new Map(),
      units: [],
    };
    const checked = new Set<string>();
    for (const each of stages)
      for (const account of [each.governance, ...Object.values(each.accounts)])
        for (const { name, given, trust } of wantedRoles(each, account, domain)) {
          if (given !== undefined) continue;
          const policy = trusts.get(`${account.key} ${name}`);
          expect([name, policy === undefined]).toEqual([name, false]);
          checked.add(name);
          for (const caller of trust?.services ?? [])
            for (const action of trust?.actions ?? []) {
              const context = { "aws:sourceaccount": trust?.sourceAccount ?? "" };
              const verdict = permits(statementsOf(policy ?? "{}"), { caller: { service: caller }, action, context });
              expect([name, caller, action, verdict === "no"]).toEqual([name, caller, action, false]);
            }
        }
    expect(checked.size).toBeGreaterThan(5);
  });
});

describe("statements in the documentation", () => {
  it("let in who preflight asks about", () => {
    const page = readFileSync(join(__dirname, "../../../docs/preflight.md"), "utf8");
    const [, text = "{}"] = /```json\n([^]*?)```/.exec(page) ?? [];
    const policy = text
      .replaceAll("DOMAIN_ACCOUNT_ID", OWNER)
      .replaceAll("ACCOUNT_ID", FINANCE)
      .replaceAll("REGION", "eu-west-1");
    const own = stage();
    const users = dataKeyUsers(own, own.accounts.finance, "eu-west-1").slice(0, 4);
    expect(refusedUsers(policy, users)).toEqual([]);
    expect(refusedUsers(policy.replaceAll(OWNER, FINANCE), users)).not.toEqual([]);
  });
});
