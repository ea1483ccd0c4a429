import { evaluate } from "../../../../packages/emulator/iam/evaluate";
import type { AccessRequest, PolicySet } from "../../../../packages/emulator/iam/model";
import { refusalMessage } from "../../../../packages/emulator/iam/wording";
import { ACCOUNT, allow, ANYBODY, asking, deny, EVERYTHING, OTHER, policy, SESSION, USER } from "./requests";

/** Answer of the service to a request that these policies refuse. */
function answer(request: AccessRequest, policies: Partial<PolicySet>): string {
  const decision = evaluate(request, { identity: [], ...policies });
  if (decision.allowed) throw new Error("allowed");
  return refusalMessage(request, decision);
}

const DOMAIN = `arn:aws:datazone:eu-west-1:${ACCOUNT}:domain/*`;
const create = asking({ action: "datazone:CreateDomain", resource: DOMAIN });
const WHO = `User: arn:aws:sts::${ACCOUNT}:assumed-role/Deploy/run is not authorized to perform: datazone:CreateDomain on resource: ${DOMAIN}`;
const ELSEWHERE = policy("elsewhere", allow({ Action: "ec2:*" }));
const identity = [EVERYTHING];

// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
describe("the texts of refusals", () => {
  it.each([
    [{}, "because no identity-based policy allows the datazone:CreateDomain action"],
    [{ identity: [EVERYTHING, policy("no", deny())] }, "with an explicit deny in an identity-based policy"],
    [{ identity, boundary: ELSEWHERE }, "because no permissions boundary allows the datazone:CreateDomain action"],
    [{ identity, boundary: policy("no", deny()) }, "with an explicit deny in a permissions boundary"],
    [{ identity, session: [ELSEWHERE] }, "because no session policy allows the datazone:CreateDomain action"],
    [{ identity, session: [policy("no", deny())] }, "with an explicit deny in a session policy"],
    [{ identity, serviceControl: [[]] }, "because no service control policy allows the datazone:CreateDomain action"],
    [
      {
        identity,
        serviceControl: [[policy("arn:aws:organizations::1:policy/o-1/service_control_policy/p-1", deny())]],
      },
      "with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/service_control_policy/p-1",
    ],
    [{ resource: policy("no", deny({ Principal: "*" })) }, "with an explicit deny in a resource-based policy"],
    [{ vpcEndpoint: policy("no", deny({ Principal: "*" })) }, "with an explicit deny in a VPC endpoint policy"],
    [
      { vpcEndpoint: policy("no", allow({ Principal: "*", Action: "s3:*" })) },
      "because no VPC endpoint policy allows the datazone:CreateDomain action",
    ],
    [{ identity, resourceMustAllow: true }, "because no resource-based policy allows the datazone:CreateDomain action"],
  ] as [Partial<PolicySet>, string][])("name the kind of policy: %#", (policies, reason) => {
    expect(answer(create, policies)).toBe(`${WHO} ${reason}`);
  });

  it("name no resource where the action has none", () => {
    expect(answer(asking({ action: "organizations:ListAccounts", resource: "*" }), {})).toBe(
      `User: ${SESSION.callerArn} is not authorized to perform: organizations:ListAccounts because no identity-based policy allows the organizations:ListAccounts action`,
    );
  });

  it("say what the emulator does not know, and in which policy", () => {
    const odd = policy("odd", allow({ Condition: { StringResembles: { "aws:username": "x" } } }));
    expect(answer(create, { identity: [EVERYTHING, odd] })).toBe(
      `${WHO}: the emulator does not know what an identity-based policy means (odd): statement 0: condition operator StringResembles is not known`,
    );
  });

  it("give reasons of S3 within an account or an organization only", () => {
    const reason = "because no identity-based policy allows the s3:GetObject action";
    const told = `User: ${USER.callerArn} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::bucket/key" ${reason}`;
    const request = asking({ principal: USER });
    const foreign = { ...request, resourceAccountId: OTHER };
    const organizations = (theirs: string) => ({ "aws:principalorgid": "o-1", "aws:resourceorgid": theirs });
    expect(answer(request, {})).toBe(told);
    expect(answer({ ...foreign, context: organizations("o-1") }, {})).toBe(told);
    expect(answer({ ...foreign, context: organizations("o-2") }, {})).toBe("Access Denied");
    expect(answer(foreign, {})).toBe("Access Denied");
    expect(answer(asking({ principal: ANYBODY }), {})).toBe("Access Denied");
  });

  it("give no reason of a trust policy that does not name the caller", () => {
    const resource = `arn:aws:iam::${ACCOUNT}:role/Other`;
    const assume = asking({ action: "sts:AssumeRole", resource });
    const refused = `User: ${SESSION.callerArn} is not authorized to perform: sts:AssumeRole on resource: ${resource}`;
    const trust = { resourceMustAllow: true, identity };
    expect(answer(assume, trust)).toBe(refused);
    expect(answer(assume, { ...trust, resource: policy("trust", deny({ Principal: "*" })) })).toBe(
      `${refused} with an explicit deny in the role trust policy`,
    );
  });

  it("begin in EC2 with its own sentence, and spell SNS and SQS as these do", () => {
    expect(answer(asking({ action: "ec2:CreateVpc", resource: "*" }), {})).toMatch(
      /^You are not authorized to perform this operation\. User: .* because no identity-based policy allows the ec2:CreateVpc action$/,
    );
    expect(answer(asking({ action: "sns:Publish" }), {})).toContain("perform: SNS:Publish on");
    expect(answer(asking({ action: "sqs:SendMessage" }), {})).toContain("perform: sqs:sendmessage on");
  });
});
