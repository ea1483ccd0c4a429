import { nativeDrift, nativePending } from "../../../../runner/drift/native";
import { grantValues, planOf, resource, type Change } from "./plan-samples";

const SINCE = "2026-11-22T18:00:00.000Z";
const trust = (service: string, more: object = {}): string =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { Service: service }, ...more }] });
const role = (policy: string, more: object = {}) => ({ name: "Provisioning", assume_role_policy: policy, ...more });
const change = (
  actions: string[],
  before: object | null,
  after: object | null,
  more: Partial<Change> = {},
): Change => ({
  actions,
  before: before as Change["before"],
  after: after as Change["after"],
  ...more,
});
const ROLE = ["aws_iam_role", "Roles_Provisioning_F0DAF6BE"] as const;

describe("drift of native resources", () => {
  test("is what the plan changes back, inside of a policy's text, with the values on both sides", () => {
    const [ours, theirs] = [trust("datazone.amazonaws.com"), trust("ec2.amazonaws.com")];
    const plan = planOf([], {
      drift: [resource(...ROLE, change(["update"], role(ours), role(theirs)))],
      changes: [resource(...ROLE, change(["update"], role(theirs), role(ours)))],
    });
    expect(nativeDrift(plan, SINCE)).toEqual([
      {
        address: "aws_iam_role.Roles_Provisioning_F0DAF6BE",
        resource: 'aws_iam_role "Provisioning"',
        change: "changed",
        properties: [
          {
            path: "assume_role_policy.Statement[0].Principal.Service",
            live: "ec2.amazonaws.com",
            configured: "datazone.amazonaws.com",
          },
        ],
        since: SINCE,
        repair: "apply repairs it",
      },
    ]);
    expect(nativePending(plan)).toEqual({ pending: [], consequences: 0 });
  });

  test("is not what a refresh fills in: attached policies, defaults, the order in a policy", () => {
    // As recorded after a first apply: resource_drift is full of it, the plan changes nothing.
    const before = role(trust("a"), { inline_policy: [], managed_policy_arns: [], tags: null });
    const after = role(trust("a"), { inline_policy: [{ name: "Function" }], managed_policy_arns: ["arn:x"], tags: {} });
    const plan = planOf([], {
      drift: [resource(...ROLE, change(["update"], before, after))],
      changes: [resource(...ROLE, change(["no-op"], after, after))],
    });
    expect(nativeDrift(plan, SINCE)).toEqual([]);
    expect(nativePending(plan).pending).toEqual([]);
  });

  test("is not a change of the configuration, which is pending, with what a refresh fills in beside it", () => {
    const before = role(trust("a"), { inline_policy: [], description: "Old" });
    const live = { ...before, inline_policy: [{ name: "Function" }] };
    const plan = planOf([], {
      drift: [resource(...ROLE, change(["update"], before, live))],
      changes: [resource(...ROLE, change(["update"], live, { ...live, description: "New" }))],
    });
    expect(nativeDrift(plan, SINCE)).toEqual([]);
    expect(nativePending(plan).pending).toMatchObject([
      { action: "update", properties: [{ path: "description", applied: "Old", configured: "New" }] },
    ]);
  });

  test("is told from a pending change of the same argument", () => {
    const plan = planOf([], {
      drift: [resource(...ROLE, change(["update"], { description: "Applied" }, { description: "By hand" }))],
      changes: [resource(...ROLE, change(["update"], { description: "By hand" }, { description: "Wanted" }))],
    });
    expect(nativeDrift(plan, SINCE)[0].properties).toEqual([
      { path: "description", live: "By hand", configured: "Wanted", applied: "Applied" },
    ]);
    expect(nativePending(plan).pending[0].properties).toEqual([
      { path: "description", applied: "Applied", configured: "Wanted" },
    ]);
  });

  test("is a tag that was added, once, although two arguments show it", () => {
    const tags = (own: object | null) => ({ bucket: "b", tags: own, tags_all: { stage: "dev", ...own } });
    const bucket = ["aws_s3_bucket", "B"] as const;
    const plan = planOf([], {
      drift: [resource(...bucket, change(["update"], tags(null), tags({ intruder: "x" })))],
      changes: [resource(...bucket, change(["update"], tags({ intruder: "x" }), tags(null)))],
    });
    expect(nativeDrift(plan, SINCE)).toMatchObject([
      { resource: 'aws_s3_bucket "b"', properties: [{ path: "tags", live: { intruder: "x" }, configured: null }] },
    ]);
  });

  test("is a grant that was removed, with the policy and whom it was granted to", () => {
    const values = grantValues("g1", "unit1", "CREATE_GLOSSARY");
    const grant = ["aws_cloudcontrolapi_resource", "Grant_glossaries_0656018D"] as const;
    const plan = planOf([], {
      drift: [resource(...grant, change(["delete"], values, null))],
      changes: [resource(...grant, change(["create"], null, { desired_state: values.desired_state }))],
    });
    expect(nativeDrift(plan, SINCE)).toMatchObject([
      {
        resource: "PolicyGrant CREATE_GLOSSARY DOMAIN_UNIT (Grant_glossaries_0656018D)",
        change: "deleted",
        properties: [
          { path: "exists", live: false, configured: true },
          { path: "desired_state", live: null, configured: { Principal: { Group: { GroupIdentifier: "group-1" } } } },
        ],
        repair: "apply creates it again",
      },
    ]);
    expect(nativePending(plan).pending).toEqual([]);
  });

  test("is a resource that was removed and is not configured any more, which nothing brings back", () => {
    const plan = planOf([], { drift: [resource(...ROLE, change(["delete"], role(trust("a")), null))] });
    expect(nativeDrift(plan, SINCE)[0].repair).toMatch(/apply forgets it/);
  });

  test("keeps sensitive values to itself", () => {
    const plan = planOf([], {
      drift: [
        resource(
          "aws_x",
          "Y",
          change(["update"], { secret: "a" }, { secret: "b" }, { after_sensitive: { secret: true } }),
        ),
      ],
      changes: [
        resource(
          "aws_x",
          "Y",
          change(["update"], { secret: "b" }, { secret: "a" }, { after_sensitive: { secret: true } }),
        ),
      ],
    });
    expect(JSON.stringify([nativeDrift(plan, SINCE), nativePending(plan)])).not.toMatch(/"[ab]"/);
    expect(nativeDrift(plan, SINCE)[0].properties[0]).toMatchObject({ live: "(sensitive)" });
  });

  test("leaves out the time where nobody knows it", () => {
    const plan = planOf([], { drift: [resource(...ROLE, change(["delete"], role(""), null))] });
    expect(nativeDrift(plan, undefined)[0]).not.toHaveProperty("since");
  });
});

describe("pending changes of native resources", () => {
  test("are creations, deletions and replacements of the configuration", () => {
    const plan = planOf([], {
      changes: [
        resource("aws_a", "New", change(["create"], null, { name: "new" })),
        resource("aws_a", "Old", change(["delete"], { name: "old" }, null)),
        resource(
          "aws_a",
          "Moved",
          change(["delete", "create"], { name: "x", id: "i" }, { name: "y" }, { after_unknown: { id: true } }),
        ),
      ],
    });
    expect(nativePending(plan).pending.map(({ resource: what, action }) => `${action} ${what}`)).toEqual([
      'create aws_a "new"',
      'delete aws_a "old"',
      'replace aws_a "x"',
    ]);
  });

  test("are not what follows from another change: a new id, a replacement that another one triggers", () => {
    const grant = { desired_state: "{}", id: "1" };
    const plan = planOf([], {
      changes: [
        resource(
          "aws_cloudcontrolapi_resource",
          "Grant",
          change(["delete", "create"], grant, grant),
          "replace_by_triggers",
        ),
        resource("aws_b", "Unknown", change(["update"], { target: "1" }, {}, { after_unknown: { target: true } })),
        resource(
          "terraform_data",
          "Applied",
          change(["update"], { input: { content: "a" } }, { input: { content: "b" } }),
        ),
        resource("terraform_data", "Unit_trials_CreateOnly_0123ABCD", change(["update"], { input: 1 }, { input: 2 })),
      ],
    });
    expect(nativePending(plan)).toEqual({ pending: [], consequences: 2 });
  });
});
