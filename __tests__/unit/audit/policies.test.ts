import { AssumeRoleError } from "../../../aws/credentials";
import { readPolicies } from "../../../audit/accounts";
import { mayCall } from "../../../governance/rights";

const coded = (statement: object): string => encodeURIComponent(JSON.stringify({ Statement: [statement] }));
const ALL = { Effect: "Allow", Action: "*", Resource: "*" };
const arn = (kind: string) => `arn:aws:iam::222222222222:${kind}`;

const client = (...pages: readonly object[]) => {
  let count = 0;
  return { send: () => Promise.resolve(pages[count++]) } as never;
};

describe("policies of an account", () => {
  test("are those of roles, users and their groups, over all pages, with boundaries", async () => {
    const attached = [{ PolicyArn: arn("policy/all") }];
    const found = await readPolicies(
      "222222222222",
      client(
        {
          IsTruncated: true,
          Marker: "m",
          RoleDetailList: [
            { Arn: arn("role/inline"), Path: "/", RolePolicyList: [{ PolicyDocument: coded(ALL) }] },
            { Arn: arn("role/attached"), Path: "/", AttachedManagedPolicies: attached },
            {
              Arn: arn("role/bound"),
              Path: "/",
              AttachedManagedPolicies: attached,
              PermissionsBoundary: { PermissionsBoundaryArn: arn("policy/none") },
            },
            {
              Arn: arn("role/aws-service-role/x"),
              Path: "/aws-service-role/x.amazonaws.com/",
              AttachedManagedPolicies: attached,
            },
          ],
        },
        {
          GroupDetailList: [{ GroupName: "team", GroupPolicyList: [{ PolicyDocument: coded(ALL) }] }],
          UserDetailList: [{ Arn: arn("user/one"), Path: "/", GroupList: ["team"] }],
          Policies: [
            {
              Arn: arn("policy/all"),
              PolicyVersionList: [
                { IsDefaultVersion: false, Document: coded({ Effect: "Deny", Action: "*", Resource: "*" }) },
                { IsDefaultVersion: true, Document: coded(ALL) },
              ],
            },
            {
              Arn: arn("policy/none"),
              PolicyVersionList: [{ IsDefaultVersion: true, Document: coded({ ...ALL, Action: "s3:*" }) }],
            },
          ],
        },
      ),
    );
    const answers =
      "holders" in found
        ? found.holders.map((one) => [one.arn, mayCall(one, "datazone:UpdateSubscriptionTarget")])
        : [];
    expect(answers).toEqual([
      [arn("role/inline"), "yes"],
      [arn("role/attached"), "yes"],
      [arn("role/bound"), "no"],
      [arn("user/one"), "yes"],
    ]);
  });

  test("whose document is not told may allow it", async () => {
    const role = { Arn: arn("role/x"), Path: "/", AttachedManagedPolicies: [{ PolicyArn: arn("policy/unseen") }] };
    const found = await readPolicies("222222222222", client({ RoleDetailList: [role] }));
    expect("holders" in found && mayCall(found.holders[0], "datazone:UpdateSubscriptionTarget")).toBe("conditional");
  });

  test("that are refused are told, and other faults end the reading", async () => {
    const failing = (name: string) => {
      const fault = Object.assign(new Error("no"), { name, $metadata: { httpStatusCode: 403 } });
      return { send: () => Promise.reject(fault) } as never;
    };
    expect(await readPolicies("1", failing("AccessDenied"))).toMatchObject({
      unread: expect.stringContaining("AccessDenied") as string,
    });
    const refused = new AssumeRoleError("arn:aws:iam::1:role/x", { cause: new Error("not trusted") });
    const unassumed = await readPolicies("1", { send: () => Promise.reject(refused) } as never);
    expect(unassumed).toMatchObject({ unread: expect.stringContaining("not trusted") as string });
    await expect(readPolicies("1", failing("ServiceFailure"))).rejects.toThrow("no");
  });
});
