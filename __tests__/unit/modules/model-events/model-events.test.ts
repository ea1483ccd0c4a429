import { ModelEventBus, ModelEventForwarding } from "../../../../modules/model-events";
import { inspect } from "../../../support/inspection";
import { statementsOf } from "../../../support/policy-statements";

const PLACE = { partition: "aws", accountId: "222222222222", region: "eu-west-1", prefix: "smus" };
const BUS = "arn:aws:events:eu-west-1:111111111111:event-bus/smus-aiops";

describe("ModelEventForwarding", () => {
  const { stack } = inspect(
    (scope) => new ModelEventForwarding(scope, "Forwarding", { ...PLACE, groups: ["churn", "leads"], busArn: BUS }),
  );

  it("sends changes of the use cases' versions, and nothing else", () => {
    expect(JSON.parse(String(stack.one("aws_cloudwatch_event_rule").event_pattern))).toEqual({
      source: ["aws.sagemaker"],
      "detail-type": ["SageMaker Model Package State Change"],
      detail: { ModelPackageGroupName: ["churn", "leads"] },
    });
  });

  it("sends as a role that EventBridge gets for this rule alone", () => {
    expect(stack.one("aws_cloudwatch_event_target")).toMatchObject({
      arn: BUS,
      role_arn: "arn:aws:iam::222222222222:role/smus-model-packages-forwarding",
    });
    expect(statementsOf(stack.one("aws_iam_role").assume_role_policy)[0].Condition).toEqual({
      StringEquals: { "aws:SourceAccount": "222222222222" },
      ArnEquals: { "aws:SourceArn": "arn:aws:events:eu-west-1:222222222222:rule/smus-model-packages" },
    });
    expect(statementsOf(stack.one("aws_iam_role_policy").policy)).toEqual([
      { Effect: "Allow", Action: ["events:PutEvents"], Resource: [BUS] },
    ]);
  });
});

describe("ModelEventBus", () => {
  it("takes events of model packages from the roles that send them", () => {
    const sender = "arn:aws:iam::222222222222:role/smus-model-packages-forwarding";
    const { construct, stack } = inspect(
      (scope) =>
        new ModelEventBus(scope, "Bus", {
          ...PLACE,
          accountId: "111111111111",
          name: "smus-aiops",
          senderArns: [sender],
        }),
    );
    expect(construct.arn).toBe(BUS);
    expect(statementsOf(stack.one("aws_cloudwatch_event_bus_policy").policy)[0]).toMatchObject({
      Principal: { AWS: ["arn:aws:iam::222222222222:root"] },
      Resource: [BUS],
      Condition: { ArnEquals: { "aws:PrincipalArn": [sender] }, StringEquals: { "events:source": "aws.sagemaker" } },
    });
  });
});
