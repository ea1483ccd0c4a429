import * as fc from "fast-check";
import { evaluate } from "../../../../packages/emulator/iam/evaluate";
import type { AccessRequest, ConditionContext, NamedPolicy, PolicySet } from "../../../../packages/emulator/iam/model";
import { template, UNRESOLVED } from "../../../../packages/emulator/iam/templates";
import { Unknown } from "../../../../packages/emulator/iam/verdict";
import { matches, type Reach } from "../../../../packages/emulator/iam/wildcards";
import { ACCOUNT, ANYBODY, OTHER, ROOT, SERVICE, SESSION, USER } from "./requests";

/** A small world, in which statements meet requests often. */
const actions = fc.constantFrom("s3:GetObject", "s3:PutObject", "kms:Decrypt");
const resources = fc.constantFrom("arn:aws:s3:::a/x", "arn:aws:s3:::a/y", "arn:aws:s3:::b/x", "*");
const actionPatterns = fc.constantFrom("*", "*", "*", "s3:*", "s3:Get*", "s3:PutObject", "kms:Decrypt");
const resourcePatterns = fc.constantFrom(
  "*",
  "*",
  "*",
  "arn:aws:s3:::a/*",
  "arn:aws:s3:::*",
  "arn:aws:s3:::a/${aws:username}",
);
const principals = fc.constantFrom(
  "*",
  { AWS: ACCOUNT },
  { AWS: SESSION.arn },
  { AWS: [SESSION.callerArn, USER.arn] },
  { Service: "datazone.amazonaws.com" },
);
const conditions = fc.constantFrom(
  ...Array.from({ length: 6 }, () => ({})),
  { StringEquals: { "aws:username": "x" } },
  { StringNotEquals: { "aws:username": "${aws:PrincipalTag/Name}" } },
  { Bool: { "aws:SecureTransport": "true" } },
  // Several values without a set operator: unknown wherever the request has the key.
  { StringLike: { "aws:TagKeys": "*" } },
  { "ForAllValues:StringLike": { "aws:TagKeys": ["a", "b"] } },
);

type Statement = Readonly<Record<string, unknown>>;

function statement(form: "identity" | "resource"): fc.Arbitrary<Statement> {
  return fc
    .record({
      Effect: fc.constantFrom(...Array.from({ length: 9 }, () => "Allow"), "Deny"),
      Action: fc.array(actionPatterns, { minLength: 1, maxLength: 2 }),
      Resource: fc.array(resourcePatterns, { minLength: 1, maxLength: 2 }),
      Condition: conditions,
      Principal: principals,
      opposite: fc.constantFrom(
        ...Array.from({ length: 9 }, () => [] as string[]),
        ["Action"],
        ["Resource"],
        ["Principal"],
      ),
    })
    .map(({ opposite, Principal, ...members }) => {
      const all: Record<string, unknown> = form === "resource" ? { ...members, Principal } : { ...members };
      for (const name of opposite) {
        if (!(name in all) || (name === "Principal" && members.Effect === "Allow")) continue;
        all[`Not${name}`] = all[name];
        delete all[name];
      }
      return all;
    });
}

const named = (form: "identity" | "resource"): fc.Arbitrary<NamedPolicy> =>
  fc.record({
    name: fc.constantFrom("one", "two"),
    document: fc.record({
      Version: fc.constantFrom("2012-10-17", "2012-10-17", "2008-10-17"),
      Statement: fc.array(statement(form), { minLength: 1, maxLength: 4 }),
    }),
  });
const some = fc.array(named("identity"), { minLength: 1, maxLength: 2 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });

const policySets: fc.Arbitrary<PolicySet> = fc.record({
  identity: some,
  boundary: maybe(named("identity")),
  session: maybe(some),
  serviceControl: maybe(fc.array(some, { minLength: 1, maxLength: 2 })),
  vpcEndpoint: maybe(named("resource")),
  resource: maybe(named("resource")),
  resourceMustAllow: fc.boolean(),
});

const requests: fc.Arbitrary<AccessRequest> = fc.record({
  principal: fc.constantFrom(SESSION, SESSION, USER, ROOT, SERVICE, ANYBODY),
  action: actions,
  resource: resources,
  resourceAccountId: fc.constantFrom(ACCOUNT, ACCOUNT, OTHER),
  context: fc.constantFrom<ConditionContext>(
    {},
    { "aws:username": "x", "aws:securetransport": "true" },
    { "aws:username": "y", "aws:tagkeys": ["a"], "aws:principaltag/name": "y" },
    { "aws:tagkeys": ["a", "c"], "aws:securetransport": "false" },
  ),
});

const RUNS = { numRuns: 500 };
const isAllowed = (request: AccessRequest, policies: PolicySet) => evaluate(request, policies).allowed;

/** Checks a property of requests with one outcome, of which there have to be enough for it to say anything. */
function checkAll(allowed: boolean, check: (request: AccessRequest, policies: PolicySet) => void): void {
  let checked = 0;
  fc.assert(
    fc.property(requests, policySets, (request, policies) => {
      if (isAllowed(request, policies) !== allowed) return;
      checked++;
      check(request, policies);
    }),
    RUNS,
  );
  expect(checked).toBeGreaterThan(RUNS.numRuns / 20);
}

/** Every set that differs from this one by one statement. */
function withoutOne(policies: PolicySet, effect: "Allow" | "Deny"): PolicySet[] {
  const fewer = (policy: NamedPolicy): NamedPolicy[] => {
    const { Version, Statement } = policy.document as { Version: string; Statement: readonly Statement[] };
    return Statement.flatMap(({ Effect }, index) =>
      Effect === effect && Statement.length > 1
        ? [{ ...policy, document: { Version, Statement: Statement.filter((_, other) => other !== index) } }]
        : [],
    );
  };
  const each = (list: readonly NamedPolicy[]): NamedPolicy[][] =>
    list.flatMap((policy, index) => fewer(policy).map((less) => list.map((old, at) => (at === index ? less : old))));
  const levels = policies.serviceControl ?? [];
  return [
    ...each(policies.identity).map((identity) => ({ ...policies, identity })),
    ...each(policies.session ?? []).map((session) => ({ ...policies, session })),
    ...levels.flatMap((level, index) =>
      each(level).map((less) => ({
        ...policies,
        serviceControl: levels.map((old, at) => (at === index ? less : old)),
      })),
    ),
    ...(["boundary", "vpcEndpoint", "resource"] as const).flatMap((kind) => {
      const policy = policies[kind];
      return policy === undefined ? [] : fewer(policy).map((less) => ({ ...policies, [kind]: less }));
    }),
  ];
}

describe("whatever the policies are", () => {
  it("a denial always wins", () => {
    const no = { Version: "2012-10-17", Statement: { Effect: "Deny", Action: "*", Resource: "*" } };
    const noOne = { Version: "2012-10-17", Statement: { ...no.Statement, Principal: "*" } };
    const places: readonly ((set: PolicySet) => PolicySet)[] = [
      (set) => ({ ...set, identity: [...set.identity, { name: "no", document: no }] }),
      (set) => ({ ...set, boundary: { name: "no", document: no } }),
      (set) => ({ ...set, session: [{ name: "no", document: no }, ...(set.session ?? [])] }),
      (set) => ({ ...set, serviceControl: [...(set.serviceControl ?? []), [{ name: "no", document: no }]] }),
      (set) => ({ ...set, resource: { name: "no", document: noOne } }),
      (set) => ({ ...set, vpcEndpoint: { name: "no", document: noOne } }),
    ];
    fc.assert(
      fc.property(requests, policySets, fc.constantFrom(...places.keys()), (request, policies, place) => {
        // Policies of identities and organizations are not about services, strangers and the root user.
        const principal = place < 4 ? SESSION : request.principal;
        expect(evaluate({ ...request, principal }, places[place](policies))).toMatchObject({
          allowed: false,
          reason: "explicit-deny",
        });
      }),
      RUNS,
    );
  });

  it("removing a statement that allowed never allows more", () => {
    checkAll(false, (request, policies) => {
      for (const fewer of withoutOne(policies, "Allow")) expect(isAllowed(request, fewer)).toBe(false);
    });
  });

  it("removing a statement that denied never allows less", () => {
    checkAll(true, (request, policies) => {
      for (const fewer of withoutOne(policies, "Deny")) expect(isAllowed(request, fewer)).toBe(true);
    });
  });

  it("a boundary, a session's policy, a service control policy and an endpoint's only take away", () => {
    checkAll(true, (request, policies) => {
      for (const kind of ["boundary", "session", "serviceControl", "vpcEndpoint"] as const)
        expect(isAllowed(request, { ...policies, [kind]: undefined })).toBe(true);
    });
  });

  it("the order of statements and policies does not matter", () => {
    const turned = (policy: NamedPolicy): NamedPolicy => {
      const { Version, Statement } = policy.document as { Version: string; Statement: readonly Statement[] };
      return { ...policy, document: { Version, Statement: [...Statement].reverse() } };
    };
    const each = (list: readonly NamedPolicy[]) => list.map(turned).reverse();
    fc.assert(
      fc.property(requests, policySets, (request, policies) => {
        const { boundary, resource, vpcEndpoint } = policies;
        const reversed: PolicySet = {
          ...policies,
          identity: each(policies.identity),
          session: policies.session && each(policies.session),
          serviceControl: policies.serviceControl?.map(each).reverse(),
          boundary: boundary && turned(boundary),
          resource: resource && turned(resource),
          vpcEndpoint: vpcEndpoint && turned(vpcEndpoint),
        };
        expect(isAllowed(request, reversed)).toBe(isAllowed(request, policies));
      }),
      RUNS,
    );
  });

  it("what is allowed was allowed by a statement, unless the root user asked in its account", () => {
    checkAll(true, (request, policies) => {
      const decision = evaluate(request, policies);
      if (request.principal.kind !== "root")
        expect(decision).toHaveProperty("by", expect.arrayContaining([expect.anything()]));
    });
  });
});

describe("wildcards", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "b", ":", "*", "?", ".", "\n"), maxLength: 8 });
  const fits = (pattern: string, text: string, reach: Reach): boolean => {
    const filled = template(pattern, false)({});
    if (filled === UNRESOLVED || filled instanceof Unknown) throw new Error(pattern);
    return matches(filled, text, reach);
  };
  /** The rule, said as slowly as possible. */
  const slow = (pattern: string, text: string): boolean => {
    if (pattern === "") return text === "";
    if (pattern[0] === "*") return slow(pattern.slice(1), text) || (text !== "" && slow(pattern, text.slice(1)));
    return text !== "" && (pattern[0] === "?" || pattern[0] === text[0]) && slow(pattern.slice(1), text.slice(1));
  };

  it("match as the rule says", () => {
    fc.assert(
      fc.property(texts, texts, (pattern, text) => {
        expect(fits(pattern, text, "text")).toBe(slow(pattern, text));
      }),
      RUNS,
    );
  });

  it("match no more within ARNs than within texts", () => {
    fc.assert(
      fc.property(texts, texts, fc.constantFrom("arn" as const, "resource" as const), (pattern, text, reach) => {
        if (fits(pattern, text, reach)) expect(fits(pattern, text, "text")).toBe(true);
      }),
      RUNS,
    );
  });
});
