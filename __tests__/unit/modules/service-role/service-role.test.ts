import { ServiceRole, type ServiceRoleProps } from "../../../../modules/service-role";
import { serviceTrust } from "../../../../modules/iam-policy";
import { inspect } from "../../../support/inspection";

const PROPS: ServiceRoleProps = {
  partition: "aws",
  accountId: "111122223333",
  name: "AmazonSageMakerThing",
  description: "A thing",
  trust: serviceTrust({ services: ["datazone.amazonaws.com"] }),
};

function build(overrides: Partial<ServiceRoleProps> = {}) {
  const { stack, construct } = inspect((scope) => new ServiceRole(scope, "Role", { ...PROPS, ...overrides }));
  return { stack, role: construct };
}

describe("ServiceRole", () => {
  it("creates a role under /service-role/ and nothing else by default", () => {
    const { stack, role } = build();
    expect(stack.counts).toEqual({ aws_iam_role: 1 });
    expect(stack.one("aws_iam_role")).toMatchObject({
      name: "AmazonSageMakerThing",
      path: "/service-role/",
      description: "A thing",
    });
    expect(role.arn).toBe("arn:aws:iam::111122223333:role/service-role/AmazonSageMakerThing");
    expect(role.dependables).toHaveLength(1);
  });

  it("attaches managed policies of the partition", () => {
    const { stack, role } = build({ partition: "aws-cn", managedPolicies: ["service-role/A", "B"] });
    const arns = stack.all("aws_iam_role_policy_attachment").map((a) => a.policy_arn);
    expect(arns).toEqual(["arn:aws-cn:iam::aws:policy/service-role/A", "arn:aws-cn:iam::aws:policy/B"]);
    expect(role.arn).toMatch(/^arn:aws-cn:iam::/);
    expect(role.dependables).toHaveLength(3);
  });

  it("writes inline policies by name", () => {
    const { stack } = build({ inlinePolicies: { First: "{}", Second: "{}" } });
    const names = stack.all("aws_iam_role_policy").map((policy) => policy.name);
    expect(names).toEqual(["First", "Second"]);
  });

  it("keeps the addresses of policies when another one is added", () => {
    const before = build({ managedPolicies: ["B"] }).stack.addresses;
    const after = build({ managedPolicies: ["A", "B"] }).stack.addresses;
    expect(after).toEqual(expect.arrayContaining(before));
  });

  it("takes a path and a permissions boundary", () => {
    const boundary = "arn:aws:iam::111122223333:policy/boundary";
    const { stack, role } = build({ path: "/", permissionsBoundaryArn: boundary });
    expect(stack.one("aws_iam_role")).toMatchObject({ path: "/", permissions_boundary: boundary });
    expect(role.arn).toBe("arn:aws:iam::111122223333:role/AmazonSageMakerThing");
  });

  it.each([63, 64])("accepts a name of %i characters", (length) => {
    expect(() => build({ name: "a".repeat(length) })).not.toThrow();
  });

  it("rejects a name of 65 characters", () => {
    expect(() => build({ name: "a".repeat(65) })).toThrow("has 65 characters; IAM allows 64");
  });

  it("leaves the length of a name with an expression to IAM", () => {
    const name = `Role-\${${"data.x.y.".repeat(10)}id}`;
    expect(build({ name }).role.arn).toContain(name);
  });
});
