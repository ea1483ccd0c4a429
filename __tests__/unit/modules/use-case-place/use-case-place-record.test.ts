import { useCasePlace, type UseCasePlace } from "../../../../contracts/aiops/place";
import { UseCasePlaceRecord } from "../../../../modules/use-case-place";
import { inspect } from "../../../support/inspection";
import { parseTemplate } from "../../../support/template-json";

const PLACE: UseCasePlace = {
  format: 1,
  useCase: "churn",
  stage: "prod",
  account: "333333333333",
  region: "eu-west-1",
  bucket: "smus-artifacts-333333333333-eu-west-1",
  kmsKeyArn: "arn:aws:kms:eu-west-1:333333333333:key/1",
  buildRoleArn: null,
  deployRoleArn: "arn:aws:iam::333333333333:role/smus-churn-prod-deploy",
  stateBucket: "smus-use-case-states-333333333333-eu-west-1",
  permissionsBoundaryArn: "arn:aws:iam::333333333333:policy/smus-churn-boundary",
  projectId: null,
  subnetIds: [],
  securityGroupIds: [],
  alarmTopicArn: null,
};

describe("UseCasePlaceRecord", () => {
  it("writes what the functions read, under the name that they ask for", () => {
    const { construct, stack } = inspect(
      (scope) => new UseCasePlaceRecord(scope, "Record", { prefix: "smus", place: PLACE, dependsOn: [] }),
    );
    const { name, type, value } = stack.one("aws_ssm_parameter");
    expect([name, type]).toEqual(["/smus/use-cases/churn/prod", "String"]);
    expect(construct.parameterName).toBe(name);
    expect(useCasePlace.parse(parseTemplate(String(value)))).toEqual(PLACE);
  });
});
